"""What did people cause? An append-only log: who, what, before, after."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Row, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id, Json
from greening.storage.people import Person

RECORD_VERSIONS = ("record.changed", "record.imported", "record.visited", "record.struck", "record.restored")
"""The acts that give a record its next version."""


class Event(Base):
    """One act. `actor_id` is null where the system acted by rule; a trigger refuses UPDATE, DELETE and TRUNCATE."""

    __tablename__ = "event"
    id: Mapped[Id]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    """The noun: record, person, intake, policy, …"""
    subject_id: Mapped[int]
    before: Mapped[Json | None]
    after: Mapped[Json | None]
    __table_args__ = (Index("ix__event__subject_subject_id_id", "subject", "subject_id", "id"),)


ADDED = insert(Event)


def add(
    session: Session,
    kind: str,
    *,
    subject: str,
    subject_id: int,
    actor_id: int | None,
    at: datetime,
    before: Json | None = None,
    after: Json | None = None,
) -> None:
    """Log one act in the transaction that does it, after all that this has written so far."""
    session.flush()
    row = {"kind": kind, "subject": subject, "subject_id": subject_id, "actor_id": actor_id, "at": at}
    session.connection().execute(ADDED, {**row, "before": before, "after": after})


def page(
    session: Session, subject: str, subject_id: int, *, before: int | None, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Events of one thing, newest first, each with its actor's name; `before` is the id of the last one already shown."""
    shown = (
        select(Event.id, Event.at, Event.kind, Event.before, Event.after, Event.actor_id, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(Event.subject == subject, Event.subject_id == subject_id)
        .order_by(Event.id.desc())
        .limit(limit)
    )
    return session.execute(shown if before is None else shown.where(Event.id < before)).all()


def newest(
    session: Session, subject: str, subject_id: int, *, kinds: Collection[str], limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """What the last acts of these kinds changed, newest first."""
    acts = select(Event.id, Event.kind, Event.before, Event.after).where(
        Event.subject == subject, Event.subject_id == subject_id, Event.kind.in_(kinds)
    )
    return session.execute(acts.order_by(Event.id.desc()).limit(limit)).all()
