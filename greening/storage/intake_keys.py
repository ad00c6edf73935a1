"""Whom do the staged rows of a file meet? Their keys, numbered and looked up in sets, and the decisions on them.

Equal keys get one number, keys that only one row has get none, so that what is remembered while the rows are decided
is small integers for the rows that share something. Decisions lie in a table of this transaction, `intake_decision`.
"""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from greening.domain.intake import Decision, Key, Rank, Row, Target, decide
from greening.storage.copying import copy_rows

FETCHED = 10_000
"""Rows fetched and decided at a time."""

KEYS = """
CREATE TEMPORARY TABLE intake_key ON COMMIT DROP AS
WITH given AS (
    SELECT row_no, 0 AS rank, system AS space, source_id AS value
    FROM staged_row WHERE intake_id = :intake_id AND source_id <> ''
    UNION
    SELECT row_no, 1, i.kind, i.value
    FROM staged_row, jsonb_to_recordset(draft -> 'ids') AS i (kind text, value text, valid boolean)
    WHERE intake_id = :intake_id AND i.valid
    UNION ALL
    SELECT row_no, 2, name_key, region_key
    FROM staged_row WHERE intake_id = :intake_id AND name_key <> ''
), numbered AS (
    SELECT row_no, rank, space, value,
        dense_rank() OVER (ORDER BY rank, space, value) AS number,
        count(*) OVER (PARTITION BY rank, space, value) > 1 AS shared
    FROM given
)
SELECT row_no, rank, space, value, CASE WHEN shared THEN number END AS number FROM numbered
"""

HELD = """
SELECT s.row_no, s.name_key <> '' AS named, k.rank, k.number, h.record_id AS holder,
    CASE WHEN k.rank = 1 THEN k.space ELSE '' END AS kind,
    CASE WHEN h.record_id IS NOT NULL
        THEN ARRAY(SELECT kind FROM identifier WHERE record_id = h.record_id AND valid) END AS holder_kinds
FROM staged_row s
LEFT JOIN intake_key k ON k.row_no = s.row_no
LEFT JOIN record_source o ON k.rank = 0 AND o.system = k.space AND o.source_id = k.value
LEFT JOIN identifier i ON k.rank = 1 AND i.valid AND i.kind = k.space AND i.value = k.value
LEFT JOIN record r ON k.rank = 2 AND r.name_key = k.space AND r.region_key = k.value
CROSS JOIN LATERAL (SELECT coalesce(o.record_id, i.record_id, r.id) AS record_id) h
WHERE s.intake_id = :intake_id AND NOT s.blank
ORDER BY s.row_no, k.rank, k.value
"""

COLUMNS = ("row_no", "record_id", "leader", "reason", "outcome")

DECISIONS = """
CREATE TEMPORARY TABLE intake_decision (
    row_no integer PRIMARY KEY, record_id bigint, leader integer, reason text, outcome text
) ON COMMIT DROP
"""


def decide_all(session: Session, intake_id: int) -> None:
    """Decide every staged row that is not blank; the decisions last as long as the transaction."""
    session.execute(text("ANALYZE staged_row"))
    session.execute(text(KEYS), {"intake_id": intake_id})
    session.execute(text("ANALYZE intake_key"))
    session.execute(text(DECISIONS))
    decisions = decide(_rows(session, intake_id))
    while some := list(islice(decisions, FETCHED)):
        copy_rows(session, "intake_decision", COLUMNS, map(_columns, some))
    session.execute(text("ANALYZE intake_decision"))


def _rows(session: Session, intake_id: int) -> Iterator[Row]:
    held = session.execute(text(HELD), {"intake_id": intake_id}, execution_options={"yield_per": FETCHED})
    for (row_no, named), keys in groupby(held, key=attrgetter("row_no", "named")):
        yield Row(row_no, named, tuple(_key(key) for key in keys if key.rank is not None))


def _key(row: Any) -> Key:
    return Key(Rank(row.rank), row.number, row.holder, row.kind, frozenset(row.holder_kinds or ()))


def _columns(decision: Decision) -> tuple[int, int | None, int | None, str | None, str]:
    target = decision.target or Target()
    return decision.row_no, target.record_id, target.row_no, decision.reason, decision.outcome
