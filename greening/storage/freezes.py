"""Which units rest, because of what, and since when? Who causes a freeze writes it, whoever acts on a unit reads it."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BindParameter, CheckConstraint, ColumnElement, ForeignKey, Index, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id, Ref


class Cause(StrEnum):
    """A conflict about it is open: it is contested. An inspection of it is under way: this defers a drop, no more. Closed:
    after a complaint was upheld it is nobody's to win for a while.
    """

    CONFLICT = "conflict"
    INSPECTION = "inspection"
    CLOSED = "closed"


class Freeze(Base):
    """From `began_at` to `until`, or until somebody ends it; `case_id` is the conflict or complaint it is for."""

    __tablename__ = "unit_freeze"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    cause: Mapped[str]
    case_id: Mapped[Ref]
    began_at: Mapped[datetime]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq__unit_freeze__unit_id_cause_case_id",
            "unit_id",
            "cause",
            "case_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix__unit_freeze__cause_case_id", "cause", "case_id"),
        Index(
            "uq__unit_freeze__unit_id_contested",
            "unit_id",
            unique=True,
            postgresql_where=text("cause = 'conflict' AND ended_at IS NULL"),
        ),
        CheckConstraint("cause IN ('conflict', 'inspection', 'closed')", name="cause"),
        CheckConstraint("until > began_at", name="until_after_beginning"),
    )


def begin(
    session: Session, unit_id: int, cause: Cause, case_id: int, *, until: datetime | None = None, now: datetime
) -> None:
    """Freeze a unit that is held; once a case. Of two conflicts about one unit the second fails."""
    row = {"unit_id": unit_id, "cause": cause, "case_id": case_id, "began_at": now, "until": until}
    once = ["unit_id", "cause", "case_id"]
    begun = insert(Freeze).values(**row)
    session.execute(begun.on_conflict_do_nothing(index_elements=once, index_where=Freeze.ended_at.is_(None)))


def end(session: Session, cause: Cause, case_id: int, now: datetime) -> None:
    """End all freezes of a case."""
    those = update(Freeze).where(Freeze.cause == cause, Freeze.case_id == case_id, Freeze.ended_at.is_(None))
    session.execute(those.values(ended_at=now))


def lasting(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """What a freeze is that holds at `now`."""
    return Freeze.ended_at.is_(None) & or_(Freeze.until.is_(None), Freeze.until > now)


def standing(session: Session, unit_ids: Collection[int], now: datetime) -> dict[int, set[Cause]]:
    """Why units rest at `now`; those that do not are missing."""
    found: dict[int, set[Cause]] = {}
    rows = select(Freeze.unit_id, Freeze.cause).where(Freeze.unit_id.in_(unit_ids), lasting(now))
    for unit_id, cause in session.execute(rows):
        found.setdefault(unit_id, set()).add(Cause(cause))
    return found


def until(session: Session, cause: Cause, case_id: int, now: datetime) -> datetime | None:
    """Until when the units of a case rest; None where they do not, or nobody has set an end."""
    those = select(func.max(Freeze.until)).where(Freeze.cause == cause, Freeze.case_id == case_id)
    return session.scalar(those.where(Freeze.ended_at.is_(None), Freeze.until > now))
