"""What do we hold of one source system, and what was found in it?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select, union
from sqlalchemy.orm import Session, aliased

from greening.storage.assessments import Assessment
from greening.storage.candidates import Candidate
from greening.storage.records import Record, RecordSource


def findings(session: Session, system: str) -> Sequence[Row[str, list[Any]]]:
    """Source id and newest findings of every judged record that the system knows."""
    rows = (
        select(RecordSource.source_id, Assessment.findings)
        .join(Record, Record.id == RecordSource.record_id)
        .join(Assessment, Assessment.id == Record.assessment_id)
        .where(RecordSource.system == system)
        .order_by(RecordSource.source_id)
    )
    return session.execute(rows).all()


def pairs(session: Session, system: str, *, review: float) -> set[tuple[str, str]]:
    """The source ids of every two rows that are one record or that matching suspects to be one company."""
    one, other = aliased(RecordSource), aliased(RecordSource)
    both = (one.system == system, other.system == system)
    suspected = (
        select(one.source_id, other.source_id)
        .select_from(Candidate)
        .join(one, one.record_id == Candidate.left_id)
        .join(other, other.record_id == Candidate.right_id)
        .where(*both, Candidate.probability >= review)
    )
    met = select(one.source_id, other.source_id).join(other, other.record_id == one.record_id)
    same = met.where(*both, one.source_id < other.source_id)
    return {(row[0], row[1]) for row in session.execute(union(suspected, same))}


def triages(session: Session, system: str) -> dict[str, int]:
    """How many records of a system stand in each triage; not yet judged ones under the empty word."""
    rows = (
        select(Record.triage, func.count())
        .join(RecordSource, RecordSource.record_id == Record.id)
        .where(RecordSource.system == system)
        .group_by(Record.triage)
        .order_by(Record.triage)
    )
    return dict(session.execute(rows).all())
