"""Which records have become one, and what is needed to make two of them again?"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id, Json
from greening.storage.records import Record, Unit


class Merge(Base):
    """`gone_id` has become part of `kept_id`. `snapshot` is what both were and what moved; only an undo changes a row."""

    __tablename__ = "merge"
    id: Mapped[Id]
    kept_id: Mapped[int] = mapped_column(ForeignKey("record.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    reason: Mapped[str] = mapped_column(server_default="")
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    snapshot: Mapped[Json]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    left_as_edited: Mapped[Json | None]
    """What an undo could not give back, because somebody has changed it since."""
    __table_args__ = (
        Index("uq__merge__gone_id_standing", "gone_id", unique=True, postgresql_where=text("undone_at IS NULL")),
        CheckConstraint("kept_id <> gone_id", name="two_records"),
        CheckConstraint("undone_at >= at", name="undone_after"),
    )


def locked(session: Session, merge_id: int) -> Merge | None:
    """A merge, held until the end."""
    return session.get(Merge, merge_id, with_for_update=True, populate_existing=True)


def newest(session: Session, *, limit: int) -> Sequence[Merge]:
    """The last ones, the newest first."""
    return session.scalars(select(Merge).order_by(Merge.id.desc()).limit(limit)).all()


def companies(session: Session, record_ids: Collection[int]) -> dict[int, str]:
    """What records are called, also those that are part of another."""
    rows = session.execute(select(Record.id, Record.company).where(Record.id.in_(record_ids)))
    return {row.id: row.company for row in rows}


def of_records(session: Session, *record_ids: int) -> Sequence[Merge]:
    """Merges in which one of the records stayed or went, the newest first."""
    concerned = Merge.kept_id.in_(record_ids) | Merge.gone_id.in_(record_ids)
    return session.scalars(select(Merge).where(concerned).order_by(Merge.id.desc())).all()


def standing_after(session: Session, merge: Merge) -> Merge | None:
    """A later merge of the record that stayed, which has to be taken back before."""
    later = select(Merge).where(Merge.id > merge.id, Merge.undone_at.is_(None))
    of_it = (Merge.kept_id == merge.kept_id) | (Merge.gone_id == merge.kept_id)
    return session.scalar(later.where(of_it).order_by(Merge.id.desc()).limit(1))


def record_now(session: Session, record_id: int) -> int:
    """The record that stands for this one: itself, or the one at the end of its merges."""
    while into := session.scalar(select(Record.merged_into_id).where(Record.id == record_id)):
        record_id = into
    return record_id


def unit_now(session: Session, unit_id: int) -> int:
    """The unit that stands for this one: itself, or the one at the end of its merges."""
    while into := session.scalar(select(Unit.merged_into_id).where(Unit.id == unit_id)):
        unit_id = into
    return unit_id
