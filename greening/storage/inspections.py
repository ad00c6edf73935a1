"""Who looks into a complaint, what did each of two people say of its facts, and what was ruled? Only added, never edited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Row, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id
from greening.storage.people import Person


class Inspection(Base):
    """Somebody looks into a complaint, from `opened_at` until it is ruled or they leave it; one at a time.

    `answered_at` is when their answers were in and a second reviewer is waited for, who does not see them.
    """

    __tablename__ = "inspection"
    id: Mapped[Id]
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    inspector_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str] = mapped_column(server_default="")
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index(
            "uq__inspection__complaint_id_live", "complaint_id", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
        Index("ix__inspection__complaint_id_id", "complaint_id", "id"),
        CheckConstraint("ending IN ('', 'ruled', 'left')", name="ending"),
        CheckConstraint("(ended_at IS NULL) = (ending = '')", name="ended_somehow"),
        CheckConstraint("ending <> 'left' OR answered_at IS NULL", name="left_before_answering"),
    )


class InspectionAnswer(Base):
    """What one reviewer said of the value at `path`: `place` 1 is whoever took the inspection, 2 the second reviewer."""

    __tablename__ = "inspection_answer"
    id: Mapped[Id]
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    path: Mapped[str]
    place: Mapped[int]
    answer: Mapped[str]
    evidence: Mapped[str] = mapped_column(server_default="")
    value: Mapped[str]
    """What stood there when it was looked at."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who had entered it; null where nobody is known (legacy)."""
    entered_at: Mapped[datetime | None]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    __table_args__ = (
        Index("uq__inspection_answer__inspection_id_path_place", "inspection_id", "path", "place", unique=True),
        CheckConstraint("place IN (1, 2)", name="place"),
        CheckConstraint("answer IN ('true', 'unknown', 'stale', 'mistake', 'careless', 'fabricated')", name="answer"),
        CheckConstraint("answer IN ('true', 'unknown') OR evidence <> ''", name="evidence_given"),
    )


class InspectedFact(Base):
    """What the value at `path` was ruled to be. Fabricated needs the same answer of two people (a trigger)."""

    __tablename__ = "inspected_fact"
    id: Mapped[Id]
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    path: Mapped[str]
    ruled: Mapped[str]
    value: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime | None]
    reopened_until: Mapped[datetime | None]
    """So long its author may put it right before it is open to all."""
    at: Mapped[datetime]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__inspected_fact__inspection_id_path", "inspection_id", "path", unique=True),
        Index("ix__inspected_fact__author_id_at", "author_id", "at"),
        CheckConstraint("ruled IN ('true', 'unknown', 'stale', 'mistake', 'careless', 'fabricated')", name="ruled"),
    )


def live(session: Session, complaint_id: int) -> Inspection | None:
    """The inspection of a complaint that is under way; whoever acts on it holds the complaint."""
    under_way = select(Inspection).where(Inspection.complaint_id == complaint_id, Inspection.ended_at.is_(None))
    return session.scalar(under_way)


def answers(session: Session, inspection_id: int, place: int) -> Sequence[InspectionAnswer]:
    """What one of the two has said, in the order in which they said it."""
    own = select(InspectionAnswer).where(
        InspectionAnswer.inspection_id == inspection_id, InspectionAnswer.place == place
    )
    return session.scalars(own.order_by(InspectionAnswer.id)).all()


def facts(session: Session, complaint_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """What was ruled of a complaint, each with the name of its author."""
    rows = (
        select(InspectedFact, Person.name.label("author"))
        .join(Inspection, Inspection.id == InspectedFact.inspection_id)
        .outerjoin(Person, Person.id == InspectedFact.author_id)
        .where(Inspection.complaint_id == complaint_id)
    )
    return session.execute(rows.order_by(InspectedFact.id)).all()
