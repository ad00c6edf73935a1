"""To whom do the inbound leads of a unit belong, and until when? Of one unit never to two at a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.entitlements import End, Right
from greening.storage import holdings
from greening.storage.base import Base, Id


class Entitlement(Base):
    """The right of `rep_id` from `began_at` to `until`, or to `ended_at` where it ended before or was seen to be over."""

    __tablename__ = "entitlement"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    began_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str] = mapped_column(server_default="")
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("ix__entitlement__unit_id_id", "unit_id", "id"),
        Index("ix__entitlement__rep_id_live", "rep_id", "until", postgresql_where=text("ended_at IS NULL")),
        ExcludeConstraint(
            (text("unit_id"), "="),
            (text("tstzrange(began_at, coalesce(ended_at, until))"), "&&"),
            name="ex__entitlement__one_at_a_time",
            using="gist",
        ),
        CheckConstraint("until > began_at", name="until_after_beginning"),
        CheckConstraint("ended_at >= began_at AND ended_at <= until", name="ended_within"),
        CheckConstraint(
            "ending IN ('', 'term', 'let_go', 'fabricated', 'superseded', 'left', 'merged', 'undone')", name="ending"
        ),
        CheckConstraint("(ended_at IS NULL) = (ending = '')", name="ended_somehow"),
    )

    @property
    def right(self) -> Right:
        return Right(self.rep_id, self.began_at, self.until, self.ended_at)


def live(session: Session, unit_id: int, now: datetime, *, lock: bool = False) -> Entitlement | None:
    """The right that holds at `now`, if there is one."""
    found = select(Entitlement).where(Entitlement.unit_id == unit_id, Entitlement.ended_at.is_(None))
    found = found.where(Entitlement.until > now)
    return session.scalar(found.with_for_update() if lock else found)


def end(session: Session, right: Entitlement, how: End, now: datetime) -> None:
    """End a right that is held, and fill its pit."""
    right.ended_at, right.ending = min(max(now, right.began_at), right.until), how
    session.flush()
    holdings.move_pits(session, {right.rep_id: -1})


def over(session: Session, now: datetime, *, limit: int) -> Sequence[Entitlement]:
    """Rights whose time has run out and which nobody has ended yet, locked."""
    late = select(Entitlement).where(Entitlement.ended_at.is_(None), Entitlement.until <= now)
    return session.scalars(late.order_by(Entitlement.id).limit(limit).with_for_update(skip_locked=True)).all()


def count(session: Session, rep_id: int, now: datetime) -> int:
    """How many rights somebody has."""
    own = select(func.count()).where(Entitlement.rep_id == rep_id, Entitlement.ended_at.is_(None))
    return session.scalar(own.where(Entitlement.until > now)) or 0
