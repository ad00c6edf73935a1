"""Who is completing which unit of the pool, until when, and how did it end? One live claim a unit."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.claims import End, State
from greening.storage.base import Base, Id


class Claim(Base):
    """A pit. It lasts to the end of `due_on`, which is the moment `due_at`; `saved_at` is the last saved answer."""

    __tablename__ = "claim"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="open")
    submitted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str] = mapped_column(server_default="")
    """How it ended."""
    reason: Mapped[str] = mapped_column(server_default="")
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__claim__unit_id_live", "unit_id", unique=True, postgresql_where=text("state <> 'ended'")),
        Index("ix__claim__rep_id_live", "rep_id", "due_at", postgresql_where=text("state <> 'ended'")),
        Index("ix__claim__rep_id_ended_at", "rep_id", "ended_at"),
        Index("ix__claim__unit_id_id", "unit_id", "id"),
        Index("ix__claim__due_at_open", "due_at", postgresql_where=text("state = 'open'")),
        CheckConstraint("state IN ('open', 'submitted', 'ended')", name="state"),
        CheckConstraint(
            "ending IN ('', 'passed', 'withdrawn', 'expired', 'lapsed', 'rejected', 'closed')", name="ending"
        ),
        CheckConstraint("(state = 'ended') = (ending <> '')", name="ended_somehow"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_at"),
        CheckConstraint("state <> 'submitted' OR submitted_at IS NOT NULL", name="submitted_at"),
    )


def live(session: Session, unit_id: int, *, lock: bool = False) -> Claim | None:
    """The claim that has not ended, if there is one."""
    found = select(Claim).where(Claim.unit_id == unit_id, Claim.state != State.ENDED)
    return session.scalar(found.with_for_update() if lock else found)


def passes(session: Session, rep_id: int, *, since: datetime) -> int:
    """How many claims of somebody have passed since then: work makes room for more."""
    counted = select(func.count()).where(Claim.rep_id == rep_id, Claim.ending == End.PASSED, Claim.ended_at >= since)
    return session.scalar(counted) or 0
