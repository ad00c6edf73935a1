"""What do rows change in the records that they meet? Taken over record by record, the rows of one in their order.

A dry run is the same walk that stops before writing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from greening.domain.changes import Stamp, changes, stamps
from greening.domain.intake import Mode, Outcome, Reason
from greening.domain.intake_merging import Placement, Standing, taken_over
from greening.domain.records import derive
from greening.storage import events, intake_owning, intake_people, record_writing
from greening.storage.intake_staging import Document, typed
from greening.storage.intakes import Intake
from greening.storage.record_loading import Loaded, load
from greening.storage.record_writing import SameCompanyThere
from greening.storage.records import Record, Unit, Visit

PORTION = 500
"""Records held in memory at a time."""
ALL_VISITS = 2**31 - 1

MET = """
SELECT d.row_no, d.record_id, d.leader, s.draft, CASE WHEN d.record_id IS NULL THEN l.draft END AS leader_draft
FROM intake_decision d
JOIN staged_row s ON s.intake_id = :intake_id AND s.row_no = d.row_no
LEFT JOIN staged_row l ON l.intake_id = :intake_id AND l.row_no = d.leader
WHERE d.outcome = 'unchanged'
ORDER BY d.record_id, d.leader, d.row_no
"""

DECIDE = "UPDATE intake_decision SET outcome = :outcome, reason = :reason WHERE row_no = :row_no"

SOURCES = """
INSERT INTO record_source (system, source_id, record_id)
SELECT s.system, s.source_id, d.record_id
FROM intake_decision d JOIN staged_row s ON s.intake_id = :intake_id AND s.row_no = d.row_no
WHERE d.outcome IN ('updated', 'unchanged') AND s.source_id <> ''
ORDER BY d.row_no
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Met:
    """One record and the rows about it. `there` is None where the record will come from an earlier row (`leader`).

    `owner_id` is who owns it, or will when what the file has brought so far is given.
    """

    there: Loaded | None
    unit: Unit | None
    owner_id: int | None
    leader: Document | None
    rows: tuple[tuple[int, Document], ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the rows about one record come to, and which of them say something new; `owning` is the one that gives it an
    owner, who it names.
    """

    met: Met
    before: Standing
    after: Standing
    telling: tuple[int, ...]
    owning: tuple[int, str] | None


def compare(session: Session, intake: Intake) -> None:
    """Decide for every row that meets a record whether it would change something, without changing it."""
    for taken in _walk(session, intake, lock=False):
        _decide(session, Outcome.UPDATED, taken.telling)
        _wish(session, taken)


def apply(session: Session, intake: Intake, *, now: datetime) -> None:
    """Take over every row that meets a record, and remember whence else the record is known.

    Rows that would make two records one company are rejected.
    """
    for taken in _walk(session, intake, lock=True):
        try:
            _write(session, intake, taken, now)
        except SameCompanyThere:
            _decide(session, Outcome.REJECTED, taken.telling, Reason.COMPANY_TAKEN)
        else:
            _decide(session, Outcome.UPDATED, taken.telling)
            _wish(session, taken)
    session.execute(text(SOURCES), {"intake_id": intake.id})


def _walk(session: Session, intake: Intake, *, lock: bool) -> Iterator[Taken]:
    """Every record whose rows say something new."""
    owners = intake_people.known_here(session)
    met = session.execute(text(MET), {"intake_id": intake.id}, execution_options={"yield_per": PORTION})
    groups = groupby(met, key=lambda row: (row.record_id, row.leader if row.record_id is None else None))
    rows = ((record_id, list(found)) for (record_id, _), found in groups)
    while portion := list(islice(rows, PORTION)):
        taken = (_taken(each, Mode(intake.mode), owners) for each in _met(session, portion, lock=lock))
        yield from (each for each in taken if each.telling)


def _met(session: Session, portion: Sequence[tuple[int | None, list[Any]]], *, lock: bool) -> Iterator[Met]:
    ids = [record_id for record_id, _ in portion if record_id is not None]
    there = load(session, ids, visits=ALL_VISITS, lock=lock)
    units = select(Unit).where(Unit.record_id.in_(ids), Unit.line == "", Unit.mode == "self").order_by(Unit.id)
    held = units.with_for_update().execution_options(populate_existing=True) if lock else units
    unit_of = {unit.record_id: unit for unit in session.scalars(held)}
    pending = intake_owning.pending(session, ids)
    for record_id, rows in portion:
        unit = None if record_id is None else unit_of.get(record_id)
        yield Met(
            there=None if record_id is None else there[record_id],
            unit=unit,
            owner_id=(unit.owner_id if unit else None) or pending.get(record_id or 0),
            leader=rows[0].leader_draft,
            rows=tuple((row.row_no, row.draft) for row in rows),
        )


def _taken(met: Met, mode: Mode, owners: Mapping[str, int]) -> Taken:
    before = after = _stored(met, owners)
    telling, owning = [], None
    for row_no, document in met.rows:
        given = _given(document, owners)
        if (then := taken_over(after, given, mode)) != after:
            telling.append(row_no)
        if then.placement.owner_id != after.placement.owner_id:
            owning = row_no, document["unit"]["owner"]
        after = then
    return Taken(met, before, after, tuple(telling), owning)


def _stored(met: Met, owners: Mapping[str, int]) -> Standing:
    if met.there is None:
        return _given(met.leader or {}, owners)
    unit = met.unit or Unit(stage="")
    placement = Placement(met.owner_id, unit.stage, unit.next_contact_on, unit.last_contact_at)
    return Standing(met.there.record, placement)


def _given(document: Document, owners: Mapping[str, int]) -> Standing:
    unit = document["unit"]
    next_day = date.fromisoformat(unit["next_contact_on"]) if unit["next_contact_on"] else None
    last = datetime.fromisoformat(unit["last_contact_at"]) if unit["last_contact_at"] else None
    return Standing(typed(document), Placement(owners.get(unit["owner"]), unit["stage"], next_day, last))


def _decide(session: Session, outcome: Outcome, rows: Sequence[int], reason: Reason | None = None) -> None:
    if rows:
        session.execute(text(DECIDE), [{"row_no": row_no, "outcome": outcome, "reason": reason} for row_no in rows])


def _write(session: Session, intake: Intake, taken: Taken, now: datetime) -> None:
    there = taken.met.there
    if there is None:
        raise LookupError("a record is written before later rows about it are taken over")
    edited = changes(taken.before.record, taken.after.record)
    if edited:
        new = Stamp(intake.author_id, now, intake.file_name)
        stamped = stamps(taken.before.record, taken.after.record, there.stamps, new)
        record = taken.after.record
        record_writing.replace(session, there, record, derive(record), stamps=stamped, now=now)
    elif taken.after.record != taken.before.record:  # further visits alone make a version, for they are judged
        session.execute(update(Record).where(Record.id == there.id).values(version=there.version + 1, updated_at=now))
    _write_visits(session, there.id, taken, now)
    _write_placement(taken)
    before, after = {one.path: one.before for one in edited}, {one.path: one.after for one in edited}
    events.add(
        session,
        "record.changed" if edited else "record.imported",
        subject="record",
        subject_id=there.id,
        actor_id=intake.author_id,
        at=now,
        before=before,
        after=after or {"intake_id": intake.id},
    )


def _write_visits(session: Session, record_id: int, taken: Taken, now: datetime) -> None:
    further = taken.after.record.visits[: len(taken.after.record.visits) - len(taken.before.record.visits)]
    authors = intake_people.known(session) if further else {}
    for visit in reversed(further):
        told = {
            "author_id": authors.get(visit.rep),
            "at": visit.at,
            "entered_at": visit.entered_at or now,
            "channel": visit.channel,
            "note": visit.note,
        }
        session.execute(insert(Visit).values(record_id=record_id, historic=True, **told))


def _write_placement(taken: Taken) -> None:
    """What the rows say of the unit but whose it is, which is given at the end."""
    unit, after = taken.met.unit, taken.after.placement
    if unit is not None:
        unit.stage, unit.next_contact_on = after.stage, after.next_contact_on
        unit.last_contact_at = after.last_contact_at


def _wish(session: Session, taken: Taken) -> None:
    """Remember who is to have the record; whether there is a place is decided for all rows at once."""
    met, owner_id = taken.met, taken.after.placement.owner_id
    if taken.owning is None or owner_id is None or (met.there and not met.unit):
        return
    row_no, said = taken.owning
    intake_owning.wish(session, row_no, met.there.id if met.there else None, owner_id, said)
