"""A lead is taken once, by whoever it was offered to, while it was offered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from factories import TEA
from sqlalchemy import text
from waiting import when_let_go

from greening.domain.ownership import Begin
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_leads import DeclineReasonMissing, OfferOver
from greening.domain.refusals_units import LibraryFull
from greening.services import leads
from greening.storage import holdings, ownership, units
from greening.storage.record_loading import load
from validators.finding import Level

MINUTE = timedelta(minutes=1)


@pytest.fixture
def tea(make):
    return lambda by="Ops": make.record(by, company=TEA.company, region="330106", key_persons=TEA.key_persons)


@pytest.fixture
def only_ana(desk, work):
    """Nobody else sells."""
    with work() as unit:
        unit.session.execute(text("UPDATE person SET active = false WHERE name IN ('Bo', 'Chen')"))
    return desk


def attempt(act):
    """What came of it: the refusal, or what was answered."""
    try:
        return act()
    except (OfferOver, LibraryFull) as refused:
        return type(refused)


def test_nobodys_customer_comes_with_the_lead(only_ana):
    told = only_ana.ask()
    accepted = only_ana.accept("Ana", told.lead_id)
    assert (accepted.owned, accepted.overflow_until) == (True, None)
    unit = only_ana.unit_of(told.lead_id)
    assert (unit.owner_id, unit.record_id) == (only_ana.make.person("Ana").id, accepted.record_id)
    assert only_ana.lead(told.lead_id).state == "accepted"
    with only_ana.work() as session:
        assert holdings.of(session.session, only_ana.make.person("Ana").id).owned == 1


def test_taking_twice_is_taking_once(only_ana):
    told = only_ana.ask()
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: only_ana.accept("Ana", told.lead_id), range(2)))
    assert both[0] == both[1]
    assert (only_ana.count("ownership"), only_ana.count("event WHERE kind = 'lead.accepted'")) == (1, 1)


def test_nobody_else_takes_it(desk, snapshot):
    told = desk.ask()
    other = {"Ana": "Bo", "Bo": "Ana"}[desk.considered(told.lead_id)[0][0]]
    before = snapshot()
    for name in (other, "Chen", "Qi", "Ops", "Ada"):
        with pytest.raises(Denied):
            desk.accept(name, told.lead_id)
        with pytest.raises(Denied):
            desk.decline(name, told.lead_id)
    assert snapshot() == before


def test_an_offer_that_is_not_there_is_not_found(desk, work, policy, make, now):
    with pytest.raises(NotFound):
        leads.accept(work, policy, actor=make.person("Ana"), offer_id=0, now=now)


def test_after_its_time_an_offer_cannot_be_taken_even_before_a_sweep(desk):
    told = desk.ask()
    name = desk.considered(told.lead_id)[0][0]
    with pytest.raises(OfferOver):
        desk.accept(name, told.lead_id, desk.offer(told.lead_id).answer_by - desk.now)
    assert desk.lead(told.lead_id).state == "offered"


@pytest.mark.parametrize("_", range(3))
def test_taken_at_the_last_moment_or_lapsed_but_never_both(desk, _):
    told = desk.ask()
    name = desk.considered(told.lead_id)[0][0]
    left = desk.offer(told.lead_id).answer_by - desk.now
    with ThreadPoolExecutor(2) as pool:
        taken = pool.submit(attempt, lambda: desk.accept(name, told.lead_id, left - MINUTE))
        lapsed = pool.submit(desk.sweep, left)
        outcome, swept = taken.result(), lapsed.result()
    assert (outcome is OfferOver) == (swept.lapsed == 1)
    assert desk.lead(told.lead_id).state == ("offered" if outcome is OfferOver else "accepted")
    assert desk.count("lead_offer WHERE answer IS NULL OR answer = 'accepted'") == 1


def test_declining_sends_it_on_at_once_with_the_reason(desk):
    told = desk.ask()
    name, other = (one[0] for one in desk.considered(told.lead_id))
    desk.decline(name, told.lead_id)
    assert desk.considered(told.lead_id) == [(other, "rotation", "chosen"), (name, "rotation", "declined")]
    desk.decline(other, told.lead_id)
    assert desk.lead(told.lead_id).state == "waiting"
    assert desk.sweep(timedelta(days=3)).offered == 0


def test_what_is_over_or_was_taken_is_not_declined(desk):
    told = desk.ask()
    name = desk.considered(told.lead_id)[0][0]
    with pytest.raises(OfferOver):
        desk.decline(name, told.lead_id, desk.offer(told.lead_id).answer_by - desk.now)
    desk.accept(name, told.lead_id)
    with pytest.raises(OfferOver):
        desk.decline(name, told.lead_id)
    assert desk.lead(told.lead_id).state == "accepted"


def test_declining_needs_a_reason_of_a_sensible_length(desk, work, policy, make, now):
    told = desk.ask()
    actor = make.person(desk.considered(told.lead_id)[0][0])
    for reason, refused in ((" ", DeclineReasonMissing), ("长" * 501, BadValue)):
        with pytest.raises(refused):
            leads.decline(
                work, policy, actor=actor, offer_id=desk.offer(told.lead_id).id, reason=reason, now=now + MINUTE
            )
    assert desk.offer(told.lead_id).answer is None


def test_the_inquiry_proves_the_number_that_somebody_else_found_out(desk, make, work):
    record_id = make.record(
        "Ops", company=TEA.company, region="330106", key_persons=TEA.key_persons, phones=("13900007777",)
    )
    with work() as unit:
        unit.session.execute(text("UPDATE record SET author_id = :bo"), {"bo": make.person("Bo").id})
    desk.give_right("Ana", record_id)
    told = desk.ask()
    desk.accept("Ana", told.lead_id)
    with work() as unit:
        levels = load(unit.session, [record_id], visits=0)[record_id].stamps
        paid = unit.session.execute(text("SELECT path, cause, rep_id FROM credit")).all()
    assert levels["key_persons[0].phones[0]"].level is Level.PROVEN
    assert "phones[0]" not in levels or levels["phones[0]"].level is not Level.PROVEN
    assert [tuple(row) for row in paid] == [("key_persons[0].phones[0]", f"lead:{told.lead_id}", make.person("Bo").id)]


def test_nobody_proves_their_own_number_with_an_inquiry(desk, make, work):
    make.record("Bo", company=TEA.company, region="330106", key_persons=TEA.key_persons)
    told = desk.ask()
    desk.accept("Bo", told.lead_id)
    assert desk.count("credit") == 0


def test_a_customer_whom_somebody_else_is_completing_stays_where_it_is(desk, tea):
    record_id = tea()
    claim(desk, "Bo", record_id)
    told = desk.ask()
    assert desk.considered(told.lead_id)[0] == ("Bo", "contributor", "chosen")
    desk.decline("Bo", told.lead_id)
    accepted = desk.accept("Ana", told.lead_id)
    assert (accepted.owned, desk.unit(record_id).owner_id, desk.lead(told.lead_id).state) == (False, None, "accepted")


def test_a_customer_whom_somebody_else_is_taking_does_not_come_with_the_lead(desk, tea, work):
    record_id = tea()
    told = desk.ask()
    name = desk.considered(told.lead_id)[0][0]
    other = desk.make.person({"Ana": "Bo", "Bo": "Ana"}[name]).id

    def take(unit):
        row = units.of_record(unit.session, record_id, lock=True)[0]
        holdings.need_place(unit.session, other, cap=desk.policy.library.cap)
        ownership.begin(unit.session, row, other, how=Begin.TAKE, by=other, policy_version=1, now=desk.now)

    [accepted] = when_let_go(work, take, lambda: desk.accept(name, told.lead_id))
    assert (accepted.owned, desk.unit(record_id).owner_id) == (False, other)


def test_a_contested_customer_is_served_but_not_given_away(desk, tea, work):
    record_id = tea()
    with work() as unit:
        unit.session.execute(
            text(
                "INSERT INTO unit_freeze (unit_id, cause, case_id, began_at)"
                " SELECT id, 'conflict', 1, now() - interval '1 year' FROM unit WHERE record_id = :one"
            ),
            {"one": record_id},
        )
    told = desk.ask()
    name = desk.considered(told.lead_id)[0][0]
    assert not desk.accept(name, told.lead_id).owned


def test_beside_a_full_library_once_a_month_and_for_some_days(only_ana, work, policy):
    ana = only_ana.make.person("Ana").id
    with work() as unit:
        holdings.move(unit.session, {ana: policy.library.cap})
    told = [
        only_ana.ask(company=f"{one}远航物流有限公司", phone=f"139000{at + 21001}").lead_id
        for at, one in enumerate("甲乙")
    ]
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda lead_id: attempt(lambda: only_ana.accept("Ana", lead_id)), told))
    assert LibraryFull in both
    assert next(one for one in both if one is not LibraryFull).overflow_until is not None
    with work() as unit:
        assert holdings.of(unit.session, ana).owned == policy.library.cap + 1


def test_overflow_ends_in_the_pool_or_in_the_library_where_there_is_a_place_by_then(only_ana, work, policy):
    ana = only_ana.make.person("Ana").id
    with work() as unit:
        holdings.move(unit.session, {ana: policy.library.cap})
    told = only_ana.ask()
    only_ana.accept("Ana", told.lead_id)
    assert only_ana.sweep(timedelta(days=2)).dropped == 0
    with work() as unit:
        holdings.move(unit.session, {ana: -1})
    assert only_ana.sweep(timedelta(days=9)).dropped == 0
    assert only_ana.unit_of(told.lead_id).owner_id == ana


def test_overflow_without_a_place_goes_back_to_the_pool(only_ana, work, policy):
    ana = only_ana.make.person("Ana").id
    with work() as unit:
        holdings.move(unit.session, {ana: policy.library.cap})
    told = only_ana.ask()
    only_ana.accept("Ana", told.lead_id)
    assert only_ana.sweep(timedelta(days=9)).dropped == 1
    assert only_ana.unit_of(told.lead_id).owner_id is None
    with work() as unit:
        assert holdings.of(unit.session, ana).owned == policy.library.cap


def claim(desk, name, record_id):
    with desk.work() as unit:
        unit.session.execute(
            text(
                "INSERT INTO claim (unit_id, rep_id, opened_at, due_on, due_at, saved_at, policy_version)"
                " VALUES (:unit, :rep, :now, '2026-06-01', '2026-06-01', :now, :version)"
            ),
            {
                "unit": desk.unit(record_id).id,
                "rep": desk.make.person(name).id,
                "now": desk.now,
                "version": desk.policy.version,
            },
        )
        holdings.move_pits(unit.session, {desk.make.person(name).id: 1})
