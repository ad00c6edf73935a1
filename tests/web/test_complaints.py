"""The public form, the code to come back with, the queue and the case: in both languages, without scripts or cookies."""

import re

import pytest
from complaining import KP_NAME, KP_PHONE, Counter, quick
from surfing import words

from greening.domain.complaints import Mode
from greening.storage.complaint_seals import ComplaintSeal
from greening.storage.complaints import Complaint
from validators.record import DecisionRole, KeyPerson

CODE = re.compile(r"C-\d+ · \d{4}-\d{4}-\d{4}-\d{4}")
REPORT = {"mode": "anonymous", "kinds": "number", "words": "打了两次,接的是一家记账公司。"}
TITLES = {"en": "Report false customer data", "zh_Hans": "举报虚假客户资料"}


@pytest.fixture
def policy(make):
    return quick(make.policy())


@pytest.fixture
def counter(work, make, now, policy):
    return Counter(work, policy, make, now)


@pytest.fixture
def record_id(make):
    person = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900001236",))
    return make.record("Ana", company="杭州西湖茶铺有限公司", region="330106", key_persons=(person,))


def post(browser, path, **typed):
    return browser.client.post(path, data=typed)


@pytest.mark.parametrize("language", TITLES)
def test_a_stranger_complains_and_comes_back_without_a_cookie(stranger, record_id, language):
    page = stranger.get(f"/complaints/new?language={language}")
    assert TITLES[language] in page.text
    sent = post(stranger, f"/complaints/new?language={language}", named=f"R-{record_id}", **REPORT)
    [code] = CODE.findall(words(sent.text))
    typed = post(stranger, f"/complaints/follow-up?language={language}", code=code)
    assert REPORT["words"] in typed.text
    written = post(stranger, f"/complaints/follow-up?language={language}", code=code, words="还想起一件事")
    assert "还想起一件事" in written.text
    answers = (page, sent, typed, written, stranger.get("/complaints/follow-up"))
    assert [one.status_code for one in answers] == [200, 201, 200, 200, 200]
    assert not [one for one in answers if "Set-Cookie" in one.headers]
    assert not [one for one in answers if one.headers["Cache-Control"] != "no-store"]


