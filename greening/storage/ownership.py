"""Whose is a unit, whose was it, and by what right did it change hands? One open row a unit, the rest is history.

`unit.owner_id` says the same as the open row; a trigger refuses the commit where it does not.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.ownership import Begin, End
from greening.storage import events, holdings
from greening.storage.base import Base, Id
from greening.storage.records import Unit


class Ownership(Base):
    """One holding: who, from when, how and through whom it came, and how it ended.

    `began_by` and `ended_by` are null where a rule did it. `overflow_until` is set where it stands beside a full library.
    """

    __tablename__ = "ownership"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    began_at: Mapped[datetime]
    how: Mapped[str]
    began_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    end_how: Mapped[str] = mapped_column(server_default="")
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(server_default="")
    """Why it ended: the words of whoever gave it back, or the code of the clock that ran out."""
    overflow_until: Mapped[datetime | None]
    clock_from: Mapped[datetime | None]
    """From when its clocks count, where that is later: what came with a file begins with its opening here."""
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("uq__ownership__unit_id_open", "unit_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix__ownership__unit_id_id", "unit_id", "id"),
        Index("ix__ownership__owner_id", "owner_id", "ended_at"),
        CheckConstraint(
            "how IN ('create', 'import', 'take', 'lead', 'transfer', 'ruling', 'merge', 'undo')", name="how"
        ),
        CheckConstraint(
            "end_how IN ('', 'release', 'drop', 'import', 'transfer', 'ruling', 'merge', 'undo')", name="end_how"
        ),
        CheckConstraint("(ended_at IS NULL) = (end_how = '')", name="ended_somehow"),
        CheckConstraint("ended_at >= began_at", name="ended_after_beginning"),
        CheckConstraint("clock_from >= began_at", name="clock_from"),
        CheckConstraint("end_how <> 'release' OR reason <> ''", name="released_with_reason"),
    )


def begin(
    session: Session, unit: Unit, owner_id: int, *, how: Begin, by: int | None, policy_version: int, now: datetime
) -> Ownership:
    """Give a unit that is held and nobody's to somebody. The counter of the library is the caller's, who asked for a place."""
    unit.owner_id, unit.owned_since = owner_id, now
    began = Ownership(
        unit_id=unit.id, owner_id=owner_id, began_at=now, how=how, began_by=by, policy_version=policy_version
    )
    session.add(began)
    session.flush()
    told = {"owner": owner_id, "how": how.value}
    events.add(session, "unit.owned", subject="record", subject_id=unit.record_id, actor_id=by, at=now, after=told)
    return began


def end(session: Session, unit: Unit, *, how: End, by: int | None, reason: str = "", now: datetime) -> int:
    """End the ownership of a unit that is held, and free the place in the library; whose it was."""
    owner_id = unit.owner_id
    if owner_id is None:
        raise ValueError(unit.id)
    ended = update(Ownership).where(Ownership.unit_id == unit.id, Ownership.ended_at.is_(None))
    session.execute(ended.values(ended_at=now, end_how=how, ended_by=by, reason=reason))
    unit.owner_id, unit.owned_since = None, None
    session.flush()
    holdings.move(session, {owner_id: -1})
    told = {"owner": owner_id, "how": how.value, "reason": reason}
    events.add(session, "unit.unowned", subject="record", subject_id=unit.record_id, actor_id=by, at=now, before=told)
    return owner_id


def standing(session: Session, unit_id: int) -> Ownership | None:
    """The ownership that runs."""
    return session.scalar(select(Ownership).where(Ownership.unit_id == unit_id, Ownership.ended_at.is_(None)))


def history(session: Session, unit_id: int) -> Sequence[Ownership]:
    """All of them, the newest first."""
    return session.scalars(select(Ownership).where(Ownership.unit_id == unit_id).order_by(Ownership.id.desc())).all()
