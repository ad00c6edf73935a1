"""What time does to leads: reminded, gone on, taken for the likelier one, never lost."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from waiting import when_let_go

from greening.domain.leads import Closing
from greening.storage import leads, notices, units

MINUTE = timedelta(minutes=1)


def told(desk, name):
    with desk.work() as unit:
        return [one.code for one in notices.newest(unit.session, desk.make.person(name).id, limit=10)][::-1]


def test_reminded_once_then_it_goes_to_the_next(desk):
    lead_id = desk.ask().lead_id
    first, second = (one[0] for one in desk.considered(lead_id))
    assert (desk.sweep(19 * MINUTE).reminded, desk.sweep(20 * MINUTE).reminded, desk.sweep(21 * MINUTE).reminded) == (
        0,
        1,
        0,
    )
    assert desk.sweep(30 * MINUTE).lapsed == 1
    assert desk.considered(lead_id) == [(second, "rotation", "chosen"), (first, "rotation", "lapsed")]
    assert told(desk, first) == ["lead.offered", "lead.reminded", "lead.lapsed"]
    assert told(desk, second) == ["lead.offered"]
    assert desk.sweep(30 * MINUTE).lapsed == 0


def test_two_sweeps_at_once_take_it_from_one_person(desk, work):
    unit_id = desk.unit_of(desk.ask().lead_id).id

    def sweep():
        return desk.sweep(30 * MINUTE)

    swept = when_let_go(work, lambda unit: units.hold(unit.session, unit_id), sweep, sweep)
    assert sorted(one.lapsed for one in swept) == [0, 1]


def test_what_is_being_closed_is_offered_to_nobody(desk, work):
    lead_id = desk.ask().lead_id
    desk.sweep(30 * MINUTE)
    desk.sweep(60 * MINUTE)
    assert desk.lead(lead_id).state == "waiting"

    def close(unit):
        lead = leads.one(unit.session, lead_id, lock=True)
        lead.state, lead.closing, lead.closed_at = "closed", Closing.SPAM, desk.now
        lead.closed_by = desk.make.person("Ops").id
        unit.session.flush()

    desk.make.person("Ops")
    [swept] = when_let_go(work, close, lambda: desk.sweep(timedelta(days=1)))
    assert (swept.offered, desk.lead(lead_id).state) == (0, "closed")


def test_what_comes_at_night_is_offered_to_the_morning(desk):
    at_night = desk.now + timedelta(hours=12)
    lead_id = desk.ask(at=at_night).lead_id
    assert desk.offer(lead_id).answer_by - at_night > timedelta(hours=10)
    assert desk.sweep(timedelta(hours=13)).lapsed == 0


def test_a_lead_that_nobody_answered_is_offered_again_the_next_day(desk):
    lead_id = desk.ask().lead_id
    assert desk.sweep(30 * MINUTE).lapsed == 1
    assert desk.sweep(60 * MINUTE).lapsed == 1
    assert desk.lead(lead_id).state == "waiting"
    assert desk.sweep(90 * MINUTE).offered == 0
    assert desk.sweep(timedelta(days=1)).offered == 1


def test_three_in_vain_are_a_pause_for_a_day(desk, work):
    with work() as unit:
        unit.session.execute(text("UPDATE person SET active = false WHERE name = 'Bo'"))
    for place in range(3):
        desk.ask(company=f"{'甲乙丙'[place]}远航物流有限公司", phone=f"139000{place + 21001}")
    assert desk.sweep(40 * MINUTE).lapsed == desk.policy.leads.misses
    late = desk.ask(company="丁远航物流有限公司", phone="13900021009", at=desk.now + 50 * MINUTE)
    assert desk.considered(late.lead_id) == [("Ana", "rotation", "paused")]
    assert told(desk, "Ana").count("lead.paused") == 1


def test_of_two_likely_customers_the_likelier_one_after_half_an_hour(desk, make):
    for company in ("苏州本腾机械有限公司", "宁波启明贸易有限公司"):
        make.record("Ops", company=company, phones=("13900001236",))
    lead_id = desk.ask().lead_id
    assert desk.sweep(29 * MINUTE).settled == 0
    assert desk.sweep(30 * MINUTE).settled == 1
    lead = desk.lead(lead_id)
    assert (lead.state, lead.matched["how"], lead.unit_id) == (
        "offered",
        "likeliest",
        lead.matched["likely"][0]["unit"],
    )


def test_a_lead_of_a_record_that_became_part_of_another_goes_by_the_one_that_stands(desk, make, work):
    kept, gone = (
        make.record("Bo", company="苏州本腾机械有限公司"),
        make.record(company="宁波启明贸易有限公司", phones=("13900001236",)),
    )
    lead_id = desk.ask().lead_id
    with work() as unit:
        told_to = {"kept": desk.unit(kept).id, "gone": desk.unit(gone).id}
        unit.session.execute(text("UPDATE unit SET merged_into_id = :kept WHERE id = :gone"), told_to)
    desk.sweep(30 * MINUTE)
    assert desk.considered(lead_id)[0] == ("Bo", "owner", "chosen")
    assert desk.lead(lead_id).unit_id == desk.unit(kept).id


SECOND_OFFER = """
    INSERT INTO lead_offer (lead_id, route_id, person_id, step, offered_at, remind_at, answer_by)
    SELECT lead_id, route_id + 1, person_id, step, offered_at, remind_at, answer_by FROM lead_offer
"""
WRONG = (
    "UPDATE lead SET state = 'waiting'",
    "UPDATE lead_offer SET answer = 'lapsed', answered_at = answer_by",
    "UPDATE lead SET state = 'closed'",
    "UPDATE lead SET state = 'triage'",
    SECOND_OFFER,
    "DELETE FROM lead_route",
    "DELETE FROM lead_considered",
    "DELETE FROM inquiry",
    "UPDATE inquiry SET received_at = now()",
)


def test_the_database_holds_one_honest_state_and_what_was_decided(desk, work):
    desk.ask()
    for wrong in WRONG:
        with pytest.raises(IntegrityError), work() as unit:
            unit.session.execute(text(wrong))
    with work() as unit:
        unit.session.execute(text("UPDATE inquiry SET typed = '{}'"))
