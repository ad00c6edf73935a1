"""What does somebody do to import a file? Hand it in, see what was understood, say what is meant, and say go."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from greening.domain.intake import Mode, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, IntakeUnderWay, NotFound
from greening.files import Dialect, Limits, Table, fit, open_table
from greening.files import Mapping as FileMapping
from greening.jobs import Kind
from greening.storage import events, intake_staging, intakes
from greening.storage.intakes import Intake
from greening.storage.session import Unit, Work


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file. `target` is a path of the record, None where nothing is read from it."""

    header: str
    target: str | None
    samples: tuple[str, ...]
    filled: float
    """Share of the first rows that have something there, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file is read: as a table, and column by column."""

    dialect: Dialect
    columns: tuple[Column, ...]
    mapping: Mapping[str, Any]


def upload(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    file_name: str,
    stream: BinaryIO,
    region: str = "CN",
    mode: Mode = Mode.CREATE,
    mapping: Mapping[str, Any] | None = None,
    dialect: Dialect | None = None,
    opening: bool = False,
    now: datetime,
) -> int:
    """Take a file in and find out how to read it; the id of the run. Nothing is imported yet.

    `region` (ISO 3166, two letters) is where numbers, ids and addresses are read that do not say their country.
    `mapping` is one that was kept or written by hand; what it does not mention is guessed. `opening` declares an opening
    balance: owners get what the file says is theirs, beyond the cap of their library too.

    Raises: Denied; FileRefused, when it cannot be read as a table. Nothing is kept of it then.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    with TemporaryFile() as file:
        digest = _receive(stream, file, policy)
        table = _table(file, policy, file_name, dialect)
        intake = Intake(
            file_name=file_name,
            byte_count=file.seek(0, os.SEEK_END),
            digest=digest,
            region=region,
            mode=mode,
            opening=opening,
            dialect=table.dialect.to_document(),
            mapping=fit(mapping or {}, table.header, table.sample(policy.intake.preview_rows)).to_document(),
            author_id=actor.id,
            created_at=now,
        )
        file.seek(0)
        return _add(work, policy, intake, file)


def preview(work: Work, policy: Policy, *, actor: Actor, intake_id: int) -> Preview:
    """How the file is understood as things stand, with its first rows.

    Raises: Denied, NotFound; FileRefused, when the dialect that somebody chose does not fit it.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    with work() as unit, TemporaryFile() as file:
        intake = _there(unit.session.get(Intake, intake_id))
        intakes.spool(unit.session, intake_id, file)
        table = _table(file, policy, intake.file_name, Dialect.from_document(intake.dialect))
        rows = table.sample(policy.intake.preview_rows)
        mapping = fit(intake.mapping, table.header, rows)
    columns = (_column(mapping, at, rows) for at in range(len(mapping.header)))
    return Preview(table.dialect, tuple(columns), mapping.to_document())


def configure(
    work: Work,
    *,
    actor: Actor,
    intake_id: int,
    mapping: Mapping[str, Any] | None = None,
    dialect: Dialect | None = None,
    region: str | None = None,
    mode: Mode | None = None,
    opening: bool | None = None,
) -> None:
    """Say how the file is meant; None leaves a thing as it is. What was read or checked before is forgotten.

    Raises: Denied, NotFound; IntakeUnderWay, once it has been started.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    said = {
        "mapping": mapping and dict(mapping),
        "dialect": dialect and dialect.to_document(),
        "region": region,
        "mode": mode,
        "opening": opening,
    }
    with work() as unit:
        intake = _waiting(unit, intake_id)
        for name, value in said.items():
            if value is not None:
                setattr(intake, name, value)
        intake.state, intake.checked = State.UPLOADED, None
        intake_staging.clear(unit.session, intake_id)


def ask_check(work: Work, *, actor: Actor, intake_id: int, now: datetime) -> None:
    """Have it found out in the background what importing would do; nothing is written but the answer.

    Raises: Denied, NotFound; IntakeUnderWay, once it has been started.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    with work() as unit:
        _waiting(unit, intake_id).checked = None
        unit.note_job(Kind.CHECK_INTAKE, str(intake_id), {"intake_id": intake_id}, now=now)


