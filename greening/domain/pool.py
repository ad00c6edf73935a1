"""May this unit be taken out of the public pool, may it be given back, and who has to leave it to others then?"""

from collections.abc import Callable
from datetime import datetime

from greening.domain import units
from greening.domain.calendar import Calendar
from greening.domain.policy_sections import PoolPolicy
from greening.domain.refusals import Refusal
from greening.domain.refusals_units import LibraryFull, ReleaseReasonMissing, UnitContested, UnitFirstRefusal
from greening.domain.units import Asker, UnitState


def obstacle(
    unit: UnitState, asker: Asker, *, cap: int, calendar: Callable[[], Calendar], policy: PoolPolicy, now: datetime
) -> Refusal | None:
    """Why the unit cannot be taken, None where it can. `cap` is the library's, as the asker has it.

    The `calendar` is asked for only where somebody has time to answer.

    While a claim is open only its claimant takes. Whoever completed the unit comes first: somebody else asks, and takes
    when the holder has had time to answer.
    """
    if refused := units.obstacle(unit, asker, now):
        return refused
    if unit.claimant_id not in {None, asker.rep_id}:
        return units.claimed(unit)
    if refused := _first_refusal(unit, asker, calendar, policy, now):
        return refused
    return LibraryFull(held=asker.held, limit=cap) if asker.held >= cap else None


def release_obstacle(unit: UnitState, reason: str) -> Refusal | None:
    """Why its owner cannot give the unit back to the pool, None where that is possible."""
    if unit.contested:
        return UnitContested()
    return None if reason.strip() else ReleaseReasonMissing()


def cools_until(
    left_at: datetime | None, team_left_at: datetime | None, teams: int, policy: PoolPolicy
) -> datetime | None:
    """Until when somebody has to leave a unit to others that they, or their team, gave back or lost to the pool.

    `teams` is how many serve the region. Rulings, leave and offboarding are no giving back.
    """
    own = left_at and left_at + policy.cooldown
    team = team_left_at and team_left_at + policy.team_cooldown
    counted = (own, team) if teams >= policy.teams else (own,)
    return max((until for until in counted if until), default=None)


def _first_refusal(
    unit: UnitState, asker: Asker, calendar: Callable[[], Calendar], policy: PoolPolicy, now: datetime
) -> Refusal | None:
    if unit.right_until is None or now >= unit.right_until or unit.right_holder_id == asker.rep_id:
        return None
    if asker.asked_at is None:
        return UnitFirstRefusal(holder_id=unit.right_holder_id, until="")
    until = calendar().deadline(asker.asked_at, policy.first_refusal)
    return UnitFirstRefusal(holder_id=unit.right_holder_id, until=until.isoformat()) if now < until else None
