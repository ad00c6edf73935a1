"""To whom do the inbound leads of a unit belong, and until when? Of one unit never to two at a time."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Row, Text, cast, exists, func, select, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from greening.domain.entitlements import End, Right
from greening.storage import holdings
from greening.storage.base import Base, Id
from greening.storage.claims import Claim
from greening.storage.notices import Notice
from greening.storage.people import Person
from greening.storage.records import Record, Unit


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
    restores_id: Mapped[int | None] = mapped_column(ForeignKey("entitlement.id"))
    """The one that a won appeal gave back with this; once."""
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__entitlement__restores_id", "restores_id", unique=True),
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


def begin(
    session: Session,
    claim: Claim,
    rep_id: int,
    until: datetime,
    *,
    policy_version: int,
    now: datetime,
) -> Entitlement | None:
    """Turn the pit of a claim that has passed, held with its unit, into the right of `rep_id`, mostly its own rep.

    One that has run out is ended first. None, and the pit is free, where another one lives.
    """
    unended = select(Entitlement).where(Entitlement.unit_id == claim.unit_id, Entitlement.ended_at.is_(None))
    there = session.scalar(unended.with_for_update())
    if there is not None and there.until <= now:
        end(session, there, End.TERM, now)
    elif there is not None:
        holdings.move_pits(session, {claim.rep_id: -1})
        return None
    own = {"unit_id": claim.unit_id, "rep_id": rep_id, "claim_id": claim.id, "policy_version": policy_version}
    right = Entitlement(**own, began_at=now, until=until)
    session.add(right)
    session.flush()
    if rep_id != claim.rep_id:
        holdings.move_pits(session, {claim.rep_id: -1, rep_id: 1})
    return right


def restore(
    session: Session, ended: Entitlement, unit_id: int, until: datetime, *, policy_version: int, now: datetime
) -> Entitlement:
    """Give a right back that had ended, of a unit that is held and whose leads are nobody's; it takes a pit again.

    The unit stands for that of the right, which may have been merged since.
    """
    own = {"unit_id": unit_id, "rep_id": ended.rep_id, "claim_id": ended.claim_id, "policy_version": policy_version}
    right = Entitlement(**own, began_at=now, until=until, restores_id=ended.id)
    session.add(right)
    session.flush()
    holdings.move_pits(session, {right.rep_id: 1})
    return right


def of_pass(session: Session, claim_id: int) -> Entitlement | None:
    """The newest right that came of a claim, locked."""
    own = select(Entitlement).where(Entitlement.claim_id == claim_id).order_by(Entitlement.id.desc())
    return session.scalar(own.limit(1).with_for_update())


def former(session: Session, unit_id: int) -> set[int]:
    """Who has had the right to a unit and has it no longer, unless the pass it came of was taken back, or it was given back."""
    again = aliased(Entitlement)
    over = select(Entitlement.rep_id).where(Entitlement.unit_id == unit_id, Entitlement.ended_at.is_not(None))
    lost = over.where(Entitlement.ending != End.UNDONE, ~exists().where(again.restores_id == Entitlement.id))
    return set(session.scalars(lost))


def of_rep(session: Session, rep_id: int, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """The live rights of somebody, the first to run out first, each with its record."""
    rows = (
        select(Entitlement, Record.id, Record.company, Record.triage)
        .join(Unit, Unit.id == Entitlement.unit_id)
        .join(Record, Record.id == Unit.record_id)
        .where(Entitlement.rep_id == rep_id, Entitlement.ended_at.is_(None), Entitlement.until > now)
    )
    return session.execute(rows.order_by(Entitlement.until, Entitlement.id)).all()


def of_units(session: Session, unit_ids: Collection[int], now: datetime) -> Row[*tuple[Any, ...]] | None:
    """The live right to one of some units, the oldest, with its record and its holder's name."""
    rows = (
        select(Entitlement, Record.id, Record.company, Record.triage, Person.name)
        .join(Unit, Unit.id == Entitlement.unit_id)
        .join(Record, Record.id == Unit.record_id)
        .join(Person, Person.id == Entitlement.rep_id)
        .where(Entitlement.unit_id.in_(unit_ids), Entitlement.ended_at.is_(None), Entitlement.until > now)
    )
    return session.execute(rows.order_by(Entitlement.id).limit(1)).one_or_none()


def unit_of(session: Session, right_id: int) -> int | None:
    """The unit that a right is about."""
    return session.scalar(select(Entitlement.unit_id).where(Entitlement.id == right_id))


def ending(session: Session, now: datetime, by: datetime, *, limit: int) -> Sequence[Row[Entitlement, int]]:
    """Live rights that run out by then and whose holders have not been told, each with its record."""
    told = exists().where(
        Notice.person_id == Entitlement.rep_id, Notice.key == "right.soon:" + cast(Entitlement.id, Text)
    )
    rows = select(Entitlement, Unit.record_id).join(Unit, Unit.id == Entitlement.unit_id)
    live = rows.where(Entitlement.ended_at.is_(None), Entitlement.until > now, Entitlement.until <= by, ~told)
    return session.execute(live.order_by(Entitlement.id).limit(limit)).all()


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
