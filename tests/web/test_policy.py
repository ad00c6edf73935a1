"""Operations drafts a change of the policy on its pages, sees what it would change, and saves it as a version."""

import pytest
from policy_desk import COMPANIES, PHRASES, Desk
from surfing import HTMX, fields, words

from greening.services import policies

EMPTY = "浇浇水施施肥"
SUSPECT = "validators.repeats.suspect"


@pytest.fixture
def desk(make, work, policy, now):
    return Desk(make, work, policy, now)


@pytest.fixture
def ops(browser_of):
    return browser_of("Ops")


def drafted(ops, **typed):
    """The address of a draft."""
    answer = ops.resend("/policy/edit", "/policy/drafts", **typed)
    assert answer.status_code == 303
    return answer.location


def found_out(desk, address):
    draft_id = int(address.rpartition("/")[2])
    policies.preview(desk.work, desk.policy, draft_id=draft_id, now=desk.now)


def saved(ops, address, **typed):
    return ops.resend(address, f"{address}/save", **{"reason": "Too many doubts", **typed})


def test_the_form_has_every_value_with_its_unit_range_and_reason(ops, policy):
    page = ops.get("/policy/edit").text
    document = policy.document["validators"]
    assert set(fields(page)) - {"csrf_token", "base"} == {
        f"validators.{section}.{name}" for section, named in document.items() for name in named
    }
    assert "Suspect from 3 unrelated subjects 2–20 of 1,821 real switchboards" in words(page)


@pytest.mark.slow
def test_the_form_as_it_is_shown_changes_nothing(ops):
    answer = ops.resend("/policy/edit", "/policy/drafts")
    assert answer.status_code == 409
    assert "Nothing is different from the version that holds." in words(answer.text)


def test_what_is_wrong_is_said_beside_each_value_and_stays_typed(ops):
    answer = ops.resend("/policy/edit", "/policy/drafts", **{SUSPECT: "1", PHRASES: "x" * 61})
    said = words(answer.text)
    assert answer.status_code == 422
    assert "2 things have to be put right" in said
    assert "Suspect from: 1 is not between 2 and 20." in said
    assert "is too long: at most 60 characters" in said
    assert fields(answer.text)[SUSPECT] == "1"
    assert fields(answer.text)[PHRASES] == "x" * 61


def test_a_phrase_is_tried_saved_and_in_force_at_once(ops, desk):
    record_id = desk.make.record(by="Ana")
    desk.note(record_id, f"{EMPTY} 13900001234")
    held = fields(ops.get("/policy/edit").text)[PHRASES]
    draft = drafted(ops, **{PHRASES: f"{held}\n{EMPTY}"})
    waiting = ops.get(draft).text
    assert "hx-trigger" in waiting
    found_out(desk, draft)
    page = words(ops.get(draft).text)
    assert f"Phrases in follow-ups that fit every customer – {EMPTY}" in page
    assert "139****1234" in page
    assert "13900001234" not in page
    assert "Hangzhou 1 1 0" in page
    answer = saved(ops, draft)
    assert (answer.status_code, answer.location) == (303, "/policy/2")
    assert "v2 in force" in words(ops.get("/policy").text)
    assert f"– {EMPTY}" in words(ops.get("/policy/2").text)
    assert EMPTY in fields(ops.get("/policy/edit").text)[PHRASES].splitlines()


@pytest.mark.slow
def test_who_would_move_is_counted_before_and_after_saving(ops, desk):
    desk.make.record(company=EMPTY)
    held = fields(ops.get("/policy/edit").text)[COMPANIES]
    draft = drafted(ops, **{COMPANIES: f"{held}\n{EMPTY}"})
    found_out(desk, draft)
    page = words(ops.get(draft).text)
    assert "Quarantined: examples 1" in page
    assert "all of them, judged by the rules alone" in page
    saved(ops, draft)
    assert "Records are judged again under v2" in words(ops.get("/policy").text)
    policies.rescore(desk.work, desk.policy, version=2, now=desk.now)
    report = ops.get("/policy/2")
    assert "What it has changed against v1" in words(report.text)
    assert "Quarantined: examples 1" in words(report.text)
    assert "hx-trigger" not in report.text


@pytest.mark.slow
def test_progress_is_a_part_of_the_page_that_asks_again(ops):
    draft = drafted(ops, **{SUSPECT: "4"})
    part = ops.get(draft, **HTMX).text
    assert "<h1>" not in part
    assert "Waiting for its turn" in words(part)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": " "}, "Say why, in a paragraph at most"),
        ({"when": "later", "starts_at": ""}, "Choose a day and a time"),
        ({"when": "later", "starts_at": "2020-01-01T08:00"}, "A version begins now or later"),
    ],
)
def test_saving_says_what_it_lacks(ops, typed, said):
    draft = drafted(ops, **{SUSPECT: "4"})
    answer = saved(ops, draft, **typed)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "v1 in force" in words(ops.get("/policy").text)


@pytest.mark.slow
def test_a_version_may_begin_later(ops):
    saved(ops, drafted(ops, **{SUSPECT: "4"}), when="later", starts_at="2026-03-09T09:00")
    said = words(ops.get("/policy").text)
    assert "v1 in force" in said
    assert "v2 Mon 9 Mar, 09:00 to come Ops Too many doubts" in said


@pytest.mark.slow
def test_a_draft_over_an_older_version_can_be_made_again(ops):
    late = drafted(ops, **{SUSPECT: "5"})
    form = fields(ops.get(late).text)
    saved(ops, drafted(ops, **{"validators.weights.contact.visit": "6"}))
    answer = ops.client.post(f"{late}/save", data={**form, "reason": "why"})
    assert answer.status_code == 409
    assert "Make the draft again over it" in words(answer.text)
    again = fields(ops.get(f"/policy/edit?draft={late.rpartition('/')[2]}").text)
    assert (again[SUSPECT], again["validators.weights.contact.visit"], again["base"]) == ("5", "6", "2")


@pytest.mark.slow
def test_a_new_release_is_a_version_without_an_author(ops):
    assert "v1 Mon 2 Mar, 10:30 in force a new release –" in words(ops.get("/policy").text)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/policy/9", "/policy/drafts/9", "/policy/edit?draft=9"])
def test_what_is_not_there_is_not_found(ops, path):
    assert ops.get(path).status_code == 404
