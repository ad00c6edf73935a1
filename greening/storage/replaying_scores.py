"""Is every record worth what its judgement says? Judged again as of then, under the policy of then."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from greening.domain.assessments import Assessed
from greening.domain.policy import Policy
from greening.domain.verifying import Answer, Left, Promise
from greening.jobs import Kind
from greening.storage.assessments import Assessment
from greening.storage.jobs import Job
from greening.storage.judging import assess_one
from greening.storage.population import population
from greening.storage.record_loading import Loaded, load
from greening.storage.records import Record
from greening.storage.replaying import Policies
from validators import CATALOG_VERSION, EMPTY_POPULATION

CHUNK = 500
JUDGING = (Kind.JUDGE, Kind.REJUDGE_SHARERS)
AnyRow = Row[*tuple[Any, ...]]


def scores(session: Session, policies: Policies) -> Answer:
    """Whether the newest judgement of every record that has not changed since comes out again, and is what is shown.

    A record that waits to be judged is not looked at.
    """
    answer = Answer(Promise.SCORES)
    is_waited_for = _is_waited_for(session)
    for rows in _chunks(session):
        for version in sorted({row.policy_version for row in rows}):
            of_version = [row for row in rows if row.policy_version == version]
            policy = policies.under(version)
            if policy is None:
                answer.left[Left.POLICY] += len(of_version)
            else:
                _judged(session, answer, policy, of_version, is_waited_for=is_waited_for)
    return answer


def _judged(session: Session, answer: Answer, policy: Policy, rows: Sequence[AnyRow], *, is_waited_for: bool) -> None:
    there = load(session, [row.record_id for row in rows], visits=policy.records.visits)
    among = population(session, there, policy)
    for row in rows:
        found = there[row.record_id]
        if row.catalog_version != CATALOG_VERSION:
            answer.left[Left.RULES] += 1
            continue
        again = assess_one(found.record, among, policy, row.at, visit_ids=found.visit_ids)
        is_same = _said(again) == _said(row)
        if not is_same and (is_waited_for or _has_moved(found, row, again, policy)):
            answer.left[Left.MOVED] += 1
            continue
        answer.checked += 1
        if not is_same:
            answer.fault("unlike", record=row.record_id, there=row.score, again=again.score)
        elif row.shown != row.score:
            answer.fault("copied", record=row.record_id, there=row.score, shown=row.shown)


def _has_moved(found: Loaded, row: AnyRow, again: Assessed, policy: Policy) -> bool:
    """Whether the difference lies in what others have in common with the record, which changes without it.

    Judged all alone it shows which findings are its own: where none of these is missing, the others have moved.
    """
    before, now = _found(row.findings), _found(again.findings)
    alone = assess_one(found.record, EMPTY_POPULATION, policy, row.at, visit_ids=found.visit_ids)
    return before != now and not (now & _found(alone.findings)) - before


def _is_waited_for(session: Session) -> bool:
    """Whether somebody has still to be judged again, as a job says that is not done."""
    judging = select(Job.id).where(Job.kind.in_(JUDGING), Job.finished_at.is_(None))
    return session.scalar(judging.limit(1)) is not None


def _said(judged: AnyRow | Assessed) -> tuple[int, int, set[tuple[str, str]]]:
    return judged.score, judged.completeness, _found(judged.findings)


def _found(findings: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """What was found, and where."""
    return {(finding["code"], finding["field"]) for finding in findings}


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
