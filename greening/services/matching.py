"""How are duplicates found that no save has found? After an import, wherever keys were missing, among all that is stored.

Twice is like once.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from greening.domain.candidates import FoundBy
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.jobs import Kind
from greening.matching import Model, organisations
from greening.matching.batch.shelf import PART, PRIVATE, Shelf
from greening.matching.organisations import Features
from greening.matching.rulings import Rulings
from greening.storage import (
    candidate_finding,
    candidates,
    intake_rows,
    intakes,
    match_cases,
    match_features,
    match_keys,
    match_models,
    replaying,
)
from greening.storage.candidate_finding import Found
from greening.storage.match_features import Portion
from greening.storage.record_loading import load
from greening.storage.session import Unit, Work

Watch = Callable[[Iterable[Portion]], Iterable[Portion]]
"""Passes portions of records on and shows how far they have come."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """All records that stand for themselves, at one moment, ready to be compared with each other.

    `ids` has the record of each place on the shelf, in order; `rulings` are the standing ones, by place. `model` holds, and has
    learned what it should. `anew` counts the records that wait for the sweep: an older version had read them, or none.
    """

    shelf: Shelf[Features]
    ids: Sequence[int]
    rulings: Rulings
    model: Model[Features]
    anew: int


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


def shelve(work: Work, folder: Path, *, watch: Watch = lambda portions: portions, part: int = PART) -> Shelved:
    """Put what was read of every record on a shelf in a folder, part by part, so that all can be matched without a database.

    Where the same was put there before, it is left as it is. Nothing is changed in the database, and nobody waits.
    """
    with work() as unit:
        session = unit.session
        replaying.look_only(session)
        intakes.be_patient(session)
        shelf = Shelf(folder / f"stored-{match_features.mark(session)}", organisations.SCHEME, Features)
        shelf.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        ids, anew = _put(shelf, watch(match_features.every(session, size=min(part, match_features.FETCHED))), part)
        rulings = Rulings.of(_by_place(match_cases.ruled(session), ids))
        return Shelved(shelf, ids, rulings, match_models.in_force(session), anew)


def names(work: Work, record_ids: Collection[int]) -> Mapping[int, str]:
    """What records are called, by id."""
    with work(look=True) as unit:
        return {one: row.company for one, row in candidates.sides(unit.session, record_ids, None).items()}


def _put(shelf: Shelf[Features], portions: Iterable[Portion], part: int) -> tuple[Sequence[int], int]:
    """Put portions on a shelf as parts; the ids by place, and how many were read anew."""
    ids, anew = array("q"), 0
    for number, own in enumerate(_joined(portions, part)):
        if not shelf.has(number):
            shelf.put(number, own.features, first=len(ids))
        ids.extend(own.ids)
        anew += own.anew
    return ids, anew


def _joined(portions: Iterable[Portion], least: int) -> Iterator[Portion]:
    """Portions of so many records or more; the last one is what is left."""
    joined = Portion([], [], 0)
    for portion in portions:
        joined = Portion(joined.ids + portion.ids, joined.features + portion.features, joined.anew + portion.anew)
        if len(joined.ids) >= least:
            yield joined
            joined = Portion([], [], 0)
    if joined.ids:
        yield joined


def _by_place(pairs: Iterable[tuple[int, int, bool]], ids: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """What is said of records, by their places among ids that are in order; of others nothing is."""
    for one, other, same in pairs:
        left, right = bisect_left(ids, one), bisect_left(ids, other)
        if right < len(ids) and (ids[left], ids[right]) == (one, other):
            yield left, right, same


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
