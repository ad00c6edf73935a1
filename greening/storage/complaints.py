"""What was complained about, and what was said since between whoever complained and whoever looks into it?

Who complained is not here: see `greening.storage.complaint_seals`.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Row, Select, Text, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import BigInteger

from greening.domain.complaints import State
from greening.storage.base import Base, Id
from greening.storage.inspections import Inspection
from greening.storage.records import Record
from validators import names

NUMBERED = re.compile(r"/records/(\d{1,18})|^\s*R?-?(\d{1,18})\b", re.IGNORECASE)
"""A link, or a number at the beginning, whatever follows it."""


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


def due(session: Session, by: datetime) -> list[tuple[Complaint, str, datetime]]:
    """What has to be acknowledged or answered until then, each with the code of what is due and when."""
    rows = session.scalars(select(Complaint).where(Complaint.state == State.RECEIVED).order_by(Complaint.id)).all()
    answers = [(one, "complaint.answer_due", one.answer_by) for one in rows if one.answer_by <= by]
    unheard = [one for one in rows if one.acknowledged_at is None and one.acknowledge_by <= by]
    return [*((one, "complaint.acknowledge_due", one.acknowledge_by) for one in unheard), *answers]


def named(session: Session, typed: str) -> int | None:
    """The record that somebody means by a link, a number such as ``R-20481``, or a name that only one record has."""
    if found := NUMBERED.search(typed):
        return _stands(session, Record.id == int(found[1] or found[2]))
    key = names.normalise(typed)
    return _stands(session, Record.name_key == key) if key else None


def standing(session: Session, record_id: int | None) -> int | None:
    """The record that a complaint is about, as it stands: it may have become part of another one since."""
    return None if record_id is None else _stands(session, Record.id == record_id)


def _stands(session: Session, is_meant: ColumnElement[bool]) -> int | None:
    """The one record, or what it has become part of."""
    stands = func.coalesce(Record.merged_into_id, Record.id)
    found = session.scalars(select(stands).where(is_meant).distinct().limit(2)).all()
    return found[0] if len(found) == 1 else None


def _shown() -> Select[*tuple[Any, ...]]:
    live = (Inspection.complaint_id == Complaint.id) & Inspection.ended_at.is_(None)
    columns = (
        Complaint, Record.company, Record.finding_codes,
        Inspection.id.label("inspection_id"), Inspection.inspector_id, Inspection.answered_at,
    )  # fmt: skip
    return select(*columns).outerjoin(Record, Record.id == Complaint.record_id).outerjoin(Inspection, live)
