"""Whose is a lead? Every rung of the ladder, and a row for everybody who was passed over."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from factories import TEA
from sqlalchemy import text, update

from greening.domain.credits import Grant, Kind
from greening.storage import credits as ledger
from greening.storage import holdings
from greening.storage.penalties import Appeal, Penalty
from greening.storage.suspensions import Suspension, What

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def tea(make):
    """Makes the record that the inquiry is about; of somebody, or of the pool."""
    return lambda by="Ops": make.record(by, company=TEA.company, region="330106", key_persons=TEA.key_persons)


@pytest.fixture
def earned(desk):
    """Somebody has been paid for a fact of a record."""

    def pay(name, record_id, path="key_persons[0].phones[0]", points="20.0"):
        with desk.work() as unit:
            grant = Grant(desk.make.person(name).id, path, Kind.PROVEN, Decimal(points), f"test:{name}")
            unit_id = desk.unit(record_id).id
            ledger.add(unit.session, unit_id, [grant], policy_version=desk.policy.version, now=desk.now)

    return pay


def test_the_owner_comes_first_and_keeps_the_customer(desk, tea):
    record_id = tea("Bo")
    told = desk.ask()
    assert desk.considered(told.lead_id) == [("Bo", "owner", "chosen")]
    accepted = desk.accept("Bo", told.lead_id)
    assert (accepted.owned, accepted.record_id, desk.unit(record_id).owner_id) == (
        True,
        record_id,
        desk.make.person("Bo").id,
    )
    assert desk.count("ownership") == 1


def test_whoever_has_the_right_gets_the_lead_of_a_pool_record(desk, tea):
    record_id = tea()
    desk.give_right("Bo", record_id)
    assert desk.considered(desk.ask().lead_id) == [("Bo", "holder", "chosen")]


def test_the_right_rests_while_the_record_is_in_quarantine(desk, tea, work):
    record_id = tea()
    desk.give_right("Bo", record_id)
    with work() as unit:
        unit.session.execute(text("UPDATE record SET triage = 'quarantine'"))
    assert desk.considered(desk.ask().lead_id)[0] == ("Bo", "holder", "right_paused")


def test_the_next_contributor_comes_after_the_holder(desk, tea, earned):
    record_id = tea()
    desk.give_right("Bo", record_id)
    earned("Ana", record_id)
    told = desk.ask()
    assert desk.considered(told.lead_id) == [("Bo", "holder", "chosen"), ("Ana", "contributor", "next")]
    desk.decline("Bo", told.lead_id)
    assert desk.considered(told.lead_id) == [("Bo", "holder", "declined"), ("Ana", "contributor", "chosen")]


def test_turns_go_by_how_true_ones_work_has_proved(desk, make, earned):
    record_id = make.record("Ops", company="远方一号有限公司")
    for place in range(10):
        earned("Bo", record_id, f"phones[{place}]")
    told = desk.ask()
    assert desk.considered(told.lead_id) == [("Bo", "rotation", "chosen"), ("Ana", "rotation", "not_their_turn")]


def test_turns_go_round(desk):
    first = desk.ask(company="苏州本腾机械有限公司")
    second = desk.ask(company="宁波启明贸易有限公司")
    assert {desk.offer(one.lead_id).person_id for one in (first, second)} == {
        desk.make.person("Ana").id,
        desk.make.person("Bo").id,
    }


def test_a_day_brings_no_more_turns_than_the_policy_says(desk, policy):
    desk = replace(desk, policy=replace(policy, leads=replace(policy.leads, quota=1)))
    for place, company in enumerate(("甲远航物流有限公司", "乙远航物流有限公司")):
        told = desk.ask(company=company, phone=f"139000{place + 21001}")
        desk.accept(desk.considered(told.lead_id)[0][0], told.lead_id)
    last = desk.ask(company="子远航物流有限公司", phone="13900029999")
    assert {reason for _, _, reason in desk.considered(last.lead_id)} == {"over_quota"}
    assert desk.lead(last.lead_id).state == "waiting"
    assert desk.sweep(timedelta(days=1)).offered == 1


def test_only_the_region_that_has_customers_in_the_city_is_asked(desk, make, work):
    make.record("Bo", company="杭州别家茶铺有限公司", region="330106")
    with work() as unit:
        unit.session.execute(text("INSERT INTO region (name) VALUES ('West')"))
        unit.session.execute(
            text("UPDATE team SET region_id = (SELECT id FROM region WHERE name = 'West') WHERE name = 'Hangzhou 2'")
        )
    assert [name for name, _, _ in desk.considered(desk.ask(place="杭州").lead_id)] == ["Bo"]
    assert len(desk.considered(desk.ask(company="某处有限公司", place="上海", phone="13900021001").lead_id)) == 1 + 1


def test_whoever_serves_a_suspension_is_passed_over_and_it_says_until_when(desk, tea, work):
    record_id = tea()
    desk.give_right("Bo", record_id)
    desk.suspend("Bo")
    told = desk.ask()
    assert desk.considered(told.lead_id) == [("Bo", "holder", "suspended"), ("Ana", "rotation", "chosen")]
    with work() as unit:
        params = unit.session.scalars(text("SELECT params FROM lead_considered WHERE reason = 'suspended'")).one()
    assert set(params) == {"until"}


def test_what_was_accepted_before_a_suspension_stays(desk, tea):
    tea("Bo")
    told = desk.ask()
    desk.accept("Bo", told.lead_id)
    desk.suspend("Bo")
    desk.sweep(timedelta(days=2))
    assert desk.lead(told.lead_id).state == "accepted"


def test_whoever_complained_gains_nothing_by_it(desk, tea, make):
    record_id = tea()
    desk.give_right("Bo", record_id)
    desk.suspend("Bo")
    desk.suspend("Ana", What.BARRED, against="Bo")
    assert desk.considered(desk.ask().lead_id) == [("Bo", "holder", "suspended"), ("Ana", "rotation", "barred")]
    assert desk.considered(desk.ask(company="别处有限公司", phone="13900009999").lead_id)[0][2] == "chosen"


def test_an_appeal_that_was_won_brings_the_next_turns(desk, work, earned, make):
    record_id = make.record("Ops", company="远方一号有限公司")
    for place in range(10):
        earned("Bo", record_id, f"phones[{place}]")
    desk.suspend("Ana")
    win_appeal(desk, work, make)
    assert desk.considered(desk.ask().lead_id)[0] == ("Ana", "rotation", "chosen")


def test_leads_of_ones_own_customers_use_up_none_that_are_owed(desk, work, tea, make, policy):
    desk.suspend("Ana")
    win_appeal(desk, work, make)
    tea("Ana")
    desk.accept("Ana", desk.ask().lead_id)
    told = desk.ask(company="苏州本腾机械有限公司", phone="13900029999")
    assert desk.considered(told.lead_id)[0] == ("Ana", "rotation", "chosen")
    with work() as unit:
        owed = text("SELECT params ->> 'owed' FROM lead_considered WHERE step = 'rotation' AND reason = 'chosen'")
        assert int(unit.session.scalars(owed).one()) == policy.penalties.owed


def win_appeal(desk, work, make):
    """What Ana is suspended for was decided by Ada, and taken back by Ops an hour after it began."""
    said, began_at = {"reason": "Seen."}, desk.now - timedelta(days=1)
    with work() as unit:
        penalty = Penalty(person_id=make.person("Ana").id, level=1, trigger="fabricated", days=7, params={}, **said)
        penalty.proposed_at = penalty.decided_at = began_at
        penalty.policy_version, penalty.decision, penalty.decided_by = 1, "imposed", make.person("Ada").id
        unit.session.add(penalty)
        unit.session.flush()
        served = {"cause": f"penalty:{penalty.id}", "ended_at": began_at + timedelta(hours=1)}
        unit.session.execute(update(Suspension).values(**served))
        won = Appeal(penalty_id=penalty.id, words="Not so.", at=began_at, decision="won", **said)
        won.decided_by, won.decided_at = make.person("Ops").id, served["ended_at"]
        unit.session.add(won)


def test_whoever_has_left_is_asked_for_nothing(desk, tea, work):
    record_id = tea()
    desk.give_right("Bo", record_id)
    with work() as unit:
        unit.session.execute(text("UPDATE person SET active = false WHERE name = 'Bo'"))
    assert desk.considered(desk.ask().lead_id) == [("Ana", "rotation", "chosen")]


def test_an_owner_whose_protection_has_run_out_is_passed(desk, tea):
    tea("Bo")
    told = desk.ask(at=desk.now + timedelta(days=200))
    assert ("Bo", "owner", "chosen") not in desk.considered(told.lead_id)


def test_a_full_library_is_no_reason_to_lose_a_lead_once_a_month(desk, work, policy):
    with work() as unit:
        for name in ("Ana", "Bo"):
            holdings.move(unit.session, {desk.make.person(name).id: policy.library.cap})
    told = desk.ask(company="苏州本腾机械有限公司")
    name = desk.considered(told.lead_id)[0][0]
    assert desk.accept(name, told.lead_id).overflow_until is not None
    again = [desk.ask(company=f"{one}启明贸易有限公司", phone=f"139000{at + 21001}") for at, one in enumerate("甲乙")]
    full = [reason for told in again for who, _, reason in desk.considered(told.lead_id) if who == name]
    assert full == ["full", "full"]
