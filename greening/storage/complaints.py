"""What was complained about, and what was said since between whoever complained and whoever looks into it?

Who complained is not here: see `greening.storage.complaint_seals`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Row, Select, Text, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from greening.domain.complaints import State
from greening.storage.base import Base, Id
from greening.storage.inspections import Inspection
from greening.storage.records import Record


class Complaint(Base):
    """Somebody says that a record holds something false. What they said is never changed (a trigger), only how it stands.

    `record_id` is null where what they named is no record that we know; whoever complained is never told which.
    """

    __tablename__ = "complaint"
    id: Mapped[Id]
    mode: Mapped[str]
    named: Mapped[str]
    """The record as they named it."""
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    words: Mapped[str]
    code_hash: Mapped[str]
    """Of the code to come back with, which is shown once and kept nowhere."""
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)
    accused_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")
    """Everybody who wrote something of the record; none of them, nor of their teams, looks into it."""
    state: Mapped[str] = mapped_column(server_default="received")
    received_at: Mapped[datetime]
    acknowledge_by: Mapped[datetime]
    answer_by: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reply: Mapped[str] = mapped_column(server_default="")
    """What whoever complained is told in the end."""
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("ix__complaint__open", "answer_by", "id", postgresql_where=text("state = 'received'")),
        CheckConstraint("mode IN ('confidential', 'anonymous')", name="mode"),
        CheckConstraint("state IN ('received', 'shelved', 'upheld', 'unproven', 'refuted')", name="state"),
        CheckConstraint("(state = 'received') = (closed_at IS NULL)", name="closed_at"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_somebody"),
        CheckConstraint("state <> 'shelved' OR reply <> ''", name="shelved_with_reason"),
        CheckConstraint("kinds <> '{}' AND words <> ''", name="says_something"),
        CheckConstraint("code_hash <> ''", name="code_kept"),
    )


class ComplaintMessage(Base):
    """One message of the talk. `person_id` is who looks into it; null is whoever complained."""

    __tablename__ = "complaint_message"
    id: Mapped[Id]
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)


def locked(session: Session, complaint_id: int) -> Complaint | None:
    """The complaint, held until the end."""
    return session.get(Complaint, complaint_id, with_for_update=True, populate_existing=True)


def messages(session: Session, complaint_id: int) -> Sequence[ComplaintMessage]:
    """The talk, in order."""
    own = select(ComplaintMessage).where(ComplaintMessage.complaint_id == complaint_id)
    return session.scalars(own.order_by(ComplaintMessage.id)).all()


def waiting(session: Session) -> Sequence[Row[*tuple[Any, ...]]]:
    """All that wait for an answer, each with its record, and with whoever looks into it now."""
    return session.execute(_shown().where(Complaint.state == State.RECEIVED).order_by(Complaint.id)).all()


def closed(session: Session, *, limit: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """The last ones that were answered, the newest first."""
    over = _shown().where(Complaint.state != State.RECEIVED)
    return session.execute(over.order_by(Complaint.closed_at.desc(), Complaint.id.desc()).limit(limit)).all()


def one(session: Session, complaint_id: int) -> Row[*tuple[Any, ...]] | None:
    return session.execute(_shown().where(Complaint.id == complaint_id)).one_or_none()


def about(session: Session, record_ids: Collection[int]) -> dict[int, int]:
    """How many complaints wait about each record."""
    counted = select(Complaint.record_id, func.count()).where(
        Complaint.record_id.in_(record_ids), Complaint.state == State.RECEIVED
    )
    return {row[0]: row[1] for row in session.execute(counted.group_by(Complaint.record_id))}


def _shown() -> Select[*tuple[Any, ...]]:
    live = (Inspection.complaint_id == Complaint.id) & Inspection.ended_at.is_(None)
    columns = (
        Complaint, Record.company, Record.finding_codes, Record.merged_into_id,
        Inspection.id.label("inspection_id"), Inspection.inspector_id, Inspection.answered_at,
    )  # fmt: skip
    return select(*columns).outerjoin(Record, Record.id == Complaint.record_id).outerjoin(Inspection, live)
