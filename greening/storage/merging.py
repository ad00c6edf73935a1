"""How do two records become one? Values united, what hangs on them moved, and all of it written down for an undo.

Called in the transaction of whoever decides it. The record that goes keeps its row: its address leads to the other for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from greening.domain import merging
from greening.domain.changes import Stamp
from greening.domain.merging import Side, United
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.domain.refusals import CompanyTaken, NotFound
from greening.domain.refusals_units import MergedAlready
from greening.storage import (
    candidate_finding,
    events,
    judging,
    match_keys,
    merging_units,
    record_writing,
    review_arising,
)
from greening.storage.match_keys import MatchKey, MatchPrint
from greening.storage.merges import Merge
from greening.storage.population import population
from greening.storage.record_loading import Loaded, load
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Identifier, Number, Record
from greening.storage.session import Unit
from greening.storage.shared_values import SharedValue

MOVED_VISITS = text("UPDATE visit SET record_id = :to WHERE record_id = :one RETURNING id")
MOVED_SOURCES = text("UPDATE record_source SET record_id = :to WHERE record_id = :one RETURNING system, source_id")
OPEN_ITEMS = text("SELECT id FROM review WHERE record_id = :one AND state = 'open' ORDER BY id FOR UPDATE")
ASLEEP = text("""
    UPDATE candidate SET state = 'asleep', probability = 0
    WHERE (left_id = :one OR right_id = :one) AND state <> 'ruled'
""")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are held: the one that stays, the one that goes, and what stands when they are one."""

    kept: Loaded
    gone: Loaded
    united: United


def merge(
    unit: Unit, policy: Policy, *, kept_id: int, gone_id: int, by: int | None, reason: str = "", now: datetime
) -> int:
    """Make one record of two; the id of the merge. Where both were somebody's, that has been ruled before.

    Raises: NotFound; MergedAlready, where one of them is part of another; MergeOfTwoOwners; CompanyTaken, where what
    comes out would be a third record.
    """
    session = unit.session
    pair = hold(session, kept_id, gone_id)
    crowd = population(session, [kept_id, gone_id], policy).crowd
    snapshot = _values(pair)
    _leave(session, pair.gone, kept_id, now)
    version = _write(session, pair, now)
    snapshot |= _moved(session, kept_id, gone_id)
    snapshot |= merging_units.join(session, policy, kept_id=kept_id, gone_id=gone_id, by=by, now=now)
    merge_id = _remember(session, policy, pair, snapshot, by=by, reason=reason, now=now)
    candidate_finding.find(session, kept_id, policy, now)
    judged = judging.judge(session, [kept_id], policy, now)
    due = tuple(sorted({*judged.due, *crowd} - {kept_id, gone_id}))
    judging.note_due(unit, judging.Judged(due=due), f"record:{kept_id}:v{version}", now)
    return merge_id


def hold(session: Session, kept_id: int, gone_id: int) -> Pair:
    """Hold what a merge needs, in the order in which everybody who writes does: keys, then records.

    Whoever does more than merge in one transaction holds this first. Raises: NotFound, MergedAlready.
    """
    match_keys.hold(session, derive(_pair(session, kept_id, gone_id, lock=False).united.record))
    return _pair(session, kept_id, gone_id, lock=True)


def side(there: Loaded) -> Side:
    """A stored record as merging reads it."""
    return Side(there.record, there.stamps, Stamp(there.author_id, there.created_at, there.source))


def stamps_json(stamps: Any) -> dict[str, Any]:
    return {path: stamp.to_json() for path, stamp in stamps.items()}


def _pair(session: Session, kept_id: int, gone_id: int, *, lock: bool) -> Pair:
    there = load(session, [kept_id, gone_id], visits=0, lock=lock)
    if len(there) < len({kept_id, gone_id}) or kept_id == gone_id:
        raise NotFound
    for one in there.values():
        if one.merged_into_id is not None:
            raise MergedAlready(record_id=one.id, into=one.merged_into_id)
    kept, gone = there[kept_id], there[gone_id]
    return Pair(kept, gone, merging.unite(side(kept), side(gone)))


def _values(pair: Pair) -> dict[str, Any]:
    kept, united = pair.kept, pair.united
    return {
        "before": {"record": merging.to_json(kept.record), "stamps": stamps_json(kept.stamps)},
        "united": {"record": merging.to_json(united.record), "stamps": stamps_json(united.stamps)},
    }


def _leave(session: Session, gone: Loaded, kept_id: int, now: datetime) -> None:
    """Take the record that goes out of everything that is looked up: names, ids, numbers, match keys, what it has in common
    with others, queues.
    """
    leaving = {"merged_into_id": kept_id, "name_key": "", "version": gone.version + 1, "updated_at": now}
    session.execute(update(Record).where(Record.id == gone.id).values(**leaving, judged_version=gone.version + 1))
    session.execute(update(Identifier).where(Identifier.record_id == gone.id).values(valid=False))
    for table in (Number, MatchKey, MatchPrint, SharedValue):
        session.execute(delete(table).where(table.record_id == gone.id))
    session.execute(ASLEEP, {"one": gone.id})
    review_arising.close(session, session.scalars(OPEN_ITEMS, {"one": gone.id}).all(), now)


def _write(session: Session, pair: Pair, now: datetime) -> int:
    derived = derive(pair.united.record)
    try:
        return record_writing.replace(
            session, pair.kept, pair.united.record, derived, stamps=pair.united.stamps, now=now
        )
    except SameCompanyThere as same:
        raise CompanyTaken(record_id=record_writing.same_company(session, derived, but=pair.kept.id)) from same


def _moved(session: Session, kept_id: int, gone_id: int) -> dict[str, Any]:
    """Follow-ups and the ids of other systems go along."""
    ids = {"one": gone_id, "to": kept_id}
    visits: Sequence[int] = session.scalars(MOVED_VISITS, ids).all()
    sources = session.execute(MOVED_SOURCES, ids).all()
    return {"visits": sorted(visits), "sources": sorted([system, source_id] for system, source_id in sources)}


def _remember(
    session: Session,
    policy: Policy,
    pair: Pair,
    snapshot: dict[str, Any],
    *,
    by: int | None,
    reason: str,
    now: datetime,
) -> int:
    row = Merge(
        kept_id=pair.kept.id, gone_id=pair.gone.id, reason=reason, by=by, at=now, snapshot=snapshot,
        policy_version=policy.version,
    )  # fmt: skip
    session.add(row)
    session.flush()
    for record_id, other_id in ((row.kept_id, row.gone_id), (row.gone_id, row.kept_id)):
        told = {"merge": row.id, "other": other_id, "kept": row.kept_id}
        events.add(session, "record.merged", subject="record", subject_id=record_id, actor_id=by, at=now, after=told)
    return row.id
