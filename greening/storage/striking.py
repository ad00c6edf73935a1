"""How is a value struck? Emptied in a new version of its record that is judged at once; what it was stands in the log."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from greening.domain import merging
from greening.domain.inspections import Fact, visit_id
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.domain.refusals import CompanyTaken
from greening.domain.striking import facts as facts_of
from greening.domain.striking import whence, without
from greening.storage import events, match_keys, record_entering, record_writing
from greening.storage.population import population
from greening.storage.record_loading import Loaded, load
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Record, Visit
from greening.storage.session import Unit
from greening.storage.strikes import Strike

STRUCK = "record.struck"


def facts(session: Session, record_id: int, policy: Policy, *, lock: bool = False) -> dict[str, Fact]:
    """What of a record can be looked into, by path; with `lock` the record is held until the end."""
    there = load(session, [record_id], visits=policy.records.visits, lock=lock).get(record_id)
    if there is None:
        return {}
    found = facts_of(there.record, there.visit_ids, there.stamps, there.author_id, there.created_at)
    return {one.path: one for one in found}


def hold(unit: Unit, record_id: int, paths: Collection[str]) -> None:
    """Hold the strong keys that the record will have without these values; to be called before the record is held."""
    there = load(unit.session, [record_id], visits=0).get(record_id)
    if there is not None:
        match_keys.hold(unit.session, derive(without(there.record, paths)))


def strike(
    unit: Unit,
    policy: Policy,
    record_id: int,
    struck: Mapping[str, str],
    *,
    complaint_id: int,
    right_ids: Collection[int] = (),
    by: int | None,
    now: datetime,
) -> Collection[str]:
    """Strike the values that still stand at these paths as they were looked at; the paths where that was so.

    What a complaint takes, rights that have ended with it too, is kept for an appeal. The record is held. Raises:
        CompanyTaken, where what is left is another record's name and place.
    """
    there = load(unit.session, [record_id], visits=policy.records.visits, lock=True)[record_id]
    standing = {path: one.value for path, one in facts(unit.session, record_id, policy).items()}
    gone = {path: value for path, value in struck.items() if standing.get(path) == value}
    taken = Strike(complaint_id=complaint_id, record_id=record_id, at=now, struck=gone, right_ids=sorted(right_ids))
    stamped = {path: stamp.to_json() for path, stamp in there.stamps.items()}
    taken.snapshot = {"record": merging.to_json(there.record), "stamps": stamped}
    unit.session.add(taken)
    if not gone:
        return ()
    crowd = population(unit.session, [record_id], policy).crowd
    version = _write(unit.session, there, gone, now)
    events.add(unit.session, STRUCK, subject="record", subject_id=record_id, actor_id=by, at=now, before=gone, after={})
    record_entering.look(unit, policy, record_id, version, now, left=crowd)
    return tuple(gone)


def _write(session: Session, there: Loaded, gone: Collection[str], now: datetime) -> int:
    visits = [one for path in gone if (one := visit_id(path)) is not None]
    if visits:
        session.execute(update(Visit).where(Visit.id.in_(visits)).values(struck_at=now))
    left = without(there.record, gone)
    if left == there.record:
        session.execute(update(Record).where(Record.id == there.id).values(version=there.version + 1, updated_at=now))
        return there.version + 1
    derived = derive(left)
    stamped = whence(there.record, gone, there.stamps)
    try:
        return record_writing.replace(session, there, left, derived, stamps=stamped, now=now)
    except SameCompanyThere as same:
        other = record_writing.same_company(session, derived, but=there.id)
        raise CompanyTaken(record_id=other) from same
