"""Submitting a claim, reviewing it, and what its rep sees of right and credit."""

import gzip
import re
from datetime import timedelta

import pytest
from submission_desk import PHONE, Desk
from surfing import words

from greening.domain.review import Kind

HTML_BYTES = 30_000
KNOWN = {"Ana", "ANA", "Qi", "QI", "Ops", "MA", "Hangzhou", "Esc", "Enter", "http", "www", "xihu", "tea", "example"}
"""Names, keys and values of the record, which are not translated."""


@pytest.fixture
def desk(make, now) -> Desk:
    return Desk(make, make.policy(), now, make.person("Qi"))


@pytest.fixture
def ana(browser_of):
    return browser_of("Ana")


@pytest.fixture
def qi(browser_of):
    return browser_of("Qi")


def judge(qi, item_id, **said):
    return qi.resend(f"/review/{item_id}", f"/review/{item_id}/verdict", **said)


def test_a_claim_is_submitted_by_a_button_and_waits(desk, ana):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    sent = ana.send(f"/claims/{claim_id}/submit")
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/claims/{claim_id}")
    assert "Waits for a reviewer" in words(ana.get("/rights").text)
    record = words(ana.get(f"/records/{desk.record_id(claim_id)}").text)
    assert "Ana has submitted it: it waits for a reviewer since" in record


def test_a_claim_with_nothing_completed_stays_with_a_reason(desk, ana):
    sent = ana.send(f"/claims/{desk.claimed()}/submit")
    assert (sent.status_code, "Nothing has been completed yet." in sent.text) == (409, True)


@pytest.mark.parametrize("name", ["Bo", "Qi", "Ops"])
def test_nobody_submits_for_another(desk, browser_of, name):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    assert browser_of(name).send(f"/claims/{claim_id}/submit").status_code == 403
    assert desk.submit(claim_id)


def test_the_reviewer_sees_what_was_completed_and_what_a_pass_asks(desk, qi):
    item_id = desk.submitted()
    said = words(qi.get(f"/review/{item_id}").text)
    assert "completed by Ana since" in said
    assert "needed: 55; is: 50" in said
    assert "needed: Supported; is: Plausible" in said
    assert "139****1236" in said
    assert "13900001236" not in qi.get(f"/review/{item_id}").text
    assert "45 西湖茶铺有限公司 Submission" in words(qi.get("/review").text)


def test_a_pass_without_proof_comes_back_with_what_is_missing_and_the_ticks(desk, qi):
    item_id = desk.submitted()
    answer = judge(qi, item_id, kind="pass", proven="website")
    said = words(answer.text)
    assert (answer.status_code, "It cannot pass yet." in said) == (422, True)
    assert "needed: Supported; is: Plausible" in said
    [ticked] = re.findall(r'name="proven" value="([^"]*)" checked', answer.text)
    assert ticked == "website"
    assert desk.item(item_id).draft.proven == ("website",)


def test_a_pass_with_a_proven_number_gives_the_right(desk, qi, ana):
    item_id = desk.submitted()
    assert judge(qi, item_id, kind="pass", proven=PHONE).status_code == 303
    desk.later(seconds=11).settle(desk.item(item_id).verdicts[0].id)
    said = words(ana.get("/rights").text)
    assert "Leads are yours · 180 days left" in said
    assert "Credit: 12" in said
    assert "Key person 1: phone 1 Proven by quality control" in said
    record = words(ana.get(f"/records/{desk.stored(item_id).record_id}").text)
    assert "Who completed it Leads are yours · 180 days left" in record
    assert "Values proven" in record
    assert "Proven by a call: Key person 1: phone 1" in words(qi.get(f"/review/{item_id}").text)


def test_what_came_back_says_why_and_leads_on(desk, qi, ana):
    item_id = desk.submitted()
    assert judge(qi, item_id, kind="return").status_code == 422
    assert judge(qi, item_id, kind="return", note="门牌号对不上").status_code == 303
    desk.later(seconds=11).settle(desk.item(item_id).verdicts[0].id)
    page = ana.get("/rights").text
    assert "Came back: to be put right" in words(page)
    assert "门牌号对不上" in page
    assert f'href="/claims/{desk.claim_of(item_id).id}/green"' in page


def test_a_right_is_let_go_by_its_holder_alone(desk, ana, browser_of):
    desk.ruled(desk.submitted())
    [right] = desk.rights()
    assert browser_of("Bo").send(f"/rights/{right.id}/let-go").status_code == 403
    assert ana.send(f"/rights/{right.id}/let-go", "/rights").headers["Location"] == "/rights?gone=1"
    assert "Its pit is free." in ana.get("/rights?gone=1").text
    assert ana.send(f"/rights/{right.id}/let-go").status_code == 409
    assert ana.send(f"/rights/{right.id + 1}/let-go").status_code == 404
    assert (desk.pits(), desk.rights()[0].ending) == (0, "let_go")


def test_the_ledger_goes_on_page_by_page_and_shows_what_was_taken_back(desk, ana):
    desk.undo(desk.ruled(desk.submitted()))
    said = words(ana.get("/rights").text)
    assert "Credit: 0" in said
    assert "Taken back the verdict was taken back" in said
    assert "taken back since" in said
    newest = max(row.id for row in desk.rows())
    older = words(ana.get(f"/rights?before={newest}").text)
    assert ("the verdict was taken back" in older, "Leads that are mine" in older) == (False, False)


@pytest.mark.parametrize("name", ["Qi", "Ops", "Ada"])
def test_rights_are_for_those_who_sell(browser_of, name):
    browser = browser_of(name)
    assert browser.get("/rights").status_code == 403
    assert 'href="/rights"' not in browser.get("/").text


def test_empty_pages_say_why_and_what_next(ana):
    said = words(ana.get("/rights").text)
    assert "None yet. When a record that you completed passes its review" in said
    assert "Nothing yet. A value that you entered pays its points" in said


def test_pages_are_small(desk, ana, qi):
    item_id = desk.submitted()
    desk.later(days=1).ruled(item_id)
    for browser, path in ((ana, "/rights"), (qi, f"/review/{item_id}")):
        assert len(gzip.compress(browser.get(path).data)) < HTML_BYTES


@pytest.mark.parametrize("settled", [False, True])
def test_no_english_is_left_on_a_chinese_page(desk, ana, qi, settled):
    item_id = desk.submitted()
    desk.undo(desk.ruled(item_id))
    desk.ruled(item_id, **({"proven": (PHONE,)} if settled else {"kind": Kind.RETURN, "note": "门牌号对不上"}))
    for browser, path in ((ana, "/rights"), (qi, f"/review/{item_id}"), (qi, "/review/bulk")):
        browser.send("/preferences", language="zh_Hans")
        said = words(browser.get(path).text).replace("English", "")
        assert set(re.findall("[A-Za-z]{2,}", said)) <= KNOWN, path


def test_the_countdown_counts_to_the_last_day(desk, ana):
    desk.ruled(desk.submitted())
    [right] = desk.rights()
    later = desk.later(days=179)
    assert later.mine().rights[0].days_left == (right.until - later.now - timedelta(hours=1)).days
