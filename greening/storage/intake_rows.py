"""What became of each row, for ever? One outcome a row, why, and what of it could not be taken over."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select, text
from sqlalchemy.orm import Session

from greening.domain.intake import Outcome
from greening.storage.intakes import IntakeRow
from greening.storage.records import Record

TAKEN = (Outcome.CREATED, Outcome.UPDATED)
"""Outcomes after which a record says something new."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """So many rows of which the same is to be said, and the first of them."""

    code: str
    rows: int
    first_rows: tuple[int, ...]
    outcome: Outcome | None = None


OUTCOMES = """
SELECT s.intake_id, s.row_no, o.outcome, d.record_id,
    CASE
        WHEN s.blank THEN '{"code": "row.blank", "params": {}}'
        WHEN s.draft ? 'reject' THEN s.draft -> 'reject'
        WHEN d.reason IS NOT NULL THEN jsonb_build_object('code', d.reason, 'params', CASE WHEN r.id IS NULL
            THEN '{}' ELSE jsonb_build_object('record_id', r.id, 'company', r.company) END)
    END AS reason,
    coalesce(s.draft -> 'problems', '[]') || CASE WHEN o.outcome IN ('created', 'updated') THEN u.unknown ELSE '[]' END
        || CASE WHEN w.reason IS NOT NULL
            THEN jsonb_build_array(jsonb_build_object('code', w.reason, 'params', jsonb_build_object('person', w.said)))
            ELSE '[]' END AS problems,
    CASE WHEN o.outcome = 'rejected' THEN s.raw END AS raw
FROM staged_row s
LEFT JOIN intake_decision d ON d.row_no = s.row_no
LEFT JOIN record r ON r.id = d.record_id
LEFT JOIN intake_owner w ON w.row_no = s.row_no
CROSS JOIN LATERAL (SELECT CASE WHEN s.blank THEN 'skipped' ELSE d.outcome END AS outcome) o
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('code', CASE
            WHEN NOT named.is_owner THEN 'intake.rep_unknown'
            WHEN found.said IS NULL THEN 'intake.owner_unknown'
            ELSE 'intake.owner_left' END, 'params', jsonb_build_object('person', named.said))), '[]') AS unknown
    FROM jsonb_to_recordset(s.draft -> 'named') AS named (said text, is_owner boolean)
    LEFT JOIN intake_named found ON found.said = named.said
    WHERE found.said IS NULL OR (named.is_owner AND NOT found.works_here)
) u
WHERE s.intake_id = :intake_id
"""
WRITE = f"INSERT INTO intake_row (intake_id, row_no, outcome, record_id, reason, problems, raw) {OUTCOMES}"
FORESEE = f"CREATE TEMPORARY TABLE intake_foreseen ON COMMIT DROP AS {OUTCOMES}"

PROBLEMS = """
SELECT one ->> 'code' AS code, count(*) AS rows
FROM intake_row CROSS JOIN LATERAL jsonb_array_elements(problems) one
WHERE intake_id = :intake_id AND outcome IN ('created', 'updated') GROUP BY 1 ORDER BY 2 DESC, 1
"""
FINDINGS = """
SELECT code, count(*) AS records
FROM record CROSS JOIN LATERAL unnest(finding_codes) code
WHERE record.id IN (SELECT record_id FROM intake_row WHERE intake_id = :intake_id AND outcome IN ('created', 'updated'))
GROUP BY 1 ORDER BY 2 DESC, 1
"""

FORESEEN = """
SELECT outcome, reason ->> 'code' AS code, count(*) AS rows, (array_agg(row_no ORDER BY row_no))[1 : :shown] AS first_rows
FROM intake_foreseen GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""
FORESEEN_PROBLEMS = """
SELECT one ->> 'code' AS code, count(*) AS rows, (array_agg(row_no ORDER BY row_no))[1 : :shown] AS first_rows
FROM intake_foreseen CROSS JOIN LATERAL jsonb_array_elements(problems) one
WHERE outcome IN ('created', 'updated') GROUP BY 1 ORDER BY 2 DESC, 1
"""


def write(session: Session, intake_id: int) -> None:
    """Keep the outcome of every staged row. The records have to be written by now."""
    session.execute(text(WRITE), {"intake_id": intake_id})


