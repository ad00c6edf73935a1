"""How does a unit stand? Loaded with everything that claiming, taking and giving back look at, under one lock."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain.triage import Triage
from greening.domain.units import UnitState
from greening.storage import claims, entitlements, freezes
from greening.storage.freezes import Cause
from greening.storage.records import Record, Unit

OUT_OF_REACH = frozenset({Cause.CONFLICT, Cause.CLOSED})
"""What keeps everybody from claiming, taking, releasing and merging."""


def locked(session: Session, unit_ids: Collection[int]) -> dict[int, Unit]:
    """Units held until the end, in the order of their ids, by id."""
    rows = select(Unit).where(Unit.id.in_(unit_ids)).order_by(Unit.id).with_for_update()
    return {one.id: one for one in session.scalars(rows.execution_options(populate_existing=True))}


def of_record(session: Session, record_id: int, *, lock: bool = False) -> list[Unit]:
    """The units of a record, by id: most have one."""
    rows = select(Unit).where(Unit.record_id == record_id).order_by(Unit.id)
    rows = rows.with_for_update().execution_options(populate_existing=True) if lock else rows
    return list(session.scalars(rows))


def state(session: Session, unit: Unit, now: datetime) -> UnitState:
    """How a unit stands at `now`; whoever acts on it holds it."""
    triage = session.scalar(select(Record.triage).where(Record.id == unit.record_id))
    claim, right = claims.live(session, unit.id), entitlements.live(session, unit.id, now)
    return UnitState(
        triage=Triage(triage) if triage else Triage.FLOW,
        contested=bool(OUT_OF_REACH & freezes.standing(session, [unit.id], now).get(unit.id, set())),
        owner_id=unit.owner_id,
        owned_since=unit.owned_since,
        claimant_id=claim.rep_id if claim else None,
        claimed_since=claim.opened_at if claim else None,
        right_holder_id=right.rep_id if right else None,
        right_until=right.until if right else None,
    )
