"""How does a unit stand? Loaded with everything that claiming, taking and giving back look at, under one lock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, Select, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from greening.domain.refusals import NotFound
from greening.domain.triage import Triage
from greening.domain.units import UnitState
from greening.storage import freezes
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.freezes import Cause, Freeze
from greening.storage.holdings import Holding
from greening.storage.people import Person
from greening.storage.records import Record, Unit

OUT_OF_REACH = frozenset({Cause.CONFLICT, Cause.CLOSED})
"""What keeps everybody from claiming, taking, releasing and merging."""


@dataclass(frozen=True, slots=True)
class Look:
    """A unit as somebody who wants it meets it: how it stands, and how much they have, of units and of pits.

    `whose` is the name of its owner, else of who claims it, else of who has the right to it.
    """

    unit_id: int
    record_id: int
    company: str
    whose: str
    state: UnitState
    owned: int
    pits: int


def _standing() -> Select[*tuple[Any, ...]]:
    """Asked by everybody who wants a unit, so it is one question, put together once."""
    now = bindparam("now", type_=Record.created_at.type)
    claim = (Claim.unit_id == Unit.id) & (Claim.state != literal_column("'ended'"))
    right = (Entitlement.unit_id == Unit.id) & Entitlement.ended_at.is_(None) & (Entitlement.until > now)
    out_of_reach = or_(
        *(Freeze.cause == cause for cause in sorted(OUT_OF_REACH))
    )  # an IN would be written out each time
    resting = exists().where(Freeze.unit_id == Unit.id, out_of_reach, freezes.lasting(now))
    whose = Person.id == func.coalesce(Unit.owner_id, Claim.rep_id, Entitlement.rep_id)
    return (
        select(
            Unit.id.label("unit_id"), Unit.record_id, Unit.merged_into_id, Unit.owner_id, Unit.owned_since,
            Record.company, Record.triage, func.coalesce(Person.name, "").label("whose"), resting.label("contested"),
            Claim.rep_id.label("claimant_id"), Claim.opened_at.label("claimed_since"),
            Entitlement.rep_id.label("right_holder_id"), Entitlement.until.label("right_until"),
            func.coalesce(Holding.owned, 0).label("owned"), func.coalesce(Holding.pits, 0).label("pits"),
        )
        .join(Record, Record.id == Unit.record_id)
        .outerjoin(Claim, claim)
        .outerjoin(Entitlement, right)
        .outerjoin(Person, whose)
        .outerjoin(Holding, Holding.person_id == bindparam("person_id", type_=BigInteger))
        .where(Unit.id == bindparam("unit_id"))
    )  # fmt: skip


STANDING = _standing()
HELD = select(Unit.id).where(Unit.id == bindparam("unit_id")).with_for_update()


def look(session: Session, unit_id: int, person_id: int | None, now: datetime) -> Look:
    """How a unit stands at `now` to somebody, who holds it before they act on what they see.

    Raises: NotFound, also for one that has become part of another.
    """
    asked = {"unit_id": unit_id, "person_id": person_id, "now": now}
    row = session.connection().execute(STANDING, asked).one_or_none()
    if row is None or row.merged_into_id is not None:
        raise NotFound
    return Look(row.unit_id, row.record_id, row.company, row.whose, _state(row), row.owned, row.pits)


def state(session: Session, unit: Unit, now: datetime) -> UnitState:
    """How a unit that is there stands at `now`; whoever acts on it holds it."""
    return _state(session.execute(STANDING, {"unit_id": unit.id, "person_id": None, "now": now}).one())


def hold(session: Session, unit_id: int) -> None:
    """Have nobody else act on a unit until this transaction ends."""
    session.connection().execute(HELD, {"unit_id": unit_id})


def locked(session: Session, unit_ids: Collection[int]) -> dict[int, Unit]:
    """Units held until the end, in the order of their ids, by id."""
    rows = select(Unit).where(Unit.id.in_(unit_ids)).order_by(Unit.id).with_for_update()
    return {one.id: one for one in session.scalars(rows.execution_options(populate_existing=True))}


def of_record(session: Session, record_id: int, *, lock: bool = False) -> list[Unit]:
    """The units of a record, by id: most have one."""
    rows = select(Unit).where(Unit.record_id == record_id).order_by(Unit.id)
    rows = rows.with_for_update().execution_options(populate_existing=True) if lock else rows
    return list(session.scalars(rows))


def _state(row: Row[*tuple[Any, ...]]) -> UnitState:
    return UnitState(
        triage=Triage(row.triage) if row.triage else Triage.FLOW,
        contested=row.contested,
        owner_id=row.owner_id,
        owned_since=row.owned_since,
        claimant_id=row.claimant_id,
        claimed_since=row.claimed_since,
        right_holder_id=row.right_holder_id,
        right_until=row.right_until,
    )
