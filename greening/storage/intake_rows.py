"""What became of each row, for ever? One outcome a row, why, and what of it could not be taken over."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from greening.domain.intake import Outcome
from greening.storage.intakes import IntakeRow

FETCHED = 1_000

OUTCOMES = """
INSERT INTO intake_row (intake_id, row_no, outcome, record_id, reason, problems, raw)
SELECT s.intake_id, s.row_no, o.outcome, d.record_id,
    CASE
        WHEN s.blank THEN '{"code": "row.blank", "params": {}}'
        WHEN s.draft ? 'reject' THEN s.draft -> 'reject'
        WHEN d.reason IS NOT NULL THEN jsonb_build_object('code', d.reason, 'params', CASE WHEN r.id IS NULL
            THEN '{}' ELSE jsonb_build_object('record_id', r.id, 'company', r.company) END)
    END,
    coalesce(s.draft -> 'problems', '[]') || CASE
        WHEN o.outcome <> 'created' OR u.owner_no = '' OR p.active THEN '[]'
        ELSE jsonb_build_array(jsonb_build_object(
            'code', CASE WHEN p.id IS NULL THEN 'intake.owner_unknown' ELSE 'intake.owner_left' END,
            'params', jsonb_build_object('employee_no', u.owner_no)))
    END,
    CASE WHEN o.outcome = 'rejected' THEN s.raw END
FROM staged_row s
LEFT JOIN intake_decision d ON d.row_no = s.row_no
LEFT JOIN record r ON r.id = d.record_id
CROSS JOIN LATERAL (SELECT CASE
    WHEN s.blank THEN 'skipped' WHEN s.draft ? 'reject' THEN 'rejected' ELSE d.outcome END AS outcome) o
CROSS JOIN LATERAL (SELECT coalesce(s.draft -> 'unit' ->> 'owner_no', '') AS owner_no) u
LEFT JOIN person p ON p.employee_no = u.owner_no
WHERE s.intake_id = :intake_id
"""


def write(session: Session, intake_id: int) -> None:
    """Keep the outcome of every staged row. The records have to be written by now."""
    session.execute(text(OUTCOMES), {"intake_id": intake_id})


def counts(session: Session, intake_id: int) -> dict[Outcome, int]:
    """Rows by outcome."""
    grouped = select(IntakeRow.outcome, func.count()).where(IntakeRow.intake_id == intake_id)
    found = {outcome: rows for outcome, rows in session.execute(grouped.group_by(IntakeRow.outcome)).all()}  # noqa: C416
    return {outcome: found.get(outcome, 0) for outcome in Outcome}
