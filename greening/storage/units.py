"""How does a unit stand? Loaded with everything that claiming, taking and giving back look at, under one lock."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from greening.domain.claims import State as ClaimState
from greening.domain.triage import Triage
from greening.domain.units import UnitState
from greening.storage import freezes
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.freezes import Cause, Freeze
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
    """How a unit stands at `now`; whoever acts on it holds it. One question: everybody who wants a unit asks it."""
    claim = (Claim.unit_id == unit.id) & (Claim.state != ClaimState.ENDED)
    right = (Entitlement.unit_id == unit.id) & Entitlement.ended_at.is_(None) & (Entitlement.until > now)
    resting = exists().where(Freeze.unit_id == unit.id, Freeze.cause.in_(OUT_OF_REACH), freezes.lasting(now))
    stands = (
        select(
            Record.triage,
            resting.label("contested"),
            Claim.rep_id.label("claimant_id"),
            Claim.opened_at,
            Entitlement.rep_id.label("right_holder_id"),
            Entitlement.until,
        )
        .select_from(Record)
        .outerjoin(Claim, claim)
        .outerjoin(Entitlement, right)
        .where(Record.id == unit.record_id)
    )
    row = session.execute(stands).one()
    return UnitState(
        triage=Triage(row.triage) if row.triage else Triage.FLOW,
        contested=row.contested,
        owner_id=unit.owner_id,
        owned_since=unit.owned_since,
        claimant_id=row.claimant_id,
        claimed_since=row.opened_at,
        right_holder_id=row.right_holder_id,
        right_until=row.until,
    )
