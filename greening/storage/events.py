"""What did people cause? An append-only log: who, what, before, after."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id, Json


class Event(Base):
    """One act. `actor_id` is null where the system acted by rule; a trigger refuses UPDATE, DELETE and TRUNCATE."""

    __tablename__ = "event"
    id: Mapped[Id]
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    """The noun: record, person, intake, policy, …"""
    subject_id: Mapped[int]
    before: Mapped[Json | None]
    after: Mapped[Json | None]
    __table_args__ = (Index("ix__event__subject_subject_id_id", "subject", "subject_id", "id"),)
