"""Who comes first for the next leads, because they were suspended for nothing? One row a lead that is owed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id


class OwedLead(Base):
    """A lead that `person_id` gets before the others, until one is given (`used_at`)."""

    __tablename__ = "owed_lead"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[str]
    """What it is owed for: ``appeal:4``."""
    at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix__owed_lead__person_id_unused", "person_id", "id", postgresql_where=text("used_at IS NULL")),
    )


def add(session: Session, person_id: int, leads: int, *, cause: str, now: datetime) -> None:
    """Owe somebody so many leads."""
    if leads:
        rows = [{"person_id": person_id, "cause": cause, "at": now}] * leads
        session.execute(insert(OwedLead), rows)


def count(session: Session, person_ids: Collection[int]) -> dict[int, int]:
    """How many leads people are owed; whoever is owed none is missing."""
    unused = select(OwedLead.person_id, func.count()).where(
        OwedLead.person_id.in_(person_ids), OwedLead.used_at.is_(None)
    )
    return {row[0]: row[1] for row in session.execute(unused.group_by(OwedLead.person_id))}


def use(session: Session, person_id: int, now: datetime) -> bool:
    """Somebody who is owed leads has been given one by turns; False where none was owed."""
    unused = select(OwedLead).where(OwedLead.person_id == person_id, OwedLead.used_at.is_(None))
    first = session.scalar(unused.order_by(OwedLead.id).limit(1).with_for_update(skip_locked=True))
    if first is not None:
        first.used_at = now
    return first is not None
