"""How are duplicates found that no save has found? After an import, and wherever keys were missing. Twice is like once."""

from collections.abc import Collection
from datetime import datetime

from greening.domain.candidates import FoundBy
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.jobs import Kind
from greening.storage import candidate_finding, intake_rows, intakes, match_keys
from greening.storage.candidate_finding import Found
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work


def match_intake(work: Work, policy: Policy, *, intake_id: int, rows: tuple[int, int], now: datetime) -> Found:
    """Compare the records that these rows (first, last) of a run brought with all that are stored."""
    _let_saves_end(work)
    with work() as unit:
        ids = intake_rows.taken(unit.session, intake_id, first=rows[0], last=rows[1])
        return _find(unit, policy, ids, FoundBy.IMPORT, now)


def match_records(
    work: Work, policy: Policy, *, record_ids: Collection[int], found_by: FoundBy, now: datetime
) -> Found:
    """Compare these records with all that are stored, on behalf of what made them due."""
    _let_saves_end(work)
    with work() as unit:
        return _find(unit, policy, record_ids, found_by, now)


def rekey(work: Work, policy: Policy, *, now: datetime) -> int:
    """Write the keys of all records that have none, or those of an older version, and have them compared; how many."""
    written = 0
    while portion := _rekey_some(work, policy, now):
        written += portion
    return written


def _rekey_some(work: Work, policy: Policy, now: datetime) -> int:
    with work() as unit:
        intakes.be_patient(unit.session)
        ids = match_keys.due(unit.session, limit=policy.matching.rekeyed)
        for record_id, there in load(unit.session, ids, visits=0).items():
            match_keys.rewrite(unit.session, record_id, derive(there.record))
        if ids:
            args = {"record_ids": list(ids), "found_by": FoundBy.SWEEP}
            unit.cursor = {"rekeyed": ids[-1]}
            unit.note_job(Kind.MATCH_RECORDS, f"{ids[0]}-{ids[-1]}", args, now=now)
        return len(ids)


def _let_saves_end(work: Work) -> None:
    """A save that began before the keys were committed has not seen them; when it has ended, it is seen itself."""
    with work() as unit:
        intakes.be_patient(unit.session)
        match_keys.let_saves_end(unit.session)


def _find(unit: Unit, policy: Policy, ids: Collection[int], found_by: FoundBy, now: datetime) -> Found:
    intakes.be_patient(unit.session)
    return candidate_finding.find_later(unit.session, ids, policy, found_by=found_by, now=now)
