"""What has been paid for which fact of a unit? A ledger: rows are added, one that takes another back among them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Row, Select, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.credits import Entry, Grant, Kind, standing
from greening.storage.base import Base, Id
from greening.storage.people import Person
from greening.storage.records import Record, Unit

Shown = Row["Credit", int, str, str]
"""A row with the id and the name of its record, and the name of whose it is."""


class Credit(Base):
    """Points of `rep_id` for the value at `path`, because of `cause`; an event is paid once (unique), a trigger refuses change."""

    __tablename__ = "credit"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    path: Mapped[str]
    kind: Mapped[str]
    points: Mapped[Decimal] = mapped_column(Numeric(10, 1))
    cause: Mapped[str]
    """``review:7``, ``lead:3``, ``complaint:2``: what proved it, or what took it back."""
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("credit.id"))
    at: Mapped[datetime]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index(
            "uq__credit__unit_id_cause_path_kind",
            "unit_id",
            "cause",
            "path",
            "kind",
            "reverses_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("uq__credit__reverses_id", "reverses_id", unique=True),
        Index("ix__credit__rep_id_at", "rep_id", "at"),
        Index("ix__credit__unit_id_id", "unit_id", "id"),
        CheckConstraint("kind IN ('proven', 'reverified', 'reversal', 'restored')", name="kind"),
        CheckConstraint("(kind IN ('reversal', 'restored')) = (reverses_id IS NOT NULL)", name="reverses"),
        CheckConstraint("(kind = 'reversal') = (points < 0) AND points <> 0", name="points"),
        CheckConstraint("cause <> ''", name="cause_given"),
    )

    @property
    def entry(self) -> Entry:
        grant = Grant(self.rep_id, self.path, Kind(self.kind), self.points, self.cause, self.reverses_id)
        return Entry(self.id, self.at, grant)


def rows(session: Session, unit_id: int) -> Sequence[Credit]:
    """All rows of a unit and of those that were merged into it, in order."""
    parts = select(Unit.id).where((Unit.id == unit_id) | (Unit.merged_into_id == unit_id))
    return session.scalars(select(Credit).where(Credit.unit_id.in_(parts)).order_by(Credit.id)).all()


def ledger(session: Session, unit_id: int) -> tuple[Entry, ...]:
    """What the rules read of these rows."""
    return tuple(row.entry for row in rows(session, unit_id))


def since(session: Session, rep_id: int, at: datetime) -> Sequence[Credit]:
    """Somebody's rows from then on, in order."""
    return session.scalars(select(Credit).where(Credit.rep_id == rep_id, Credit.at >= at).order_by(Credit.id)).all()


def again(session: Session, ids: Collection[int]) -> Sequence[Credit]:
    """These rows and all that takes them back or gives them back by turns, as they are by now."""
    turns = select(Credit.id).where(Credit.id.in_(ids)).cte("turns", recursive=True)
    turns = turns.union_all(select(Credit.id).join(turns, Credit.reverses_id == turns.c.id))
    return session.scalars(select(Credit).where(Credit.id.in_(select(turns.c.id))).order_by(Credit.id)).all()


def taken(session: Session, rep_id: int, cause: str) -> Sequence[Credit]:
    """The reversals that a cause has cost somebody, in order."""
    own = select(Credit).where(Credit.rep_id == rep_id, Credit.cause == cause, Credit.kind == Kind.REVERSAL)
    return session.scalars(own.order_by(Credit.id)).all()


def add(session: Session, unit_id: int, grants: Iterable[Grant], *, policy_version: int, now: datetime) -> list[int]:
    """Write rows of the ledger of a unit that is held; their ids."""
    rows = [Credit(unit_id=unit_id, at=now, policy_version=policy_version, **_columns(one)) for one in grants]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def balances(session: Session, rep_ids: Collection[int], *, since: datetime | None = None) -> dict[int, Decimal]:
    """The sum of the rows of each, of all time or since then; whoever has none is missing."""
    sums = (
        select(Credit.rep_id, func.sum(Credit.points).label("points"))
        .where(Credit.rep_id.in_(rep_ids))
        .group_by(Credit.rep_id)
    )
    if since is not None:
        sums = sums.where(Credit.at >= since)
    return {row.rep_id: row.points for row in session.execute(sums)}


def page(session: Session, rep_id: int, *, before: int | None, limit: int) -> Sequence[Shown]:
    """The newest rows of somebody, each with its record and their name; `before` is the id of the last one shown."""
    own = _shown().where(Credit.rep_id == rep_id).order_by(Credit.id.desc()).limit(limit)
    return session.execute(own if before is None else own.where(Credit.id < before)).all()


def of_units(session: Session, unit_ids: Collection[int], *, limit: int) -> Sequence[Shown]:
    """The newest rows of some units, those merged into them included."""
    parts = select(Unit.id).where(Unit.id.in_(unit_ids) | Unit.merged_into_id.in_(unit_ids))
    rows = _shown().where(Credit.unit_id.in_(parts)).order_by(Credit.id.desc()).limit(limit)
    return session.execute(rows).all()


def reversed_of(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the rows that were taken back and not given back."""
    entries = [row.entry for row in again(session, ids)]
    paid = {entry.id for entry in entries if entry.id in ids and entry.grant.reverses_id is None}
    return paid - {entry.id for entry in standing(entries)}


def _shown() -> Select[Credit, int, str, str]:
    return (
        select(Credit, Record.id, Record.company, Person.name)
        .join(Unit, Unit.id == Credit.unit_id)
        .join(Record, Record.id == Unit.record_id)
        .join(Person, Person.id == Credit.rep_id)
    )


def _columns(one: Grant) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("rep_id", "path", "kind", "points", "cause", "reverses_id")}
