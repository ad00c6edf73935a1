"""To whom was a lead offered, what did they answer, and who was considered beside them and why not?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id, Json


class LeadRoute(Base):
    """One decision where a lead goes. `chosen_id` is null where nobody could take it."""

    __tablename__ = "lead_route"
    id: Mapped[Id]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    round: Mapped[int]
    cause: Mapped[str]
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
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
