"""What does a pass still ask of a record? As it was judged last, or as it would be judged were some of its values proven."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain import entitlements
from greening.domain.assessments import Assessed, read_score
from greening.domain.entitlements import Step
from greening.domain.policy import Policy
from greening.domain.review import Source
from greening.storage import assessments, judging
from greening.storage.population import population
from greening.storage.record_loading import Loaded
from greening.storage.records import Record
from validators.finding import Level


class Item(Protocol):
    """An item of the review, whole or as a row of the queue."""

    id: Any
    record_id: Any
    source: Any


def steps(
    session: Session, there: Loaded, policy: Policy, now: datetime, *, proven: Collection[str] = ()
) -> tuple[Step, ...]:
    """What a pass asks of a record, were the values at these paths proven. Nothing is remembered."""
    levels = dict(there.record.levels) | dict.fromkeys(proven, Level.PROVEN)
    among = population(session, [there.id], policy)
    verified = dict(there.record.verified) | dict.fromkeys(proven, now)
    record = replace(there.record, levels=levels, verified=verified)
    return _steps(judging.assess_one(record, among, policy, now, visit_ids=there.visit_ids), policy)


def as_judged(session: Session, record_id: int, policy: Policy) -> tuple[Step, ...]:
    """What a pass asks of a record as it was judged last; nothing where it has not been."""
    there = assessments.one(session, session.scalar(select(Record.assessment_id).where(Record.id == record_id)))
    return _steps(assessments.assessed(there), policy) if there else ()


def lacking(session: Session, items: Iterable[Item], policy: Policy) -> set[int]:
    """Those of the submitted items that cannot pass as their records were judged last."""
    records = {item.id: item.record_id for item in items if item.source == Source.SUBMISSION}
    if not records:
        return set()
    ids = session.scalars(select(Record.assessment_id).where(Record.id.in_(records.values())))
    judged = assessments.newest(session, [one for one in ids if one is not None])
    passing = {one for one, (_, found) in judged.items() if all(step.holds for step in _steps(found, policy))}
    return {item for item, record_id in records.items() if record_id not in passing}


def _steps(found: Assessed, policy: Policy) -> tuple[Step, ...]:
    score = read_score(found.score, found.completeness, found.score_detail)
    return entitlements.passing_here(score, policy)
