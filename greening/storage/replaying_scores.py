"""Is every record worth what its judgement says? Judged again as of then, under the policy of then."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from greening.domain.assessments import Assessed
from greening.domain.policy import Policy
from greening.domain.verifying import Answer, Left, Promise
from greening.storage.assessments import Assessment
from greening.storage.judging import assess_one
from greening.storage.population import population
from greening.storage.record_loading import load
from greening.storage.records import Number, Record
from greening.storage.replaying import Policies
from validators import CATALOG_VERSION

CHUNK = 500
SHARED = "repeat."
"""Findings about a value that others have too: whoever left it says nothing to those who stay."""
AnyRow = Row[*tuple[Any, ...]]


def scores(session: Session, policies: Policies) -> Answer:
    """Whether the newest judgement of every record that has not changed since comes out again, and is what is shown.

    A record that waits to be judged is not looked at.
    """
    answer = Answer(Promise.SCORES)
    for rows in _chunks(session):
        for version in sorted({row.policy_version for row in rows}):
            of_version = [row for row in rows if row.policy_version == version]
            policy = policies.under(version)
            if policy is None:
                answer.left[Left.POLICY] += len(of_version)
            else:
                _judged(session, answer, policy, of_version)
    return answer


def _judged(session: Session, answer: Answer, policy: Policy, rows: Sequence[AnyRow]) -> None:
    there = load(session, [row.record_id for row in rows], visits=policy.records.visits)
    among = population(session, there, policy)
    for row in rows:
        found = there[row.record_id]
        if row.catalog_version != CATALOG_VERSION:
            answer.left[Left.RULES] += 1
            continue
        again = assess_one(found.record, among, policy, row.at, visit_ids=found.visit_ids)
        is_same = (again.score, again.completeness, again.codes) == (row.score, row.completeness, _codes(row.findings))
        if not is_same and _has_moved(session, row, again):
            answer.left[Left.MOVED] += 1
            continue
        answer.checked += 1
        if not is_same:
            answer.fault("unlike", record=row.record_id, there=row.score, again=again.score)
        elif row.shown != row.score:
            answer.fault("copied", record=row.record_id, there=row.score, shown=row.shown)


def _has_moved(session: Session, row: AnyRow, again: Assessed) -> bool:
    """Whether others came to share a value with the record since it was judged, changed, or share one no more."""
    if _shared(again.codes) != _shared(_codes(row.findings)):
        return True
    other = aliased(Number)
    own = select(other.id).where(
        other.record_id == row.record_id, other.channel == Number.channel, other.value == Number.value
    )
    sharers = select(Record.id).join(Number, Number.record_id == Record.id)
    newer = sharers.where(Record.id != row.record_id, Record.updated_at > row.at, own.exists())
    return session.scalar(newer.limit(1)) is not None


def _shared(codes: Sequence[str]) -> list[str]:
    return [code for code in codes if code.startswith(SHARED)]


def _codes(findings: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted({finding["code"] for finding in findings})


def _chunks(session: Session) -> Iterator[Sequence[AnyRow]]:
    """The newest judgements of records as they stand, those of merged ones left out."""
    columns = (
        Assessment.record_id, Assessment.at, Assessment.score, Assessment.completeness, Assessment.findings,
        Assessment.catalog_version, Assessment.policy_version, Record.score.label("shown"),
    )  # fmt: skip
    judged = select(*columns).join(Record, Record.assessment_id == Assessment.id)
    standing = judged.where(Record.version == Assessment.record_version, Record.merged_into_id.is_(None))
    rows, last = standing.order_by(Record.id).limit(CHUNK), 0
    while found := session.execute(rows.where(Record.id > last)).all():
        yield found
        last = found[-1].record_id
