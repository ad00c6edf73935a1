"""Who gets a claim, who does not and why, and what giving it up costs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from waiting import when_let_go

from greening.domain.claims import End, State
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_units import ClaimNotThere
from greening.storage import claims, freezes, holdings
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.freezes import Cause
from greening.storage.records import Record, Unit


def right(desk, unit_id, person="Bo", *, days=1):
    """Somebody has completed it, and its leads are theirs for so long."""
    with desk.work() as unit:
        holdings.move_pits(unit.session, {desk.who(person).id: 1})
        began, until = desk.now - timedelta(days=1), desk.now + timedelta(days=days)
        said = {"unit_id": unit_id, "rep_id": desk.who(person).id, "policy_version": desk.policy.version}
        unit.session.add(Entitlement(**said, began_at=began, until=until))


def few(desk, pits):
    """The same desk where so many pits are what anybody may have before anything has passed."""
    return replace(desk, policy=replace(desk.policy, claims=replace(desk.policy.claims, pits_at_first=pits)))


def test_a_claim_lasts_sixty_working_days_and_says_so(desk):
    unit_id = desk.unit()
    [outcome] = desk.claim(unit_id)
    claim = desk.stored(outcome.claim_id)
    assert (claim.due_on, claim.due_at) == (date(2026, 5, 28), datetime(2026, 5, 28, 16, tzinfo=UTC))
    assert (outcome.due_at, outcome.company, claim.state) == (claim.due_at, "西湖茶铺有限公司", State.OPEN)
    assert claim.policy_version == desk.policy.version
    assert (desk.pits(), desk.miscounted()) == (1, [])
    [act] = desk.acts("claim.opened")
    assert (act.actor_id, act.subject_id) == (desk.who("Ana").id, desk.record_of(unit_id).id)


def test_what_is_claimed_is_refused_with_who_and_since_when(desk):
    unit_id = desk.unit()
    desk.claimed(unit_id, by="Bo")
    [outcome] = desk.after(seconds=4).claim(unit_id)
    told = {"claimant_id": desk.who("Bo").id, "since": desk.now.isoformat()}
    assert (outcome.refusal.code, outcome.refusal.params, outcome.other) == ("unit.claimed", told, "Bo")
    assert desk.pits() == 0


def test_who_cannot_claim_or_withdraw_it_waits_for_nobody(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id, by="Bo")
    with desk.work() as unit:
        claims.locked(unit.session, claim_id)
        assert desk.refused(unit_id)[0] == "unit.claimed"
        with pytest.raises(Denied):
            desk.withdraw(claim_id, by="Ana")


@pytest.mark.parametrize("owner", ["Ana", "Bo"])
def test_what_is_owned_is_refused(desk, owner):
    unit_id = desk.unit(by=owner)
    code, params = desk.refused(unit_id)
    assert (code, params["owner_id"]) == ("unit.owned", desk.who(owner).id)


def test_what_is_in_quarantine_is_refused(desk):
    unit_id = desk.unit()
    desk.change(Record, desk.record_of(unit_id).id, triage="quarantine")
    assert desk.refused(unit_id) == ("unit.quarantined", {})


@pytest.mark.parametrize(
    ("cause", "refused"), [(Cause.CONFLICT, True), (Cause.CLOSED, True), (Cause.INSPECTION, False)]
)
def test_what_is_contested_is_refused(desk, cause, refused):
    unit_id = desk.unit()
    with desk.work() as unit:
        freezes.begin(unit.session, unit_id, cause, 1, now=desk.now)
    [outcome] = desk.claim(unit_id)
    assert (outcome.refusal is not None) is refused


def test_what_another_has_completed_is_refused_while_the_right_lives(desk):
    unit_id = desk.unit()
    right(desk, unit_id)
    assert desk.refused(unit_id)[0] == "unit.right_lives"
    desk.after(days=2).claimed(unit_id)


def test_what_has_become_part_of_another_is_not_there(desk):
    kept, gone = desk.units(2)
    desk.change(Unit, gone, merged_into_id=kept)
    assert desk.refused(gone) == ("not_found", {})
    assert desk.refused(10**9) == ("not_found", {})


def test_a_batch_has_an_outcome_a_row_and_burns_nothing_for_failures(desk):
    free, taken, last, beyond = desk.units(4)
    desk.claimed(taken, by="Bo")
    outcomes = few(desk, 2).claim(free, taken, free, last, beyond)
    assert [one.unit_id for one in outcomes] == [free, taken, last, beyond]
    assert [one.refusal and one.refusal.code for one in outcomes] == [None, "unit.claimed", None, "claim.no_pit_free"]
    assert (desk.pits(), desk.miscounted()) == (2, [])


def test_work_that_passed_makes_room(desk):
    first, second, third = desk.units(3)
    narrow = few(desk, 1)
    claim_id = narrow.claimed(first)
    assert narrow.refused(second) == ("claim.no_pit_free", {"held": 1, "limit": 1})
    with desk.work() as unit:
        claim, _ = claims.locked(unit.session, claim_id)
        claim.submitted_at = desk.now
        claims.end(unit.session, claim, End.PASSED, by=None, now=desk.now)
    right(desk, first, "Ana", days=200)
    with desk.work() as unit:  # the pit of a claim that has passed is that of its right
        holdings.move_pits(unit.session, {desk.who("Ana").id: -1})
    narrow.claimed(second)
    narrow.claimed(third)
    assert (desk.pits(), desk.miscounted()) == (3, [])
    assert narrow.after(days=31).refused(desk.unit())[0] == "claim.no_pit_free"


@pytest.mark.parametrize("person", ["Chen", "Qi", "Ada", "Ops"])
def test_only_reps_claim(desk, person):
    unit_id = desk.unit()
    with pytest.raises(Denied):
        desk.claim(unit_id, by=person)
    assert desk.acts("claim.opened") == []


def test_nobody_claims_more_at_once_than_the_policy_says(desk):
    with pytest.raises(BadValue):
        desk.claim(*range(1, desk.policy.claims.at_once + 2))


@pytest.mark.parametrize("times", range(3))
def test_of_two_at_once_exactly_one_wins_and_the_other_is_told(desk, times):
    unit_id = desk.unit()
    people = [desk.who("Ana"), desk.who("Bo")]
    with ThreadPoolExecutor(2) as pool:
        outcomes = [one for [one] in pool.map(lambda person: desk.claim(unit_id, by=person), people)]
    winner = next(number for number, one in enumerate(outcomes) if one.claim_id)
    loser = outcomes[1 - winner]
    assert (loser.refusal.code, loser.other) == ("unit.claimed", people[winner].name)
    assert (desk.pits(people[winner].name), desk.pits(people[1 - winner].name)) == (1, 0)


def test_of_many_requests_at_once_no_more_win_than_there_is_room(desk):
    units = desk.units(6)
    ana = desk.who("Ana")
    with ThreadPoolExecutor(6) as pool:
        outcomes = [one for [one] in pool.map(lambda unit_id: few(desk, 2).claim(unit_id, by=ana), units)]
    assert sorted(one.refusal.code if one.refusal else "" for one in outcomes) == ["", "", *["claim.no_pit_free"] * 4]
    assert (desk.pits(), desk.miscounted()) == (2, [])


def test_a_slip_is_taken_back_without_a_trace(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id)
    assert desk.after(hours=24).withdraw(claim_id) is None
    assert desk.stored(claim_id).ending == End.WITHDRAWN
    assert (desk.pits(), desk.miscounted()) == (0, [])
    desk.after(hours=24).claimed(unit_id)


def test_a_later_withdrawal_leaves_the_unit_to_others_for_a_month(desk):
    unit_id = desk.unit()
    late = desk.after(hours=25)
    until = late.withdraw(desk.claimed(unit_id))
    assert until == late.now + timedelta(days=30)
    assert late.refused(unit_id) == ("unit.cooling_down", {"until": until.isoformat()})
    desk.at(until).claimed(unit_id)


def test_others_need_not_wait(desk):
    unit_id = desk.unit()
    desk.after(hours=25).withdraw(desk.claimed(unit_id))
    assert desk.stored(desk.after(hours=25).claimed(unit_id, by="Bo")).state == State.OPEN


@pytest.mark.parametrize("person", ["Bo", "Chen", "Ops"])
def test_nobody_withdraws_for_another(desk, person):
    claim_id = desk.claimed(desk.unit())
    with pytest.raises(Denied):
        desk.withdraw(claim_id, by=person)
    assert desk.stored(claim_id).state == State.OPEN


def test_what_has_ended_is_not_withdrawn(desk):
    claim_id = desk.claimed(desk.unit())
    desk.withdraw(claim_id)
    with pytest.raises(ClaimNotThere):
        desk.withdraw(claim_id)
    with pytest.raises(NotFound):
        desk.withdraw(10**9)
    assert desk.pits() == 0


def test_what_ends_while_it_is_being_withdrawn_has_ended_once(desk):
    claim_id = desk.claimed(desk.unit())

    def expire(unit):
        claim, _ = claims.locked(unit.session, claim_id)
        claims.end(unit.session, claim, End.EXPIRED, by=None, now=desk.now)

    [came] = when_let_go(desk.work, expire, lambda: desk.withdraw(claim_id))
    assert isinstance(came, ClaimNotThere)
    assert (desk.stored(claim_id).ending, desk.pits(), desk.miscounted()) == (End.EXPIRED, 0, [])


def test_a_claim_closes_when_the_unit_becomes_anothers_and_its_rep_is_told(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id)
    with desk.work() as unit:
        assert (
            claims.close(unit.session, unit_id, reason="ruling", by=None, but=desk.who("Ana").id, now=desk.now) is None
        )
        assert claims.close(unit.session, unit_id, reason="ruling", by=None, now=desk.now).id == claim_id
    assert (desk.stored(claim_id).ending, desk.stored(claim_id).reason) == (End.CLOSED, "ruling")
    assert desk.notices() == [("claim.closed", {"claim": claim_id, "reason": "ruling"})]
    assert (desk.pits(), desk.miscounted()) == (0, [])


def test_a_saved_answer_counts_only_on_ones_own_open_claim(desk):
    unit_id = desk.unit()
    claim_id = desk.claimed(unit_id)
    later = desk.now + timedelta(days=1)
    with desk.work() as unit:
        assert not claims.saved(unit.session, unit_id, desk.who("Bo").id, later)
        assert claims.saved(unit.session, unit_id, desk.who("Ana").id, later)
    assert desk.stored(claim_id).saved_at == later
    desk.change(Claim, claim_id, state=State.SUBMITTED, submitted_at=later)
    with desk.work() as unit:
        assert not claims.saved(unit.session, unit_id, desk.who("Ana").id, later + timedelta(days=1))
