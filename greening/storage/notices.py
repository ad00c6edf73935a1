"""What has somebody to be told, and have they seen it? Each notice once, by its key."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, exists, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.storage.base import Base, Id, Json
from greening.storage.records import Record, Unit


class Notice(Base):
    """A message of the system to a person: a code with parameters, the words are `greening.words.notices`."""

    __tablename__ = "notice"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str]
    """Of what it tells: ``drop.7:12``. Nobody is told the same twice."""
    code: Mapped[str]
    params: Mapped[Json] = mapped_column(server_default="{}")
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    """The customer that it is about, for its address."""
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    __table_args__ = (
        Index("uq__notice__person_id_key", "person_id", "key", unique=True),
        Index("ix__notice__person_id_id", "person_id", "id"),
        Index("ix__notice__unread", "person_id", postgresql_where=text("read_at IS NULL")),
        CheckConstraint("code <> ''", name="code_given"),
    )


def tell(
    session: Session,
    person_id: int,
    code: str,
    *,
    key: str,
    params: Mapping[str, Any] | None = None,
    record_id: int | None = None,
    now: datetime,
) -> bool:
    """Tell somebody, in the transaction that gives cause to; False where they have been told before."""
    row = {"person_id": person_id, "key": key, "code": code, "params": dict(params or {}), "record_id": record_id}
    told = insert(Notice).values(**row, at=now).on_conflict_do_nothing(index_elements=["person_id", "key"])
    return session.scalar(told.returning(Notice.id)) is not None


def told(session: Session, pairs: Collection[tuple[int, str]]) -> frozenset[tuple[int, str]]:
    """Which of these people have been told of which of these keys."""
    rows = select(Notice.person_id, Notice.key).where(tuple_(Notice.person_id, Notice.key).in_(pairs))
    return frozenset((row.person_id, row.key) for row in session.execute(rows)) if pairs else frozenset()


def newest(session: Session, person_id: int, *, before: int | None = None, limit: int) -> Sequence[Notice]:
    """What somebody has been told, the newest first; `before` is the id of the last one that was shown."""
    own = select(Notice).where(Notice.person_id == person_id).order_by(Notice.id.desc()).limit(limit)
    return session.scalars(own if before is None else own.where(Notice.id < before)).all()


def unread(session: Session, person_id: int) -> int:
    """How much somebody has not seen yet."""
    own = select(func.count()).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    return session.scalar(own) or 0


def read(session: Session, person_id: int, *, up_to: int, now: datetime) -> None:
    """Somebody has seen everything up to the notice of that id."""
    seen = update(Notice).where(Notice.person_id == person_id, Notice.id <= up_to, Notice.read_at.is_(None))
    session.execute(seen.values(read_at=now))


def companies(session: Session, record_ids: Collection[int], reader_id: int | None) -> dict[int, tuple[str, bool]]:
    """What the companies that notices are about are called, and whether the reader holds them."""
    own = exists().where(Unit.record_id == Record.id, Unit.owner_id == reader_id)
    rows = session.execute(select(Record.id, Record.company, own.label("is_own")).where(Record.id.in_(record_ids)))
    return {row.id: (row.company, row.is_own) for row in rows}
