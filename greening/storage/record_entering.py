"""How does a new company get in, whoever brings it? Its record, its unit, then a look at whom it resembles and a judgement.

One step for whoever has a transaction and holds the strong keys (`match_keys.hold`): the form, an inquiry.
"""

from dataclasses import replace
from datetime import datetime

from greening.domain.candidates import FoundBy
from greening.domain.changes import values
from greening.domain.policy import Policy
from greening.domain.records import Derived
from greening.jobs import Kind
from greening.storage import candidate_finding, events, judging, match_keys, record_writing
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit
from validators.record import Record


def add(
    unit: Unit, record: Record, derived: Derived, *, author_id: int | None, source: str, now: datetime
) -> RecordUnit:
    """Write a new record and its unit, which lies in the pool. `look` comes when it is somebody's, if it is to be.

    Raises: SameCompanyThere; then nothing is written.
    """
    session = unit.session
    record_id = record_writing.add(session, record, derived, author_id=author_id, source=source, now=now)
    made = record_writing.add_unit(session, record_id)
    after = values(record)
    events.add(
        session, "record.created", subject="record", subject_id=record_id, actor_id=author_id, at=now, after=after
    )
    return made


def look(
    unit: Unit, policy: Policy, record_id: int, version: int, now: datetime, *, left: frozenset[int] = frozenset()
) -> None:
    """Open candidates with whom a saved record resembles, and judge it; `left` shared a number with it before."""
    match(unit, policy, record_id, version, now)
    judge(unit, policy, record_id, version, now, left=left)


def match(unit: Unit, policy: Policy, record_id: int, version: int, now: datetime) -> None:
    """Open candidates with whom it resembles; once more afterwards, where another save may go by unseen."""
    candidate_finding.find(unit.session, record_id, policy, now)
    if match_keys.others_save(unit.session):
        args = {"record_ids": [record_id], "found_by": FoundBy.SAVE}
        unit.note_job(Kind.MATCH_RECORDS, f"record:{record_id}:v{version}", args, now=now)


def judge(
    unit: Unit, policy: Policy, record_id: int, version: int, now: datetime, *, left: frozenset[int] = frozenset()
) -> None:
    """Judge it in the same transaction; whoever shared a number before or shares one now is judged again later."""
    judged = judging.judge(unit.session, [record_id], policy, now)
    due = replace(judged, due=tuple(sorted({*judged.due, *left} - {record_id})))
    judging.note_due(unit, due, f"record:{record_id}:v{version}", now)
