"""How was a record judged, when, and under which rules? Rows are added, never edited."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from greening.storage.base import Base, Id, Json


class Assessment(Base):
    """Findings and score of one version of a record at one time; immutable (a trigger refuses UPDATE and DELETE).

    `findings` are ``{"code", "field", "severity", "params"}``; `score_detail` is the sum with its parts, as
    `greening.domain.assessments` writes it; `visits` the verdict a visit, in the record's order.
    """

    __tablename__ = "assessment"
    id: Mapped[Id]
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    record_version: Mapped[int]
    at: Mapped[datetime]
    score: Mapped[int]
    completeness: Mapped[int]
    triage: Mapped[str]
    findings: Mapped[list[Any]]
    score_detail: Mapped[Json]
    visits: Mapped[list[Any]]
    catalog_version: Mapped[int]
    policy_version: Mapped[int] = mapped_column(ForeignKey("policy_version.version"))
    __table_args__ = (
        Index("ix__assessment__record_id_id", "record_id", "id"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_range"),
        CheckConstraint("triage IN ('flow', 'review', 'quarantine')", name="triage"),
    )
