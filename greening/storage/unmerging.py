"""How do two records that became one become two again? Everything goes back but for what was changed since; that is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from greening.domain import merging as rules
from greening.domain.candidates import FoundBy
from greening.domain.changes import Stamp
from greening.domain.merging import Restored, Side, United
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.domain.refusals import CompanyTaken, NotFound
from greening.domain.refusals_units import MergeSettled, MergeUnderAnother
from greening.jobs import Kind
from greening.storage import events, judging, match_keys, merges, merging_units, record_writing
from greening.storage.merges import Merge
from greening.storage.merging import side
from greening.storage.record_loading import Loaded, load
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Record
from greening.storage.session import Unit

VISITS_BACK = text("UPDATE visit SET record_id = :gone WHERE record_id = :kept AND id = ANY(:ids)")
SOURCE_BACK = text("""
    UPDATE record_source SET record_id = :gone WHERE record_id = :kept AND system = :system AND source_id = :source_id
""")
REOPENED = text("""
    UPDATE candidate SET state = 'open'
    WHERE left_id = least(:kept, :gone) AND right_id = greatest(:kept, :gone) AND state = 'ruled'
""")


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The two records, and the paths of the one that stayed which somebody has changed since: they are left."""

    kept_id: int
    gone_id: int
    edited: tuple[str, ...]


def unmerge(unit: Unit, policy: Policy, *, merge_id: int, by: int | None, now: datetime) -> Unmerged:
    """Make two records again of those that a merge has made one.

    Raises: NotFound; MergeSettled, after `policy.conflicts.undo` or where it has been done; MergeUnderAnother;
        UnitContested; CompanyTaken, where a third record is one of the two by now.
    """
    session = unit.session
    merge = _undoable(session, policy, merge_id, now)
    _hold_keys(session, merge)
    there = load(session, [merge.kept_id, merge.gone_id], visits=0, lock=True)
    restored = _restored(there[merge.kept_id], merge)
    _write(session, there, merge, restored, now)
    _move_back(session, merge)
    merging_units.part(session, policy, merge.snapshot, gone_id=merge.gone_id, by=by, now=now)
    _log(session, merge, restored, by, now)
    _look_again(unit, policy, merge, now)
    return Unmerged(merge.kept_id, merge.gone_id, restored.edited)


def _undoable(session: Session, policy: Policy, merge_id: int, now: datetime) -> Merge:
    merge = merges.locked(session, merge_id)
    if merge is None:
        raise NotFound
    until = merge.at + policy.conflicts.undo
    if merge.undone_at is not None or now >= until:
        raise MergeSettled(until=until.isoformat())
    if later := merges.standing_after(session, merge):
        raise MergeUnderAnother(merge_id=later.id)
    return merge


def _hold_keys(session: Session, merge: Merge) -> None:
    """Keys before records, as everybody who writes does."""
    there = load(session, [merge.kept_id, merge.gone_id], visits=0)
    for one in sorted(there):
        match_keys.hold(session, derive(there[one].record))


def _restored(kept: Loaded, merge: Merge) -> Restored:
    before, united = (merge.snapshot[name] for name in ("before", "united"))
    stood = Side(rules.from_json(before["record"]), _stamps(before["stamps"]), side(kept).stamp)
    after = United(rules.from_json(united["record"]), _stamps(united["stamps"]))
    return rules.restore(stood, after, side(kept))


def _stamps(stored: Mapping[str, Any]) -> dict[str, Stamp]:
    return {path: Stamp.from_json(one) for path, one in stored.items()}


def _write(session: Session, there: Mapping[int, Loaded], merge: Merge, restored: Restored, now: datetime) -> None:
    """The one that stayed gives way first: what both have is free for the other then."""
    kept, gone = there[merge.kept_id], there[merge.gone_id]
    session.execute(update(Record).where(Record.id == gone.id).values(merged_into_id=None))
    for one, record, stamps in ((kept, restored.record, restored.stamps), (gone, gone.record, gone.stamps)):
        derived = derive(record)
        try:
            record_writing.replace(session, one, record, derived, stamps=stamps, now=now)
        except SameCompanyThere as same:
            raise CompanyTaken(record_id=record_writing.same_company(session, derived, but=one.id)) from same


def _move_back(session: Session, merge: Merge) -> None:
    ids = {"kept": merge.kept_id, "gone": merge.gone_id}
    session.execute(VISITS_BACK, ids | {"ids": merge.snapshot["visits"]})
    for system, source_id in merge.snapshot["sources"]:
        session.execute(SOURCE_BACK, ids | {"system": system, "source_id": source_id})
    session.execute(REOPENED, ids)


def _log(session: Session, merge: Merge, restored: Restored, by: int | None, now: datetime) -> None:
    merge.undone_at, merge.undone_by, merge.left_as_edited = now, by, {"edited": list(restored.edited)}
    told = {"merge": merge.id, "edited": list(restored.edited)}
    for record_id in (merge.kept_id, merge.gone_id):
        events.add(session, "record.unmerged", subject="record", subject_id=record_id, actor_id=by, at=now, after=told)
    session.flush()


def _look_again(unit: Unit, policy: Policy, merge: Merge, now: datetime) -> None:
    """Both are judged as what they are again, and whom they resemble is found by a job."""
    ids = [merge.kept_id, merge.gone_id]
    judging.note_due(unit, judging.judge(unit.session, ids, policy, now), f"unmerge:{merge.id}", now)
    args = {"record_ids": ids, "found_by": FoundBy.SAVE}
    unit.note_job(Kind.MATCH_RECORDS, f"unmerge:{merge.id}", args, now=now)
