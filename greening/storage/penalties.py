"""Which penalties were proposed, what did a person decide of each, and what became of an appeal? Decided once, kept for ever."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    Select,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column
from sqlalchemy.types import BigInteger

from greening.domain import inspections as rules
from greening.domain.inspections import Answer
from greening.domain.penalties import Trigger
from greening.storage import inspections
from greening.storage.base import Base, Id, Json
from greening.storage.complaints import Complaint
from greening.storage.credits import Credit
from greening.storage.inspections import InspectedFact, Inspection
from greening.storage.people import Person
from greening.storage.records import Record
from greening.storage.suspensions import Suspension

Concerned, Decider, AppealDecider = aliased(Person), aliased(Person), aliased(Person)
AnyRow = Row[*tuple[Any, ...]]


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


CLEARED: ColumnElement[bool] = exists().where(
    Inspection.id == InspectedFact.inspection_id,
    Penalty.complaint_id == Inspection.complaint_id,
    Penalty.person_id == InspectedFact.author_id,
    Penalty.trigger == Trigger.FABRICATED,
    Appeal.penalty_id == Penalty.id,
    Appeal.decision == "won",
).correlate(InspectedFact) & (InspectedFact.ruled == Answer.FABRICATED)
"""A fact that was ruled made up, of whose author an appeal has said otherwise."""


def locked(session: Session, penalty_id: int) -> Penalty | None:
    """The penalty, held until the end."""
    return session.get(Penalty, penalty_id, with_for_update=True, populate_existing=True)


def of_complaint(session: Session, complaint_id: int) -> Sequence[Penalty]:
    """What a complaint led to."""
    return session.scalars(select(Penalty).where(Penalty.complaint_id == complaint_id).order_by(Penalty.id)).all()


def appeal(session: Session, penalty_id: int) -> Appeal | None:
    """What was said against a penalty; whoever acts on it holds the penalty."""
    return session.scalar(select(Appeal).where(Appeal.penalty_id == penalty_id))


def one(session: Session, penalty_id: int) -> AnyRow | None:
    return session.execute(_shown().where(Penalty.id == penalty_id)).one_or_none()


def of_person(session: Session, person_id: int) -> Sequence[AnyRow]:
    """What was imposed on somebody, the newest first. What only waits or was waived is not held against them."""
    own = _shown().where(Penalty.person_id == person_id, Penalty.decision == "imposed")
    return session.execute(own.order_by(Penalty.id.desc())).all()


def undecided(session: Session) -> Sequence[AnyRow]:
    """Proposals and appeals that wait for a person, the oldest first."""
    waits = or_(Penalty.decision == "", Appeal.decision == "")
    return session.execute(_shown().where(waits).order_by(Penalty.id)).all()


def decided(session: Session, *, limit: int) -> Sequence[AnyRow]:
    """What was decided lately, the newest first."""
    over = _shown().where(Penalty.decision != "", func.coalesce(Appeal.decision, "none") != "")
    return session.execute(over.order_by(Penalty.decided_at.desc(), Penalty.id.desc()).limit(limit)).all()


def wronged(session: Session, person_ids: Collection[int], *, since: datetime) -> dict[int, datetime]:
    """Whose appeal against a suspension that had begun was won since then, and when last: they come first for leads."""
    served = (Suspension.person_id == Penalty.person_id) & (Suspension.cause == func.concat("penalty:", Penalty.id))
    won = (
        select(Penalty.person_id, func.max(Appeal.decided_at))
        .join(Appeal, Appeal.penalty_id == Penalty.id)
        .join(Suspension, served & (Suspension.began_at < Appeal.decided_at))
        .where(Penalty.person_id.in_(person_ids), Appeal.decision == "won", Appeal.decided_at > since)
    )
    return {person_id: at for person_id, at in session.execute(won.group_by(Penalty.person_id)) if at}


def facts(
    session: Session,
    person_id: int,
    ruled: Collection[str],
    *,
    complaint_id: int | None,
    since: datetime,
    until: datetime,
) -> Sequence[AnyRow]:
    """What was `ruled` of somebody's facts, in one case or in a time, each with its record, the newest first."""
    rows = (
        select(InspectedFact, Record.id.label("record_id"), Record.company)
        .join(Inspection, Inspection.id == InspectedFact.inspection_id)
        .join(Complaint, Complaint.id == Inspection.complaint_id)
        .outerjoin(Record, Record.id == Complaint.record_id)
        .where(InspectedFact.author_id == person_id, InspectedFact.ruled.in_(ruled))
    )
    if complaint_id is not None:
        rows = rows.where(Complaint.id == complaint_id)
    else:
        rows = rows.where(InspectedFact.at > since, InspectedFact.at <= until)
    return session.execute(rows.order_by(InspectedFact.id.desc())).all()


def cleared(session: Session, complaint_id: int) -> set[int]:
    """Whose appeals against what a complaint had found made up were won."""
    won = select(Penalty.person_id).join(Appeal, Appeal.penalty_id == Penalty.id).where(Appeal.decision == "won")
    of_it = won.where(Penalty.complaint_id == complaint_id, Penalty.trigger == Trigger.FABRICATED)
    return set(session.scalars(of_it))


def is_upheld(session: Session, complaint_id: int) -> bool:
    """Whether anything that a complaint had found wrong is held against somebody still."""
    found = [one.InspectedFact for one in inspections.facts(session, complaint_id)]
    return rules.is_upheld([(Answer(one.ruled), one.author_id) for one in found], cleared(session, complaint_id))


def made_up(session: Session, record_ids: Collection[int], author_id: int, before: datetime) -> bool:
    """Whether something of somebody's in these records had been ruled fabricated by then, and no appeal has cleared them."""
    of_them = select(Inspection.id).join(Complaint, Complaint.id == Inspection.complaint_id)
    of_them = of_them.where(Complaint.record_id.in_(record_ids))
    found = select(InspectedFact.id).where(
        InspectedFact.inspection_id.in_(of_them),
        InspectedFact.author_id == author_id,
        InspectedFact.ruled == Answer.FABRICATED,
        InspectedFact.at < before,
        ~CLEARED,
    )
    return session.scalar(found.limit(1)) is not None


def taken_back(session: Session, person_id: int, complaint_id: int) -> Decimal:
    """The points that a complaint has cost somebody."""
    rows = select(func.sum(Credit.points)).where(
        Credit.rep_id == person_id, Credit.cause == f"complaint:{complaint_id}"
    )
    return -(session.scalar(rows) or Decimal())


def _shown() -> Select[*tuple[Any, ...]]:
    """A penalty with its appeal, the suspension that serves it, and who is concerned."""
    served = (Suspension.person_id == Penalty.person_id) & (Suspension.cause == func.concat("penalty:", Penalty.id))
    columns = (
        Penalty, Appeal, Suspension, Concerned.name.label("person"), Concerned.team_id, Decider.name.label("decider"),
        AppealDecider.name.label("appeal_decider"),
    )  # fmt: skip
    return (
        select(*columns)
        .join(Concerned, Concerned.id == Penalty.person_id)
        .outerjoin(Appeal, Appeal.penalty_id == Penalty.id)
        .outerjoin(Suspension, served)
        .outerjoin(Decider, Decider.id == Penalty.decided_by)
        .outerjoin(AppealDecider, AppealDecider.id == Appeal.decided_by)
    )
