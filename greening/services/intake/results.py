"""What became of a file? Its runs, the outcome of every row, and the rejected rows to be mended and sent again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from greening.domain.intake import Outcome, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.storage import intake_rows, intakes
from greening.storage.intakes import Intake
from greening.storage.session import Work


@dataclass(frozen=True, slots=True)
class Run:
    """One import. `counts` has every outcome and adds up to `read` once the run is stored; `judged` counts records.

    `failure` is a code with parameters where the file could not be read; `checked` is the answer of the last dry run.
    """

    id: int
    file_name: str
    byte_count: int
    region: str
    mode: str
    opening: bool
    state: State
    failure: Mapping[str, Any] | None
    checked: Mapping[str, Any] | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    read: int
    counts: Mapping[Outcome, int]
    judged: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands out in a run: code and number of rows or records, the most frequent first.

    `reasons` say why rows were skipped or rejected, `problems` what of taken rows could not be taken over, `findings`
    what judging has found so far.
    """

    reasons: Mapping[str, int]
    problems: Mapping[str, int]
    findings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row. `record_id` is the record that was made or met, or that stands in the way."""

    row_no: int
    outcome: Outcome
    record_id: int | None
    reason: Mapping[str, Any] | None
    problems: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row as it was read, and why it was not taken: a code with parameters."""

    row_no: int
    cells: tuple[str, ...]
    reason: Mapping[str, Any]


def page(work: Work, policy: Policy, *, actor: Actor, before: int | None = None) -> tuple[Run, ...]:
    """Runs, newest first; `before` is the last id of the page before. Raises: Denied."""
    authorise(actor, Action.READ_INTAKES)
    with work() as unit:
        return tuple(_run(each) for each in intakes.page(unit.session, before=before, limit=policy.lists.page))


def one(work: Work, *, actor: Actor, intake_id: int) -> Run:
    """Raises: Denied, NotFound."""
    authorise(actor, Action.READ_INTAKES)
    with work() as unit:
        return _run(_there(unit.session.get(Intake, intake_id)))


def summary(work: Work, *, actor: Actor, intake_id: int) -> Summary:
    """Raises: Denied."""
    authorise(actor, Action.READ_INTAKES)
    with work() as unit:
        return Summary(
            reasons={code: rows for _, code, rows in intake_rows.reasons(unit.session, intake_id)},
            problems=dict(intake_rows.problems(unit.session, intake_id)),
            findings=dict(intake_rows.findings(unit.session, intake_id)),
        )


def rows(
    work: Work, policy: Policy, *, actor: Actor, intake_id: int, outcome: Outcome, after: int = 0
) -> tuple[RowResult, ...]:
    """Rows of one outcome in the order of the file; `after` is the last row number of the page before. Raises: Denied."""
    authorise(actor, Action.READ_INTAKES)
    with work() as unit:
        found = intake_rows.page(unit.session, intake_id, outcome, after=after, limit=policy.lists.page)
        return tuple(
            RowResult(row.row_no, Outcome(row.outcome), row.record_id, row.reason, tuple(row.problems)) for row in found
        )


def rejected(work: Work, policy: Policy, *, actor: Actor, intake_id: int) -> Iterator[Rejected]:
    """Every rejected row in the order of the file, fetched a portion at a time.

    Raises: Denied, at once.
    """
    authorise(actor, Action.IMPORT_RECORDS)
    return _rejected(work, policy, intake_id)


def _rejected(work: Work, policy: Policy, intake_id: int) -> Iterator[Rejected]:
    after, limit = 0, policy.intake.chunk_rows
    while True:
        with work() as unit:
            found = intake_rows.page(unit.session, intake_id, Outcome.REJECTED, after=after, limit=limit)
            portion = [Rejected(row.row_no, tuple(row.raw or ()), row.reason or {}) for row in found]
        yield from portion
        if len(portion) < limit:
            return
        after = portion[-1].row_no


def _there(intake: Intake | None) -> Intake:
    if intake is None:
        raise NotFound
    return intake


def _run(intake: Intake) -> Run:
    return Run(
        id=intake.id,
        file_name=intake.file_name,
        byte_count=intake.byte_count,
        region=intake.region,
        mode=intake.mode,
        opening=intake.opening,
        state=State(intake.state),
        failure=intake.failure,
        checked=intake.checked,
        created_at=intake.created_at,
        started_at=intake.started_at,
        finished_at=intake.finished_at,
        read=intake.read,
        counts={outcome: getattr(intake, outcome) for outcome in Outcome},
        judged=intake.judged,
    )
