"""How does a stored record change, whoever changes it? One step for whoever holds it: the form, an answer, an undo."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update

from greening.domain.changes import Stamp, changes
from greening.domain.policy import Policy
from greening.domain.records import Derived
from greening.domain.refusals import CompanyTaken
from greening.storage import events, record_entering, record_writing
from greening.storage.population import population
from greening.storage.record_loading import Loaded
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Record as Row
from greening.storage.session import Unit
from validators.record import Record


def change(
    unit: Unit,
    policy: Policy,
    there: Loaded,
    record: Record,
    derived: Derived,
    *,
    stamps: Mapping[str, Stamp],
    by: int | None,
    now: datetime,
) -> int:
    """Write the next version of a record that is held, log what changed, and judge it; the number of the version.

    Raises: CompanyTaken, where it would become another record; then nothing is written.
    """
    crowd = population(unit.session, [there.id], policy).crowd
    try:
        version = record_writing.replace(unit.session, there, record, derived, stamps=stamps, now=now)
    except SameCompanyThere as same:
        other = record_writing.same_company(unit.session, derived, but=there.id)
        raise CompanyTaken(record_id=other) from same
    changed = changes(there.record, record)
    before, after = {one.path: one.before for one in changed}, {one.path: one.after for one in changed}
    events.add(
        unit.session,
        "record.changed",
        subject="record",
        subject_id=there.id,
        actor_id=by,
        at=now,
        before=before,
        after=after,
    )
    record_entering.look(unit, policy, there.id, version, now, left=crowd)
    return version


def restamp(unit: Unit, policy: Policy, there: Loaded, changed: Mapping[str, Stamp], now: datetime) -> None:
    """Other stamps for values of a held record that stand as they stood: it keeps its version and is judged again."""
    stored = {path: stamp.to_json() for path, stamp in {**there.stamps, **changed}.items()}
    unit.session.execute(update(Row).where(Row.id == there.id).values(stamps=stored))
    record_entering.judge(unit, policy, there.id, there.version, now)