def foresee(session: Session, intake_id: int, *, shown: int) -> tuple[list[Foreseen], list[Foreseen]]:
    """What would become of the staged rows as they are decided, and what of them could not be taken over.

    Most frequent first, each with the first `shown` row numbers. Once in a transaction.
    """
    session.execute(text(FORESEE), {"intake_id": intake_id})
    outcomes = session.execute(text(FORESEEN), {"shown": shown})
    problems = session.execute(text(FORESEEN_PROBLEMS), {"shown": shown})
    return (
        [Foreseen(row.code or "", row.rows, tuple(row.first_rows), Outcome(row.outcome)) for row in outcomes],
        [Foreseen(row.code, row.rows, tuple(row.first_rows)) for row in problems],
    )


def counts(session: Session, intake_id: int) -> dict[Outcome, int]:
    """Rows by outcome."""
    grouped = select(IntakeRow.outcome, func.count()).where(IntakeRow.intake_id == intake_id)
    found = {outcome: rows for outcome, rows in session.execute(grouped.group_by(IntakeRow.outcome)).all()}  # noqa: C416
    return {outcome: found.get(outcome, 0) for outcome in Outcome}


def page(session: Session, intake_id: int, outcome: Outcome, *, after: int, limit: int) -> Sequence[IntakeRow]:
    """Rows of one outcome in the order of the file; `after` is the last row number of the page before."""
    chosen = select(IntakeRow).where(IntakeRow.intake_id == intake_id, IntakeRow.outcome == outcome)
    return session.scalars(chosen.where(IntakeRow.row_no > after).order_by(IntakeRow.row_no).limit(limit)).all()


def reasons(session: Session, intake_id: int) -> Sequence[Row[str, str, int]]:
    """(outcome, code, rows) of what was skipped or rejected, most frequent first."""
    code = IntakeRow.reason["code"].astext
    rows = select(IntakeRow.outcome, code, func.count()).where(IntakeRow.intake_id == intake_id, code.is_not(None))
    return session.execute(rows.group_by(IntakeRow.outcome, code).order_by(func.count().desc(), code)).all()


def problems(session: Session, intake_id: int) -> Sequence[Row[str, int]]:
    """(code, rows) of what could not be taken over of rows that were taken, most frequent first."""
    return session.execute(text(PROBLEMS), {"intake_id": intake_id}).all()


def findings(session: Session, intake_id: int) -> Sequence[Row[str, int]]:
    """(code, records) of what judging has found on the records of this run so far, most frequent first."""
    return session.execute(text(FINDINGS), {"intake_id": intake_id}).all()


def spans(session: Session, intake_id: int, *, size: int) -> Sequence[Row[int, int]]:
    """(first, last) row numbers that cut what has to be judged into pieces of `size` rows."""
    piece = (func.row_number().over(order_by=IntakeRow.row_no) - 1) // size
    rows = select(IntakeRow.row_no, piece.label("piece"))
    cut = rows.where(IntakeRow.intake_id == intake_id, IntakeRow.outcome.in_(TAKEN)).subquery()
    first, last = func.min(cut.c.row_no), func.max(cut.c.row_no)
    return session.execute(select(first, last).group_by(cut.c.piece).order_by(first)).all()


def unjudged(session: Session, intake_id: int, *, first: int, last: int) -> Sequence[int]:
    """Records of these rows that have changed since they were judged, held so that nobody judges them meanwhile."""
    rows = _taken(intake_id).where(IntakeRow.row_no.between(first, last))
    due = select(Record.id).where(Record.id.in_(rows), Record.judged_version < Record.version)
    return session.scalars(due.order_by(Record.id).with_for_update(key_share=True)).all()


def taken(session: Session, intake_id: int, *, first: int, last: int) -> Sequence[int]:
    """The records to which these rows said something new, in order of id."""
    rows = _taken(intake_id).where(IntakeRow.row_no.between(first, last))
    return session.scalars(select(Record.id).where(Record.id.in_(rows)).order_by(Record.id)).all()


def judged(session: Session, intake_id: int) -> tuple[int, int]:
    """Records of this run that stand judged, and all of them."""
    done = func.count().filter(Record.judged_version >= Record.version)
    counted = session.execute(select(done, func.count()).where(Record.id.in_(_taken(intake_id)))).one()
    return counted[0], counted[1]


def _taken(intake_id: int) -> Select[int | None]:
    return select(IntakeRow.record_id).where(IntakeRow.intake_id == intake_id, IntakeRow.outcome.in_(TAKEN))
