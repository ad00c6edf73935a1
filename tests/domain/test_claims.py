"""A claim: who may have one, until when, and every way it ends."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import ANA, BO, HERE, NOW, POLICY, days, utc

from greening.domain.claims import (
    STEPS,
    Act,
    End,
    Ending,
    Stage,
    State,
    allowance,
    cools_until,
    ending,
    kept,
    obstacle,
    pits,
    returned,
    stage,
    term,
)
from greening.domain.refusals_units import (
    ClaimNotThere,
    NoPitFree,
    UnitClaimed,
    UnitContested,
    UnitCoolingDown,
    UnitOwned,
    UnitQuarantined,
    UnitRightLives,
)
from greening.domain.triage import Triage
from greening.domain.units import Asker, UnitState

FREE = UnitState()
ASKER = Asker(rep_id=ANA, held=10)
LIMIT = 50


@pytest.mark.parametrize(
    ("unit", "asker", "refused"),
    [
        (FREE, ASKER, None),
        (UnitState(triage=Triage.REVIEW), ASKER, None),
        (UnitState(triage=Triage.QUARANTINE), ASKER, UnitQuarantined),
        (UnitState(contested=True), ASKER, UnitContested),
        (UnitState(owner_id=BO, owned_since=NOW), ASKER, UnitOwned),
        (UnitState(owner_id=ANA, owned_since=NOW), ASKER, UnitOwned),
        (UnitState(claimant_id=BO, claimed_since=NOW), ASKER, UnitClaimed),
        (UnitState(right_holder_id=BO, right_until=NOW + days(1)), ASKER, UnitRightLives),
        (UnitState(right_holder_id=BO, right_until=NOW), ASKER, None),
        (FREE, replace(ASKER, cools_until=NOW + days(1)), UnitCoolingDown),
        (FREE, replace(ASKER, cools_until=NOW), None),
        (FREE, replace(ASKER, held=49), None),
        (FREE, replace(ASKER, held=50), NoPitFree),
    ],
)
def test_who_may_claim_what(unit, asker, refused):
    found = obstacle(unit, asker, limit=LIMIT, now=NOW)
    assert type(found) is refused if refused else found is None


def test_the_other_claimant_is_named_with_the_time():
    refused = obstacle(UnitState(claimant_id=BO, claimed_since=NOW), ASKER, limit=LIMIT, now=NOW)
    assert refused.params == {"claimant_id": BO, "since": "2026-11-20T02:00:00+00:00"}


def test_what_concerns_the_unit_is_said_before_what_concerns_the_asker():
    full = replace(ASKER, held=50, cools_until=NOW + days(1))
    assert isinstance(
        obstacle(UnitState(owner_id=BO, triage=Triage.QUARANTINE), full, limit=LIMIT, now=NOW), UnitQuarantined
    )
    assert isinstance(obstacle(UnitState(owner_id=BO), full, limit=LIMIT, now=NOW), UnitOwned)
    assert isinstance(obstacle(FREE, full, limit=LIMIT, now=NOW), UnitCoolingDown)


@pytest.mark.parametrize(("passes", "allowed"), [(0, 50), (1, 52), (30, 110), (100, 250), (1000, 250)])
def test_work_makes_room(passes, allowed):
    assert allowance(passes, POLICY.claims, POLICY.library) == allowed


def test_pits_are_a_multiple_of_the_library():
    assert pits(POLICY.claims, POLICY.library) == 250


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_passes_never_allow_less(some, more):
    few, many = sorted((some, more))
    assert allowance(few, POLICY.claims, POLICY.library) <= allowance(many, POLICY.claims, POLICY.library)


def test_a_term_is_sixty_working_days_with_a_look_after_each_third():
    given_term = term(utc(2026, 3, 2, 2), HERE, POLICY.claims)
    assert given_term.due_on == date(2026, 5, 28)
    assert given_term.due_at == utc(2026, 5, 28, 16)
    assert given_term.checkpoints == (utc(2026, 3, 30, 16), utc(2026, 4, 28, 16))


def test_a_running_claim_is_only_ever_given_more_time():
    opened = utc(2026, 3, 2, 2)
    due = term(opened, HERE, POLICY.claims).due_on
    shorter, longer = replace(POLICY.claims, term=30), replace(POLICY.claims, term=90)
    assert kept(due, opened, HERE, shorter) == due
    assert kept(due, opened, HERE, longer) == term(opened, HERE, longer).due_on > due


def test_the_days_that_it_lay_in_review_are_given_back():
    submitted, back = utc(2026, 11, 19, 3), utc(2026, 11, 24, 3)  # Thursday to Tuesday: three working days
    assert returned(date(2026, 11, 27), submitted, HERE, back) == date(2026, 12, 2)
    assert returned(date(2026, 11, 27), submitted, HERE, submitted) == date(2026, 11, 27)


def test_a_pit_without_answers_goes_back_before_its_time():
    due = utc(2027, 2, 19, 16)
    assert ending(due, NOW, HERE, POLICY.claims) == Ending(utc(2026, 12, 4, 16), Act.LAPSE)
    assert ending(utc(2026, 12, 4, 16), NOW, HERE, POLICY.claims) == Ending(utc(2026, 12, 4, 16), Act.EXPIRE)


@given(st.integers(0, 90), st.integers(0, 30))
def test_each_answer_puts_the_end_off_but_not_beyond_the_due_date(after, later):
    due = term(NOW, HERE, POLICY.claims).due_at
    first = ending(due, NOW + days(after), HERE, POLICY.claims)
    second = ending(due, NOW + days(after + later), HERE, POLICY.claims)
    assert first.at <= second.at <= due


@pytest.mark.parametrize(
    ("end", "after_hours", "cooled_for"),
    [
        (End.WITHDRAWN, 24, None),
        (End.WITHDRAWN, 24.1, 30),
        (End.EXPIRED, 2000, None),
        (End.LAPSED, 400, None),
        (End.REJECTED, 400, None),
        (End.PASSED, 400, None),
        (End.CLOSED, 400, None),
    ],
)
def test_only_giving_up_late_cools_down(end, after_hours, cooled_for):
    ended = NOW + days(after_hours / 24)
    assert cools_until(end, NOW, ended, POLICY.claims) == (cooled_for and ended + days(cooled_for))


@pytest.mark.parametrize(
    ("state", "act", "becomes"),
    [
        (State.OPEN, Act.SUBMIT, Stage(State.SUBMITTED)),
        (State.SUBMITTED, Act.RETURN, Stage(State.OPEN)),
        (State.SUBMITTED, Act.PASS, Stage(State.ENDED, End.PASSED)),
        (State.SUBMITTED, Act.REJECT, Stage(State.ENDED, End.REJECTED)),
        (State.OPEN, Act.LAPSE, Stage(State.ENDED, End.LAPSED)),
    ],
)
def test_what_becomes_of_a_claim(state, act, becomes):
    assert stage(state, act) == becomes


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.OPEN, Act.PASS),
        (State.SUBMITTED, Act.SUBMIT),
        (State.SUBMITTED, Act.EXPIRE),
        (State.SUBMITTED, Act.LAPSE),
        *((State.ENDED, act) for act in Act),
    ],
)
def test_nothing_else_does(state, act):
    with pytest.raises(ClaimNotThere) as refused:
        stage(state, act)
    assert refused.value.params == {"state": state.value}


def test_a_claim_has_an_end_if_and_only_if_it_has_ended():
    assert all((stage.end is not None) == (stage.state is State.ENDED) for stage in STEPS.values())
    assert {stage.end for stage in STEPS.values()} == {None, *End}
