"""How does a file that somebody sent become judged records? In three steps, each of which can be repeated.

`stage` reads the file, `store` writes its records in one transaction, `judge` judges them piece by piece. Each looks at
the state of the run first and changes nothing where its work is done, so workers and the command line may both try.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO

from sqlalchemy.exc import IntegrityError, OperationalError

from greening.domain.intake import Mode, State
from greening.domain.people import today
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.files import Dialect, FileRefused, Limits, fit, open_table
from greening.jobs import Kind
from greening.storage import (
    events,
    intake_applying,
    intake_keys,
    intake_owning,
    intake_people,
    intake_rows,
    intake_staging,
    intake_writing,
    intakes,
    judging,
)
from greening.storage.intake_staging import DraftedRow
from greening.storage.intakes import Intake
from greening.storage.session import Unit, Work

TRIES = 3
"""A record that a person saves meanwhile can be one of the file's; the next try meets it."""

Report = Callable[[int], None]
"""Told how many rows have been read or judged so far."""


def unheard(_: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the file to judge: first and last row number."""

    first: int
    last: int


def stage(work: Work, policy: Policy, *, intake_id: int, now: datetime, report: Report = unheard) -> State:
    """Read the file into rows that wait; the state of the run afterwards. A file that cannot be read fails the run.

    Raises: NotFound.
    """
    try:
        with work() as unit:
            intakes.be_patient(unit.session)
            intake = _locked(unit, intake_id)
            if intake.state == State.UPLOADED:
                intake.read = _read(unit, policy, intake, report)
                intake.state = State.STAGED
                if intake.started_at:
                    unit.note_job(Kind.STORE_INTAKE, str(intake_id), {"intake_id": intake_id}, now=now)
            return State(intake.state)
    except FileRefused as refused:
        return _fail(work, intake_id, refused, now)


def store(work: Work, policy: Policy, *, intake_id: int, now: datetime) -> State:
    """Write the waiting rows as records, all or none; the state of the run afterwards.

    Two files are never stored at once. Where the rows are gone, which a crash of the database does to them, the run
    goes back to be staged again.

    Raises: NotFound.
    """
    for _ in range(TRIES - 1):
        try:
            return _store(work, policy, intake_id, now)
        except (IntegrityError, OperationalError):  # somebody else's record of the same company, or a deadlock with it
            continue
    return _store(work, policy, intake_id, now)


def spans(work: Work, policy: Policy, *, intake_id: int) -> list[Span]:
    """The pieces in which the records of a stored run are judged, in the order of the file."""
    with work() as unit:
        return _spans(unit, policy, intake_id)


def judge(work: Work, policy: Policy, *, intake_id: int, span: Span, now: datetime) -> int:
    """Judge the records of one piece that are not judged yet; how many. The last piece ends the run.

    Raises: NotFound.
    """
    with work() as unit:
        intakes.be_patient(unit.session)
        due = intake_rows.unjudged(unit.session, intake_id, first=span.first, last=span.last)
        judged = judging.judge(unit.session, due, policy, now)
        judging.note_due(unit, judged, f"intake:{intake_id}:{span.first}", now)
        intake = _locked(unit, intake_id)  # pieces end one after the other, so that the last one sees all others
        intake.judged, all_records = intake_rows.judged(unit.session, intake_id)
        if intake.state == State.STORED and intake.judged == all_records:
            intake.state, intake.finished_at = State.JUDGED, now
            _note_spans(unit, policy, intake.id, Kind.MATCH_INTAKE, now)
        return len(due)


def _locked(unit: Unit, intake_id: int) -> Intake:
    intake = intakes.lock(unit.session, intake_id)
    if intake is None:
        raise NotFound
    return intake


def _read(unit: Unit, policy: Policy, intake: Intake, report: Report) -> int:
    with TemporaryFile() as file:
        intakes.spool(unit.session, intake.id, file)
        return intake_staging.stage(unit.session, intake.id, _drafts(file, policy, intake, report))


def _drafts(file: BinaryIO, policy: Policy, intake: Intake, report: Report) -> Iterator[DraftedRow]:
    dialect = Dialect.from_document(intake.dialect)
    table = open_table(intake.file_name, file, dialect=dialect, limits=Limits.of(policy.intake))
    mapping = fit(intake.mapping, table.header).with_defaults(country=intake.region)
    for row_no, cells in table:
        report(row_no)
        yield row_no, cells, mapping.draft(row_no, cells, cell_chars=policy.intake.cell_chars)


def _fail(work: Work, intake_id: int, refused: FileRefused, now: datetime) -> State:
    with work() as unit:
        intake = _locked(unit, intake_id)
        intake.state, intake.finished_at = State.FAILED, now
        intake.failure = {"code": refused.code, "params": dict(refused.params)}
        return State.FAILED


def _store(work: Work, policy: Policy, intake_id: int, now: datetime) -> State:
    with work() as unit:
        intakes.be_patient(unit.session)
        intakes.be_alone(unit.session)
        intake = _locked(unit, intake_id)
        if intake.state == State.STAGED:
            whole = intake_staging.count(unit.session, intake_id) == intake.read
            (_write if whole else _stage_again)(unit, policy, intake, now)
        return State(intake.state)


def _stage_again(unit: Unit, _: Policy, intake: Intake, now: datetime) -> None:
    intake.state = State.UPLOADED
    unit.note_job(Kind.STAGE_INTAKE, str(intake.id), {"intake_id": intake.id}, now=now)


def _write(unit: Unit, policy: Policy, intake: Intake, now: datetime) -> None:
    intake_people.know(unit.session, intake.id, today=today(policy, now))
    intake_keys.decide_all(unit.session, intake.id)
    intake_owning.begin(unit.session)
    intake_writing.write_new(unit.session, intake.id, now=now)
    intake_owning.wish_new(unit.session, intake.id)
    if intake.mode != Mode.CREATE:
        intake_applying.apply(unit.session, intake, now=now)
    intake_owning.give(unit.session, intake.id, cap=None if intake.opening else policy.library.cap, now=now)
    intake_rows.write(unit.session, intake.id)
    intake_staging.clear(unit.session, intake.id)
    _account(unit, intake, now)
    _note_spans(unit, policy, intake.id, Kind.JUDGE_INTAKE, now)


def _note_spans(unit: Unit, policy: Policy, intake_id: int, kind: Kind, now: datetime) -> None:
    """One job a piece of the file."""
    for span in _spans(unit, policy, intake_id):
        args = {"intake_id": intake_id} | asdict(span)
        unit.note_job(kind, f"{intake_id}:{span.first}", args, now=now)


def _spans(unit: Unit, policy: Policy, intake_id: int) -> list[Span]:
    return [Span(*span) for span in intake_rows.spans(unit.session, intake_id, size=policy.records.chunk)]


def _account(unit: Unit, intake: Intake, now: datetime) -> None:
    """Say what became of the rows; the table's CHECK refuses a sum that is not the number read."""
    counts = intake_rows.counts(unit.session, intake.id)
    for outcome, rows in counts.items():
        setattr(intake, outcome, rows)
    nothing_new = not any(counts[outcome] for outcome in intake_rows.TAKEN)
    intake.state, intake.finished_at = (State.JUDGED, now) if nothing_new else (State.STORED, None)
    events.add(
        unit.session,
        "intake.stored",
        subject="intake",
        subject_id=intake.id,
        actor_id=intake.author_id,
        at=now,
        after={outcome.value: rows for outcome, rows in counts.items()},
    )
