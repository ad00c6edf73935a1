"""A draft is judged over JSON as the form judges it: same findings, same words, nothing written."""

import json

import pytest
from factories import TEA
from sqlalchemy import text
from surfing import words

from validators import CATALOG


@pytest.fixture
def check(browser_of):
    """Ask as somebody: the answer to these values."""

    def ask(name="Ana", record_id=None, /, *, headers=None, **values):
        browser = browser_of(name)
        said = {"X-CSRFToken": browser.token("/records"), **(headers or {})}
        asked = {"values": values, **({"record_id": record_id} if record_id else {})}
        return browser.client.post("/api/v1/check", json=asked, headers=said)

    return ask


def test_a_draft_is_judged_and_every_finding_explains_itself(check):
    answer = check(**{"company": "云岫茶业有限公司", "region": "杭州", "phones[0]": "88880000"})
    assert answer.status_code == 200
    assert 0 < answer.json["score"] < 60
    added = next(one for one in answer.json["findings"] if one["code"] == "phone.area_code_added")
    assert (added["field"], added["severity"], added["repaired"]) == ("phones[0]", "HINT", "0571-88880000")
    assert added["code"] in CATALOG
    assert "0571-88880000" in added["message"]
    assert {step["check"] for step in answer.json["passing"]} == {"score", "channel"}
    assert sum(section["of"] for section in answer.json["sections"]) == pytest.approx(100)


def test_it_speaks_the_language_of_whoever_asks(check):
    draft = {"company": "测试公司"}
    english, chinese = check(**draft), check(**draft, headers={"Accept-Language": "zh-CN"})
    assert [one["code"] for one in english.json["findings"]] == [one["code"] for one in chinese.json["findings"]]
    assert english.json["findings"][0]["message"] != chinese.json["findings"][0]["message"]


def test_the_form_and_the_interface_say_the_same(check, browser_of):
    typed = {"company": "云岫茶业有限公司", "phones[0]": "13800138000"}
    page = words(browser_of("Ana").resend("/records/new", path="/records/advice", **typed).text)
    for finding in check(**typed).json["findings"]:
        assert ".missing" in finding["code"] or finding["message"] in page


def test_it_is_judged_among_all_that_is_stored(check, make, policy):
    for at in range(policy.settings.repeats.agent):
        make.record("Bo", company=f"{'澜岚禾柏舟栖砚榆棠芷'[at]}渡有限公司", phones=("13926580147",))
    answer = check(company="云岫茶业有限公司", **{"phones[0]": "13926580147"})
    assert "repeat.phone_agent" in {one["code"] for one in answer.json["findings"]}


def test_nothing_is_written(check, work):
    check(company="云岫茶业有限公司")
    with work() as unit:
        assert unit.session.scalar(text("SELECT count(*) FROM record")) == 0


def test_a_record_that_one_may_not_change_is_not_judged_either(check, make):
    hers = make.record("Ana", company=TEA.company)
    assert check("Ana", hers, company=TEA.company).status_code == 200
    denied = check("Wei", hers, company=TEA.company)
    assert (denied.status_code, denied.json["code"]) == (403, "denied")
    assert [check("Ana", nobodys, company="x").status_code for nobodys in (4711, 2**63)] == [404, 404]


def test_whoever_sees_masks_is_answered_in_masks(check, make):
    tea = make.record("Ana", company=TEA.company, phones=("13900001234",))
    answer = check("Ops", tea, company=TEA.company, **{"phones[0]": "139****1234"})
    assert "13900001234" not in answer.text
    assert all(one["repaired"] is None for one in answer.json["findings"])


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({"values": {"company": 7}}, "company", "no_text"),
        ({"values": {"credit": "9"}}, "credit", "unknown"),
        ({"values": {"company": "x" * 10_001}}, "company", "too_long"),
        ({"values": []}, "values", "no_object"),
        ({"values": {}, "as_of": "2026"}, "as_of", "unknown"),
        ({"values": {}, "record_id": "7"}, "record_id", "no_number"),
    ],
)
def test_what_cannot_be_judged_is_named(browser_of, sent, field, code):
    ana = browser_of("Ana")
    answer = ana.client.post("/api/v1/check", json=sent, headers={"X-CSRFToken": ana.token("/records")})
    assert (answer.status_code, answer.json["code"]) == (422, "check.broken")
    assert answer.json["errors"] == [{"field": field, "code": code}]


def test_it_wants_a_session_its_token_and_json(stranger, browser_of):
    assert stranger.client.post("/api/v1/check", json={}).status_code in {400, 401}
    ana = browser_of("Ana")
    token = {"X-CSRFToken": ana.token("/records")}
    assert ana.client.post("/api/v1/check", json={}).status_code == 400
    assert ana.client.post("/api/v1/check", data={"company": "x"}, headers=token).status_code == 415
    for body in ("[]", "{", json.dumps(7)):
        sent = ana.client.post("/api/v1/check", data=body, headers=token, content_type="application/json")
        assert (sent.status_code, sent.json["code"]) == (400, "bad_request")