def test_the_thanks_do_not_tell_whether_the_record_is_there(stranger, record_id):
    def thanks(named):
        sent = post(stranger, "/complaints/new", named=named, **REPORT)
        return re.sub(r"C-\d+ · [\d-]+", "", words(sent.text))

    assert thanks(f"R-{record_id}") == thanks("R-4711") == thanks("没有这家公司")


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("named", "Enter a link, a number such as R-20481"),
        ("kinds", "Tick at least one"),
        ("words", "Say what happened"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(stranger, counter, record_id, left_out, said):
    typed = {"named": f"R-{record_id}", **REPORT} | {left_out: ""}
    answer = post(stranger, "/complaints/new", **typed)
    assert (answer.status_code, said in words(answer.text)) == (422, True)
    assert "<title>Error:" in answer.text
    assert all(value in answer.text for value in typed.values())
    assert counter.count(Complaint) == 0


def test_whoever_is_signed_in_chooses_and_anonymous_keeps_nothing_of_them(browser_of, counter, record_id):
    bo, typed = browser_of("Bo"), {"named": f"R-{record_id}", **REPORT}
    for mode, sealed in (("anonymous", 0), ("confidential", 1)):
        assert bo.send("/complaints/new", **typed | {"mode": mode}).status_code == 201
        assert counter.count(ComplaintSeal) == sealed


def test_nobody_complains_in_the_name_of_whoever_is_signed_in_elsewhere(browser_of, counter, record_id):
    """Another site sends the form for them, without its token."""
    sent = post(browser_of("Bo"), "/complaints/new", named=f"R-{record_id}", **REPORT | {"mode": "confidential"})
    assert (sent.status_code, counter.count(Complaint)) == (400, 0)


def test_a_stranger_who_asks_for_confidence_stays_anonymous(stranger, counter, record_id):
    post(stranger, "/complaints/new", named=f"R-{record_id}", **REPORT | {"mode": "confidential"})
    assert (counter.count(Complaint, mode=Mode.ANONYMOUS), counter.count(ComplaintSeal)) == (1, 0)


def test_codes_are_not_to_be_guessed(stranger, counter, record_id, policy):
    code = counter.filed(record_id).code
    for _ in range(policy.complaints.tries):
        assert post(stranger, "/complaints/follow-up", code="C-1 · 0000-0000-0000-0000").status_code == 422
    assert post(stranger, "/complaints/follow-up", code=code).status_code == 429


def test_an_honest_person_may_come_back_as_often_as_they_like(stranger, counter, record_id, policy):
    code = counter.filed(record_id).code
    for _ in range(policy.complaints.tries + 2):
        assert post(stranger, "/complaints/follow-up", code=code).status_code == 200


def test_a_net_does_not_complain_without_end(stranger, record_id, policy):
    sent = [
        post(stranger, "/complaints/new", named=f"R-{record_id}", **REPORT).status_code
        for _ in range(policy.complaints.an_hour + 1)
    ]
    assert (sent.count(201), sent[-1]) == (policy.complaints.an_hour, 429)


@pytest.mark.parametrize("language", ["en", pytest.param("zh_Hans", marks=pytest.mark.slow)])
def test_quality_control_looks_into_it_from_the_queue_to_what_follows(browser_of, counter, record_id, language):
    complaint_id = counter.complaint(record_id)
    qi = browser_of("Qi")
    path, asked = f"/complaints/{complaint_id}", f"?language={language}"
    assert f'href="{path}"' in qi.get(f"/complaints{asked}").text
    assert qi.send(f"{path}/take", page=path).location == path
    page = qi.get(path + asked)
    assert "139****1236" in page.text
    assert "13900001236" not in page.text
    answers = {f"answer.{KP_PHONE}": "mistake", f"evidence.{KP_PHONE}": "打过去不是"}
    assert qi.send(f"{path}/findings", page=path, **answers).location == path
    ruled = qi.get(path + asked).text
    assert {"en": "Mistake", "zh_Hans": "笔误"}[language] in words(ruled)


def test_an_answer_without_evidence_comes_back_with_what_was_typed(browser_of, counter, record_id):
    complaint_id, qi = counter.taken(record_id), browser_of("Qi")
    path = f"/complaints/{complaint_id}"
    answer = qi.send(f"{path}/findings", page=path, **{f"answer.{KP_PHONE}": "stale", f"evidence.{KP_NAME}": "见过面"})
    assert answer.status_code == 422
    assert 'value="stale" selected' in answer.text
    assert "见过面" in answer.text


@pytest.mark.parametrize("name", ["Ana", "Bo", "Chen", "Ada", "Ops"])
def test_only_quality_control_sees_complaints(browser_of, counter, record_id, name):
    complaint_id, browser = counter.complaint(record_id), browser_of(name)
    assert browser.get("/complaints").status_code == 403
    assert browser.get(f"/complaints/{complaint_id}").status_code == 403
    assert browser.send(f"/complaints/{complaint_id}/take").status_code == 403


@pytest.mark.parametrize("language", ["zh_Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_a_penalty_is_decided_seen_and_appealed_against_on_its_page(browser_of, counter, record_id, language):
    counter.ruled(record_id, phone="fabricated")
    path, asked = f"/penalties/{counter.penalties()[0].id}", f"?language={language}"
    ada, ana = browser_of("Ada"), browser_of("Ana")
    assert ana.get(path).status_code == 404
    assert f'href="{path}"' in ada.get(f"/penalties{asked}").text
    assert ada.send(f"{path}/decision", page=path, decision="impose", reason="").status_code == 422
    assert ada.send(f"{path}/decision", page=path, decision="impose", reason="两人都查实").location == path
    assert "两人都查实" in ana.get(path + asked).text
    assert ana.send(f"{path}/appeal", page=path, words="号码是展会上要的").location == path
    assert ada.send(f"{path}/appeal/decision", page=path, decision="win", reason="有名片").status_code == 409
    ops = browser_of("Ops")
    assert ops.send(f"{path}/appeal/decision", page=path, decision="win", reason="有名片").location == path
    won = {"en": "Appeal won", "zh_Hans": "申诉成立"}[language]
    assert won in words(ana.get(path + asked).text)
    assert won in words(ana.get(f"/penalties{asked}").text)


@pytest.mark.parametrize("language", ["zh_Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_a_won_appeal_says_what_came_back_and_the_complaint_that_nothing_is_left_of_it(
    browser_of, counter, record_id, language
):
    counter.proven(record_id)
    counter.make.right(record_id)
    penalty_id, _ = counter.appealed(record_id)
    case_id = counter.penalties()[0].complaint_id
    path, case = f"/penalties/{penalty_id}?language={language}", f"/complaints/{case_id}?language={language}"
    said = words(browser_of("Ana").get(path).text)
    back = {"en": ("12 points are back.", "Stands again"), "zh_Hans": ("已恢复 12 分。", "已恢复")}[language]
    assert [one in said for one in back] == [True, True]
    overturned = {"en": "Overturned on appeal", "zh_Hans": "经申诉撤销"}[language]
    assert overturned in words(browser_of("Qi").get(case).text)
