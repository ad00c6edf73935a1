"""How do struck values come back? In a new version of their record that is judged at once, where nobody has written since."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from greening.domain import merging
from greening.domain.changes import Stamp, values
from greening.domain.inspections import visit_id
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.domain.restitutions import Kept
from greening.domain.restoring import Restored, Struck
from greening.domain.restoring import restore as restored
from greening.storage import events, match_keys, record_entering, record_writing, restitutions
from greening.storage.population import population
from greening.storage.record_loading import Loaded, load
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Record, Visit
from greening.storage.session import Unit
from greening.storage.strikes import Strike

RESTORED = "record.restored"
KNOWN_BY = ("ids[", "region", "address")
"""What a record is known by beside its name: no two have the same."""


def hold(unit: Unit, strike: Strike, own: Collection[str]) -> None:
    """Hold the strong keys that the record will have with its values; to be called before the record is held."""
    there = load(unit.session, [strike.record_id], visits=0)[strike.record_id]
    match_keys.hold(unit.session, derive(_meant(unit.session, strike, own, there).record))


def restore(
    unit: Unit, policy: Policy, strike: Strike, own: Collection[str], *, by: int | None, now: datetime
) -> Mapping[str, Kept | None]:
    """Give back the values at the `own` paths of what was struck; of each why not, None where it stands again."""
    session = unit.session
    there = load(session, [strike.record_id], visits=policy.records.visits, lock=True)[strike.record_id]
    if there.merged_into_id is not None:
        return dict.fromkeys(own, Kept.MERGED)
    crowd = population(session, [there.id], policy).crowd
    left: dict[str, Kept] = {path: Kept.CHANGED for path in own if path not in strike.struck}
    try:
        left |= _write(session, there, strike, [path for path in own if path not in left], now)
    except SameCompanyThere:
        left |= {path: Kept.TAKEN for path in own if path.startswith(KNOWN_BY) and path not in left}
        left |= _write(session, there, strike, [path for path in own if path not in left], now)
    if back := {path: strike.struck[path] for path in own if path not in left}:
        events.add(session, RESTORED, subject="record", subject_id=there.id, actor_id=by, at=now, after=back)
        record_entering.look(unit, policy, there.id, there.version + 1, now, left=crowd)
    return {path: left.get(path) for path in own}


def _write(session: Session, there: Loaded, strike: Strike, own: Collection[str], now: datetime) -> Mapping[str, Kept]:
    """Write what comes back, if anything does, as the next version; what is left. Raises: SameCompanyThere."""
    meant = _meant(session, strike, own, there)
    visits = [one for path in own if (one := visit_id(path)) is not None]
    session.execute(update(Visit).where(Visit.id.in_(visits)).values(struck_at=None))
    if values(meant.record) != values(there.record):
        derived = derive(meant.record)
        record_writing.replace(session, there, meant.record, derived, stamps=meant.stamps, now=now)
    elif visits:
        session.execute(update(Record).where(Record.id == there.id).values(version=there.version + 1, updated_at=now))
    return dict.fromkeys(meant.left, Kept.CHANGED)


def _meant(session: Session, strike: Strike, own: Collection[str], there: Loaded) -> Restored:
    """The record with these values; what an appeal has given back before is no longer struck."""
    before, stamps = strike.snapshot["record"], strike.snapshot["stamps"]
    paths = strike.struck.keys() - restitutions.given_back(session, strike.complaint_id)
    struck = Struck(
        record=merging.from_json(before),
        stamps={path: Stamp.from_json(one) for path, one in stamps.items()},
        paths=frozenset(path for path in paths if visit_id(path) is None),
    )
    return restored(struck, [path for path in own if path in struck.paths], there.record, there.stamps)
