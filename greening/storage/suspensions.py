"""Whom do leads pass by, because of what, and until when? Who causes a suspension writes it, routing reads it."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.penalties import Period
from greening.storage.base import Base, Id


class What(StrEnum):
    """Leads: a penalty, they go to others. Barred: complained about or reviewed somebody, and must not gain by it.
    Paused: let too many offers lapse.
    """

    LEADS = "leads"
    BARRED = "barred"
    PAUSED = "paused"


class Suspension(Base):
    """A period that runs and ends by itself; an appeal that is won ends it before (`ended_at`)."""

    __tablename__ = "suspension"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[str]
    cause: Mapped[str]
    """What it is for: ``penalty:3``. What somebody is barred for is sealed."""
    against_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whose leads a barred person does not get; null is all."""
    began_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq__suspension__person_id_what_cause",
            "person_id",
            "what",
            "cause",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix__suspension__person_id_until", "person_id", "until"),
        CheckConstraint("what IN ('leads', 'barred', 'paused')", name="what"),
        CheckConstraint("until > began_at", name="until_after_beginning"),
        CheckConstraint("ended_at >= began_at AND ended_at <= until", name="ended_within"),
    )

    @property
    def period(self) -> Period:
        return Period(self.began_at, self.ended_at or self.until)


def of(session: Session, person_ids: Collection[int], now: datetime) -> dict[int, list[Suspension]]:
    """What runs or waits to run for some people, by person."""
    found: dict[int, list[Suspension]] = {}
    lasting = select(Suspension).where(
        Suspension.person_id.in_(person_ids), func.coalesce(Suspension.ended_at, Suspension.until) > now
    )
    for one in session.scalars(lasting.order_by(Suspension.began_at, Suspension.id)):
        found.setdefault(one.person_id, []).append(one)
    return found


def bar(session: Session, person_id: int, against_id: int, *, until: datetime, now: datetime) -> None:
    """Somebody gets none of the leads that pass by `against_id` for a while."""
    row = Suspension(person_id=person_id, what=What.BARRED.value, cause=sealed_cause(), against_id=against_id)
    row.began_at, row.until = now, until
    session.add(row)


def sealed_cause() -> str:
    """A cause that says nothing: what somebody is barred for would say who complained."""
    return f"sealed:{secrets.token_hex(8)}"


def queue(session: Session, person_id: int, what: What, now: datetime) -> Sequence[Suspension]:
    """Those of one kind that run or wait, in order, locked: of a kind one runs after the other."""
    own = select(Suspension).where(
        Suspension.person_id == person_id,
        Suspension.what == what,
        Suspension.ended_at.is_(None),
        Suspension.until > now,
    )
    return session.scalars(own.order_by(Suspension.began_at, Suspension.id).with_for_update()).all()


def of_cause(session: Session, person_id: int, cause: str) -> Suspension | None:
    """What somebody was suspended for that, if it was not ended before its time."""
    own = select(Suspension).where(Suspension.person_id == person_id, Suspension.cause == cause)
    return session.scalar(own.where(Suspension.ended_at.is_(None)).with_for_update())


def over(session: Session, what: What, *, since: datetime, now: datetime) -> Sequence[Suspension]:
    """Those that have run out by themselves since then."""
    ran_out = select(Suspension).where(Suspension.what == what, Suspension.ended_at.is_(None))
    ran_out = ran_out.where(Suspension.until > since, Suspension.until <= now)
    return session.scalars(ran_out.order_by(Suspension.id)).all()
