"""How was a record judged, when, and under which rules? Rows are added, never edited."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.assessments import Assessed
from greening.domain.triage import Triage
from greening.storage.base import Base, Id, Json
from greening.storage.copying import copy_rows

COLUMNS = (
    "id", "record_id", "record_version", "at", "score", "completeness", "triage", "findings", "score_detail", "visits",
    "catalog_version", "policy_version",
)  # fmt: skip


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


def one(session: Session, assessment_id: int | None) -> Assessment | None:
    return None if assessment_id is None else session.get(Assessment, assessment_id)


def newest(session: Session, ids: Collection[int]) -> dict[int, tuple[int, Assessed]]:
    """By record: the version that was judged, and the judgement."""
    rows = session.scalars(select(Assessment).where(Assessment.id.in_(ids)))
    return {row.record_id: (row.record_version, assessed(row)) for row in rows}


def assessed(row: Assessment) -> Assessed:
    return Assessed(
        score=row.score,
        completeness=row.completeness,
        triage=Triage(row.triage),
        findings=row.findings,
        score_detail=row.score_detail,
        visits=row.visits,
        catalog_version=row.catalog_version,
        policy_version=row.policy_version,
    )


def add(session: Session, judged: Sequence[tuple[int, int, Assessed]], now: datetime) -> list[int]:
    """Append judgements, each of a record in a version; their ids in the same order."""
    taken = text("SELECT nextval(pg_get_serial_sequence('assessment', 'id')) FROM generate_series(1, :count)")
    ids = [int(one) for one in session.scalars(taken, {"count": len(judged)})]
    rows = (
        (
            new_id,
            record_id,
            version,
            now,
            one.score,
            one.completeness,
            one.triage.value,
            _json(one.findings),
            _json(one.score_detail),
            _json(one.visits),
            one.catalog_version,
            one.policy_version,
        )
        for new_id, (record_id, version, one) in zip(ids, judged, strict=True)
    )
    copy_rows(session, Assessment.__tablename__, COLUMNS, rows)
    return ids


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
