"""How does a unit stand to somebody who wants it, and who is it that wants it?

What a claim and a taking both look at, loaded once and under the same lock.
"""

from dataclasses import dataclass
from datetime import datetime

from greening.domain.refusals import Refusal
from greening.domain.refusals_units import UnitClaimed, UnitContested, UnitCoolingDown, UnitOwned, UnitQuarantined
from greening.domain.triage import Triage


@dataclass(frozen=True, slots=True)
class UnitState:
    """Who owns a unit, whose claim on it is open and whose its leads are, each with its time; nobody where None."""

    triage: Triage = Triage.FLOW
    contested: bool = False
    """An open conflict is about it."""
    owner_id: int | None = None
    owned_since: datetime | None = None
    claimant_id: int | None = None
    claimed_since: datetime | None = None
    right_holder_id: int | None = None
    right_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who wants a unit. `held` counts what they have of it already: units of the library, or pits."""

    rep_id: int
    held: int
    cools_until: datetime | None = None
    """Until when they have to leave this unit to others."""
    asked_at: datetime | None = None
    """When they asked the holder of the right, who may come first."""


def obstacle(unit: UnitState, asker: Asker, now: datetime) -> Refusal | None:
    """Why neither claiming nor taking is possible, whoever has places left: the plainest reason first."""
    if unit.triage is Triage.QUARANTINE:
        return UnitQuarantined()
    if unit.contested:
        return UnitContested()
    if unit.owner_id is not None:
        return UnitOwned(owner_id=unit.owner_id, since=_iso(unit.owned_since))
    if asker.cools_until is not None and now < asker.cools_until:
        return UnitCoolingDown(until=_iso(asker.cools_until))
    return None


def claimed(unit: UnitState) -> Refusal:
    """Somebody is completing it."""
    return UnitClaimed(claimant_id=unit.claimant_id, since=_iso(unit.claimed_since))


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
