"""What do we hold of one source system, and what was found in it?"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from greening.storage.assessments import Assessment
from greening.storage.records import Record, RecordSource


def findings(session: Session, system: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Source id and newest findings of every judged record that the system knows."""
    rows = (
        select(RecordSource.source_id, Assessment.findings)
        .join(Record, Record.id == RecordSource.record_id)
        .join(Assessment, Assessment.id == Record.assessment_id)
        .where(RecordSource.system == system)
        .order_by(RecordSource.source_id)
        .execution_options(yield_per=1000)
    )
    yield from session.execute(rows).tuples()


def triages(session: Session, system: str) -> dict[str, int]:
    """How many records of a system stand in each triage; not yet judged ones under the empty word."""
    rows = (
        select(Record.triage, func.count())
        .join(RecordSource, RecordSource.record_id == Record.id)
        .where(RecordSource.system == system)
        .group_by(Record.triage)
        .order_by(Record.triage)
    )
    return dict(session.execute(rows).tuples().all())
