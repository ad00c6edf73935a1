"""Which penalties were proposed, what did a person decide of each, and what became of an appeal? Decided once, kept for ever."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from greening.storage.base import Base, Id, Json


class Penalty(Base):
    """A proposal with the numbers that led to it (`params`); a person imposes or waives it, once (a trigger).

    The period of a suspension stands in `suspension` by its cause, ``penalty:7``: an appeal may end it before its time.
    """

    __tablename__ = "penalty"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    level: Mapped[int]
    trigger: Mapped[str]
    days: Mapped[int]
    params: Mapped[Json]
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    """The case; null where no single one led to it."""
    reviewer_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """Whoever found what it is proposed for; none of them decides it."""
    proposed_at: Mapped[datetime]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    decision: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix__penalty__person_id_id", "person_id", "id"),
        Index("ix__penalty__undecided", "id", postgresql_where=text("decision = ''")),
        Index(
            "uq__penalty__person_id_trigger_complaint_id_open",
            "person_id",
            "trigger",
            "complaint_id",
            unique=True,
            postgresql_where=text("decision = ''"),
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("level IN (0, 1)", name="level"),
        CheckConstraint("(level = 1) = (days > 0) AND days >= 0", name="days"),
        CheckConstraint("trigger IN ('fabricated', 'careless', 'void_notes')", name="trigger"),
        CheckConstraint("decision IN ('', 'imposed', 'waived')", name="decision"),
        CheckConstraint("(decision = '') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decision = '') = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("decision = '' OR reason <> ''", name="reason_given"),
        CheckConstraint("decided_by <> person_id", name="not_by_themselves"),
        CheckConstraint("NOT decided_by = ANY (reviewer_ids)", name="not_by_reviewer"),
        CheckConstraint("decided_at >= proposed_at", name="decided_after"),
    )


class Appeal(Base):
    """What somebody says against their penalty, once; decided by somebody who did not impose it (a trigger)."""

    __tablename__ = "appeal"
    id: Mapped[Id]
    penalty_id: Mapped[int] = mapped_column(ForeignKey("penalty.id"), unique=True)
    words: Mapped[str]
    at: Mapped[datetime]
    decision: Mapped[str] = mapped_column(server_default="")
    reason: Mapped[str] = mapped_column(server_default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix__appeal__undecided", "id", postgresql_where=text("decision = ''")),
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint("decision IN ('', 'won', 'lost')", name="decision"),
        CheckConstraint("(decision = '') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decision = '') = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("decision = '' OR reason <> ''", name="reason_given"),
    )


def locked(session: Session, penalty_id: int) -> Penalty | None:
    """The penalty, held until the end."""
    return session.get(Penalty, penalty_id, with_for_update=True, populate_existing=True)


def of_complaint(session: Session, complaint_id: int) -> Sequence[Penalty]:
    """What a complaint led to."""
    return session.scalars(select(Penalty).where(Penalty.complaint_id == complaint_id).order_by(Penalty.id)).all()
