"""Taking out of the pool and giving back: who comes first, and who has to wait."""

from dataclasses import replace

import pytest
from rule_book import ANA, BO, HERE, NOW, POLICY, days, utc

from greening.domain.pool import cools_until, obstacle, release_obstacle
from greening.domain.refusals_units import (
    LibraryFull,
    ReleaseReasonMissing,
    UnitClaimed,
    UnitContested,
    UnitCoolingDown,
    UnitFirstRefusal,
    UnitOwned,
    UnitQuarantined,
)
from greening.domain.triage import Triage
from greening.domain.units import Asker, UnitState

ASKER = Asker(rep_id=ANA, held=10)
COMPLETED = UnitState(right_holder_id=BO, right_until=NOW + days(100))
CAP = POLICY.library.cap


def take(unit, asker=ASKER, now=NOW):
    return obstacle(unit, asker, cap=CAP, calendar=lambda: HERE, policy=POLICY.pool, now=now)


@pytest.mark.parametrize(
    ("unit", "asker", "refused"),
    [
        (UnitState(), ASKER, None),
        (UnitState(triage=Triage.QUARANTINE), ASKER, UnitQuarantined),
        (UnitState(contested=True), ASKER, UnitContested),
        (UnitState(owner_id=BO, owned_since=NOW), ASKER, UnitOwned),
        (UnitState(claimant_id=BO, claimed_since=NOW), ASKER, UnitClaimed),
        (UnitState(claimant_id=ANA, claimed_since=NOW), ASKER, None),
        (replace(COMPLETED, right_holder_id=ANA), ASKER, None),
        (replace(COMPLETED, right_until=NOW), ASKER, None),
        (UnitState(), replace(ASKER, cools_until=NOW + days(1)), UnitCoolingDown),
        (UnitState(), replace(ASKER, held=49), None),
        (UnitState(), replace(ASKER, held=50), LibraryFull),
        (replace(COMPLETED, right_holder_id=ANA), replace(ASKER, held=50), LibraryFull),
    ],
)
def test_who_may_take_what(unit, asker, refused):
    found = take(unit, asker)
    assert type(found) is refused if refused else found is None


def test_whoever_completed_it_is_asked_first_and_has_a_working_day():
    refused = take(COMPLETED)
    assert isinstance(refused, UnitFirstRefusal)
    assert refused.params == {"holder_id": BO, "until": ""}

    asked = replace(ASKER, asked_at=NOW)
    monday_night = utc(2026, 11, 23, 16)
    assert take(COMPLETED, asked).params == {"holder_id": BO, "until": monday_night.isoformat()}
    assert isinstance(take(COMPLETED, asked, monday_night - days(1e-5)), UnitFirstRefusal)
    assert take(COMPLETED, asked, monday_night) is None


def test_giving_back_needs_a_reason_and_no_open_conflict():
    assert release_obstacle(UnitState(owner_id=ANA), "moved to Guangzhou") is None
    assert isinstance(release_obstacle(UnitState(owner_id=ANA), "  "), ReleaseReasonMissing)
    assert isinstance(release_obstacle(UnitState(owner_id=ANA, contested=True), "moved"), UnitContested)


@pytest.mark.parametrize(
    ("own", "team", "teams", "cooled_for"),
    [
        (None, None, 2, None),
        (0, None, 2, 30),
        (None, 0, 2, 7),
        (None, 0, 1, None),
        (0, 0, 2, 30),
        (-25, 0, 2, 7),
        (-25, 0, 1, 5),
    ],
)
def test_whoever_had_it_leaves_it_to_others_for_a_while(own, team, teams, cooled_for):
    own, team = (None if one is None else NOW + days(one) for one in (own, team))
    until = cools_until(own, team, teams, POLICY.pool)
    assert until == (None if cooled_for is None else NOW + days(cooled_for))
