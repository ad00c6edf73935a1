"""To whom was a lead offered, what did they answer, and who was considered beside them and why not?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.replaying import route_json
from greening.domain.routing import Facts, Route
from greening.storage.base import Base, Id, Json


class LeadRoute(Base):
    """One decision where a lead goes. `chosen_id` is null where nobody could take it; `facts` are what it was made from."""

    __tablename__ = "lead_route"
    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    round: Mapped[int]
    cause: Mapped[str]
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    facts: Mapped[Json | None]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__lead_route__lead_id_round", "lead_id", "round", unique=True),
        CheckConstraint("cause IN ('received', 'decided', 'declined', 'lapsed', 'retried')", name="cause"),
    )


class LeadConsidered(Base):
    """Somebody who was looked at: at which place, on which rung of the ladder, and what came of it."""

    __tablename__ = "lead_considered"
    id: Mapped[Id]
    route_id: Mapped[int] = mapped_column(ForeignKey("lead_route.id"))
    place: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    step: Mapped[str]
    reason: Mapped[str]
    params: Mapped[Json] = mapped_column(server_default="{}")
    __table_args__ = (
        Index("uq__lead_considered__route_id_place", "route_id", "place", unique=True),
        Index(
            "uq__lead_considered__route_id_chosen", "route_id", unique=True, postgresql_where=text("reason = 'chosen'")
        ),
        CheckConstraint("step IN ('owner', 'holder', 'contributor', 'rotation')", name="step"),
        CheckConstraint("reason <> ''", name="reason_given"),
    )


class LeadOffer(Base):
    """A lead in somebody's hands until `answer_by`. One that is open or accepted a lead; what was answered stays."""

    __tablename__ = "lead_offer"
    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    route_id: Mapped[int] = mapped_column(ForeignKey("lead_route.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    step: Mapped[str]
    offered_at: Mapped[datetime]
    remind_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(server_default="")
    """Why it was declined."""
    overflow: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether the customer came beside a full library."""
    __table_args__ = (
        Index(
            "uq__lead_offer__lead_id_standing",
            "lead_id",
            unique=True,
            postgresql_where=text("answer IS NULL OR answer = 'accepted'"),
        ),
        Index("ix__lead_offer__person_id_id", "person_id", "id"),
        Index("ix__lead_offer__answer_by_open", "answer_by", postgresql_where=text("answer IS NULL")),
        CheckConstraint("answer IN ('accepted', 'declined', 'lapsed')", name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at"),
        CheckConstraint("answer IS DISTINCT FROM 'declined' OR reason <> ''", name="declined_with_reason"),
        CheckConstraint("answer IS DISTINCT FROM 'lapsed' OR answered_at >= answer_by", name="lapsed_in_time"),
        CheckConstraint("answer_by > offered_at", name="answer_by_after_offer"),
    )


def one(session: Session, offer_id: int) -> LeadOffer | None:
    return session.get(LeadOffer, offer_id, populate_existing=True)


def open_of(session: Session, lead_id: int) -> LeadOffer | None:
    """The offer of a lead that nobody has answered yet."""
    return session.scalar(select(LeadOffer).where(LeadOffer.lead_id == lead_id, LeadOffer.answer.is_(None)))


def remember(
    session: Session, lead_id: int, route: Route, facts: Facts, *, cause: str, policy_version: int, now: datetime
) -> LeadRoute:
    """Write down where a lead goes, everybody who was considered, and by which facts."""
    last = session.scalar(select(func.max(LeadRoute.round)).where(LeadRoute.lead_id == lead_id)) or 0
    chosen = route.chosen
    row = LeadRoute(
        lead_id=lead_id,
        round=last + 1,
        cause=cause,
        chosen_id=chosen.rep_id if chosen else None,
        at=now,
        facts=route_json(facts),
        policy_version=policy_version,
    )
    session.add(row)
    session.flush()
    session.add_all(
        LeadConsidered(
            route_id=row.id,
            place=place,
            person_id=who.rep_id,
            step=who.step,
            reason=who.reason,
            params=dict(who.params),
        )
        for place, who in enumerate(route.considered, start=1)
    )
    session.flush()
    return row


def overdue(session: Session, now: datetime, *, limit: int) -> Sequence[int]:
    """Leads whose offers nobody has answered in time."""
    late = select(LeadOffer.lead_id).where(LeadOffer.answer.is_(None), LeadOffer.answer_by <= now)
    return session.scalars(late.order_by(LeadOffer.answer_by, LeadOffer.id).limit(limit)).all()


def to_remind(session: Session, now: datetime, *, limit: int) -> Sequence[LeadOffer]:
    """Open offers whose rep has to be reminded, held; those that somebody else holds are left to the next time."""
    due = select(LeadOffer).where(
        LeadOffer.answer.is_(None),
        LeadOffer.reminded_at.is_(None),
        LeadOffer.remind_at <= now,
        LeadOffer.answer_by > now,
    )
    return session.scalars(due.order_by(LeadOffer.id).limit(limit).with_for_update(skip_locked=True)).all()


def routes(session: Session, lead_id: int) -> Sequence[LeadRoute]:
    """Every decision where a lead goes, the newest first."""
    return session.scalars(select(LeadRoute).where(LeadRoute.lead_id == lead_id).order_by(LeadRoute.round.desc())).all()


def considered(session: Session, route_ids: Sequence[int]) -> Sequence[LeadConsidered]:
    """Everybody who was looked at, in order."""
    rows = select(LeadConsidered).where(LeadConsidered.route_id.in_(route_ids))
    return session.scalars(rows.order_by(LeadConsidered.route_id, LeadConsidered.place)).all()


def of_lead(session: Session, lead_id: int) -> Sequence[LeadOffer]:
    """To whom a lead was offered, the newest first."""
    return session.scalars(select(LeadOffer).where(LeadOffer.lead_id == lead_id).order_by(LeadOffer.id.desc())).all()
