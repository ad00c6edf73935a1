"""Another system hands an inquiry over: exactly once, and every mistake has a code of its own."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from lead_office import ASK, Office
from sqlalchemy import text


def test_what_is_new_is_created_and_what_comes_again_is_the_same(office):
    first, again = office.call(key="order-1"), office.call(key="order-1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert set(first.json) == {"number", "received_at"}
    assert (office.count("lead"), office.count("inquiry")) == (1, 1)


def test_one_key_with_another_inquiry_is_a_conflict(office):
    office.call(key="order-1")
    answer = office.call({**ASK, "message": "别的"}, key="order-1")
    assert (answer.status_code, answer.json["code"]) == (409, "lead.key_taken")
    assert answer.mimetype == "application/problem+json"


def test_two_calls_at_once_are_one_lead(office):
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: office.call(key="order-1"), range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert answers[0].json == answers[1].json
    assert office.count("lead") == 1


def test_the_answer_never_says_whether_we_know_the_company(office):
    office.make.record("Ops", company=ASK["company"], phones=(ASK["phone"],))
    known, unknown = office.call(), office.call({**ASK, "company": "谁也不认识有限公司", "phone": "13900021001"})
    assert (known.status_code, set(known.json)) == (unknown.status_code, set(unknown.json))
    assert dict(known.headers).keys() == dict(unknown.headers).keys()


def test_without_a_token_nobody_gets_in(office):
    for header in ("", "Bearer", "Bearer ", "Bearer grl_guess", "Basic Zm9vOmJhcg==", "grl_guess"):
        answer = office.app.test_client().post("/api/leads", json=ASK, headers={"Authorization": header})
        assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.mimetype == "application/problem+json"
    assert office.browser("Ops").client.post("/api/leads", json=ASK).status_code == 401
    assert office.count("lead") == 0


def test_a_closed_token_opens_nothing_at_once(office):
    ops = office.browser("Ops")
    ops.send(f"/leads/doors/{office.one('id', 'lead_door')}/close", page="/leads/doors")
    assert office.call().status_code == 401


def test_only_a_fingerprint_of_the_token_is_kept(office):
    with office.work() as unit:
        kept = unit.session.scalars(text("SELECT string_agg(t::text, ' ') FROM lead_door t")).one()
        logged = unit.session.scalars(text("SELECT string_agg(t::text, ' ') FROM event t")).one()
    assert office.token.startswith("grl_")
    assert office.token not in kept + logged


UNREADABLE = (
    ({"data": "{"}, 400, "bad_request"),
    ({"data": "[]"}, 400, "bad_request"),
    ({"data": "[" * 60_000}, 400, "bad_request"),
    ({"data": b"\xff\xfe{"}, 400, "bad_request"),
    ({"data": "company=x", "content_type": "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"),
    ({"data": "x" * 10_000_000}, 413, ""),
    ({"data": json.dumps(ASK), "headers": {"Idempotency-Key": "k" * 201}}, 400, "bad_request"),
    ({"data": json.dumps(ASK), "headers": {"Idempotency-Key": " "}}, 400, "bad_request"),
)
FAULTY = (
    ({"company": "某公司"}, {"phone": "no_contact"}),
    ({"phone": "13900001236"}, {"company": "missing"}),
    ({**ASK, "email": "x"}, {"email": "no_mail"}),
    ({**ASK, "message": "长" * 4001}, {"message": "too_long"}),
    ({**ASK, "owner_id": 7, "state": "accepted"}, {"owner_id": "unknown", "state": "unknown"}),
    ({**ASK, "person": ["李雷"]}, {"person": "no_text"}),
    ({**ASK, "phone": 13900001236}, {"phone": "no_text"}),
)


def test_what_cannot_be_read_is_a_problem_with_a_code(office):
    for sent, status, code in UNREADABLE:
        answer = office.call(**{"content_type": "application/json", **sent})
        assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
        assert (answer.json["status"], answer.json["code"] if code else "") == (status, code)
    assert office.count("lead") == 0


def test_each_wrong_field_is_named(office):
    for body, errors in FAULTY:
        answer = office.call(body)
        assert (answer.status_code, answer.json["code"]) == (422, "inquiry.broken")
        assert {one["field"]: one["code"] for one in answer.json["errors"]} == errors


def test_other_methods_and_addresses_of_the_interface_are_problems_too(office):
    client = office.app.test_client()
    assert (client.get("/api/leads").status_code, client.get("/api/leads").mimetype) == (
        405,
        "application/problem+json",
    )
    assert client.get("/api/nothing").json["status"] == 404


def test_whatever_signs_a_name_holds_is_only_text(office):
    odd = "\u202e🫖<script>alert(1)</script>'; DROP TABLE lead; --"
    assert office.call({**ASK, "company": f"西湖{odd}", "person": odd}).status_code == 201
    page = office.browser("Ops").get(f"/leads/{office.one('id')}")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_one_system_cannot_flood_everybody(office, policy, make, work, wiring):
    pages = replace(policy.pages, calls_per_minute=2)
    few = Office(make, work, replace(wiring, policy=replace(policy, pages=pages)), office.at)
    answers = [few.call(key="same") for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 200, 429]
    assert answers[-1].headers["Retry-After"]
    assert answers[-1].json["code"] == "too_many_requests"