def start(work: Work, *, actor: Actor, intake_id: int, now: datetime) -> None:
    """Say go: from here on the run goes through to its end by itself.

    Raises: Denied, NotFound; IntakeUnderWay, when somebody has started it already.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    with work() as unit:
        intake = _waiting(unit, intake_id)
        intake.started_at = now
        next_step = Kind.STAGE_INTAKE if intake.state == State.UPLOADED else Kind.STORE_INTAKE
        unit.note_job(next_step, str(intake_id), {"intake_id": intake_id}, now=now)
        told = {"opening": intake.opening}
        events.add(
            unit.session,
            "intake.started",
            subject="intake",
            subject_id=intake_id,
            actor_id=actor.id,
            at=now,
            after=told,
        )


def discard(work: Work, *, actor: Actor, intake_id: int) -> None:
    """Forget a run that was never started, with its file; nothing has come of it.

    Raises: Denied, NotFound; IntakeUnderWay, once it has been started.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    with work() as unit:
        intake = _there(intakes.lock(unit.session, intake_id))
        if intake.started_at or intake.state in {State.STORED, State.JUDGED}:
            raise IntakeUnderWay
        intake_staging.clear(unit.session, intake_id)
        unit.session.delete(intake)


def save_mapping(work: Work, *, actor: Actor, intake_id: int, name: str, now: datetime) -> None:
    """Keep the mapping of a run under a name, in place of the one that had it.

    Raises: Denied, NotFound; BadValue for an empty name.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    if not name.strip():
        raise BadValue(field="name", value=name)
    with work() as unit:
        intake = _there(unit.session.get(Intake, intake_id))
        intakes.save_mapping(unit.session, name.strip(), intake.mapping, author_id=actor.id, now=now)


def saved_mappings(work: Work, *, actor: Actor) -> Mapping[str, Mapping[str, Any]]:
    """Kept mappings by name, in the order of the names. Raises: Denied."""
    authorise(actor, Action.IMPORT_RECORDS)
    with work() as unit:
        return intakes.saved_mappings(unit.session)


def _receive(stream: BinaryIO, file: BinaryIO, policy: Policy) -> str:
    """Copy a file of any length the policy allows, and a byte more of a longer one; its digest."""
    digest = hashlib.sha256()
    for piece in _pieces(stream, policy):
        digest.update(piece)
        file.write(piece)
        if file.tell() > policy.intake.file_bytes:
            break
    return digest.hexdigest()


def _pieces(stream: BinaryIO, policy: Policy) -> Iterator[bytes]:
    return iter(lambda: stream.read(policy.intake.chunk_bytes), b"")


def _table(file: BinaryIO, policy: Policy, name: str, dialect: Dialect | None) -> Table:
    return open_table(name, file, dialect=dialect, limits=Limits.of(policy.intake))


def _add(work: Work, policy: Policy, intake: Intake, file: BinaryIO) -> int:
    with work() as unit:
        unit.session.add(intake)
        unit.session.flush()
        intakes.keep(unit.session, intake.id, _pieces(file, policy))
        return intake.id


def _column(mapping: FileMapping, at: int, rows: Sequence[Sequence[str]]) -> Column:
    cells = [row[at] for row in rows if at < len(row)]
    given = tuple(cell for cell in cells if cell.strip())
    target = mapping.columns[at]
    return Column(mapping.header[at], target.path if target else None, given, len(given) / len(rows) if rows else 0.0)


def _there(intake: Intake | None) -> Intake:
    if intake is None:
        raise NotFound
    return intake


def _waiting(unit: Unit, intake_id: int) -> Intake:
    intake = _there(intakes.lock(unit.session, intake_id))
    if intake.started_at or intake.state not in {State.UPLOADED, State.STAGED}:
        raise IntakeUnderWay
    return intake
