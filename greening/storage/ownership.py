"""Whose is a unit, whose was it, and by what right did it change hands? One open row a unit, the rest is history.

`unit.owner_id` says the same as the open row; a trigger refuses the commit where it does not.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

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


BEGUN = text("""
    WITH given AS (UPDATE unit SET owner_id = :owner_id, owned_since = :since WHERE id = :unit_id)
    INSERT INTO ownership (unit_id, owner_id, began_at, how, began_by, overflow_until, policy_version)
    VALUES (:unit_id, :owner_id, :since, :how, :by, :overflow_until, :policy_version) RETURNING id
""")
ENDED = text("""
    WITH ended AS (
        UPDATE ownership SET ended_at = :now, end_how = :how, ended_by = :by, reason = :reason
        WHERE unit_id = :unit_id AND ended_at IS NULL
    ) UPDATE unit SET owner_id = NULL, owned_since = NULL WHERE id = :unit_id
""")
"""A unit and its history change together, in one question."""


def begin(
    session: Session,
    unit: Unit,
    owner_id: int,
    *,
    how: Begin,
    by: int | None,
    policy_version: int,
    now: datetime,
    since: datetime | None = None,
    overflow_until: datetime | None = None,
) -> int:
    """Give a unit that is held and nobody's to somebody, who has it `since` then, else from now on; the ownership's id.

    The counter of the library is the caller's, who asked for a place or lets it stand beside until `overflow_until`.
    """
    since = since or now
    told = {"how": how, "by": by, "overflow_until": overflow_until, "policy_version": policy_version}
    session.flush()
    about = {"unit_id": unit.id, "owner_id": owner_id, "since": since}
    ownership_id: int = session.connection().execute(BEGUN, about | told).scalar_one()
    _says(unit, owner_id, since)
    after = {"owner": owner_id, "how": how.value}
    events.add(session, "unit.owned", subject="record", subject_id=unit.record_id, actor_id=by, at=now, after=after)
    return ownership_id


def end(session: Session, unit: Unit, *, how: End, by: int | None, reason: str = "", now: datetime) -> int:
    """End the ownership of a unit that is held, and free the place in the library; whose it was."""
    owner_id = unit.owner_id
    if owner_id is None:
        raise ValueError(unit.id)
    session.flush()
    session.connection().execute(ENDED, {"unit_id": unit.id, "how": how, "by": by, "reason": reason, "now": now})
    _says(unit, None, None)
    holdings.move(session, {owner_id: -1})
    told = {"owner": owner_id, "how": how.value, "reason": reason}
    events.add(session, "unit.unowned", subject="record", subject_id=unit.record_id, actor_id=by, at=now, before=told)
    return owner_id


def _says(unit: Unit, owner_id: int | None, since: datetime | None) -> None:
    """Whoever has the unit at hand sees what its row says now."""
    set_committed_value(unit, "owner_id", owner_id)
    set_committed_value(unit, "owned_since", since)


def standing(session: Session, unit_id: int) -> Ownership | None:
    """The ownership that runs."""
    return session.scalar(select(Ownership).where(Ownership.unit_id == unit_id, Ownership.ended_at.is_(None)))


def history(session: Session, unit_id: int) -> Sequence[Ownership]:
    """All of them, the newest first."""
    return session.scalars(select(Ownership).where(Ownership.unit_id == unit_id).order_by(Ownership.id.desc())).all()
