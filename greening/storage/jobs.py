"""What work is noted, who holds it, and what became of it? PostgreSQL is the truth; RQ only rings the bell."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id, Json


class Job(Base):
    """One piece of work, noted in the transaction that caused it.

    At most one open job a (kind, key). Taking it raises `fence` and sets `lease_until`; a result is written only by
    whoever still holds that fence. `cursor` lets a job that died go on where it stopped.
    """

    __tablename__ = "job"
    id: Mapped[Id]
    kind: Mapped[str]
    key: Mapped[str]
    args: Mapped[Json] = mapped_column(server_default="{}")
    state: Mapped[str] = mapped_column(server_default="open")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    fence: Mapped[int] = mapped_column(server_default=text("0"))
    lease_until: Mapped[datetime | None]
    run_after: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    cursor: Mapped[Json] = mapped_column(server_default="{}")
    result: Mapped[Json | None]
    failure: Mapped[str | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    __table_args__ = (
        Index("uq__job__kind_key_open", "kind", "key", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix__job__due", "run_after", postgresql_where=text("state = 'open'")),
        Index("ix__job__state_id", "state", "id"),
        CheckConstraint("state IN ('open', 'done', 'dead')", name="state"),
        CheckConstraint("(state = 'open') = (finished_at IS NULL)", name="finished_when_closed"),
    )


class Sweep(Base):
    """The timetable: what runs how often, and when it last did. Swept under an advisory lock, so one process is enough."""

    __tablename__ = "sweep"
    kind: Mapped[str] = mapped_column(primary_key=True)
    every_seconds: Mapped[int]
    last_at: Mapped[datetime | None]
