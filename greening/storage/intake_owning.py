"""Who of those whom a file names as owners gets what it says is theirs? In the order of its rows, while places are left.

Wishes lie in a table of this transaction, `intake_owner`. A wish with a `reason` is not fulfilled: the record lies in the
pool, and its row says why. Libraries are held last, after every record and unit that the file changes.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

BEGIN = """
CREATE TEMPORARY TABLE intake_owner (
    row_no integer PRIMARY KEY, record_id bigint, person_id bigint NOT NULL, said text NOT NULL, fresh boolean NOT NULL,
    reason text
) ON COMMIT DROP
"""

WISH_NEW = """
INSERT INTO intake_owner (row_no, record_id, person_id, said, fresh)
SELECT d.row_no, d.record_id, n.person_id, n.said, true
FROM intake_decision d
JOIN staged_row s ON s.intake_id = :intake_id AND s.row_no = d.row_no
JOIN intake_named n ON n.said = s.draft -> 'unit' ->> 'owner' AND n.works_here
WHERE d.outcome = 'created'
"""

WISH = """
INSERT INTO intake_owner (row_no, record_id, person_id, said, fresh) VALUES (:row_no, :record_id, :person_id, :said, false)
"""

PENDING = "SELECT record_id, person_id FROM intake_owner WHERE fresh AND record_id = ANY(:record_ids)"

OUT_OF_REACH = """
UPDATE intake_owner o SET reason = out.reason
FROM (
    SELECT w.row_no, CASE
        WHEN EXISTS (SELECT FROM claim c WHERE c.unit_id = u.id AND c.state <> 'ended' AND c.rep_id <> w.person_id)
            THEN 'intake.unit_claimed'
        WHEN EXISTS (SELECT FROM unit_freeze f WHERE f.unit_id = u.id AND f.cause IN ('conflict', 'closed')
            AND f.ended_at IS NULL AND (f.until IS NULL OR f.until > :now)) THEN 'intake.unit_contested'
    END AS reason
    FROM intake_owner w
    JOIN unit u ON u.record_id = w.record_id AND u.line = '' AND u.mode = 'self'
    WHERE NOT w.fresh
) out WHERE out.row_no = o.row_no
"""

HOLD = """
INSERT INTO holding (person_id) SELECT DISTINCT person_id FROM intake_owner WHERE reason IS NULL ORDER BY person_id
ON CONFLICT (person_id) DO UPDATE SET owned = holding.owned
"""
"""An update that changes nothing holds the row, in the order of ids, also where it was there."""

BEYOND = """
UPDATE intake_owner o SET reason = 'intake.library_full'
FROM (
    SELECT w.row_no, row_number() OVER (PARTITION BY w.person_id ORDER BY w.row_no) AS place, coalesce(h.owned, 0) AS owned
    FROM intake_owner w LEFT JOIN holding h ON h.person_id = w.person_id
    WHERE w.reason IS NULL
) asked WHERE asked.row_no = o.row_no AND asked.owned + asked.place > :cap
"""

GIVE = """
UPDATE unit u SET owner_id = o.person_id, owned_since = CASE WHEN o.fresh THEN r.created_at ELSE :now END
FROM intake_owner o JOIN record r ON r.id = o.record_id
WHERE o.reason IS NULL AND u.record_id = o.record_id AND u.line = '' AND u.mode = 'self' AND u.owner_id IS NULL
"""

OWNERSHIPS = """
INSERT INTO ownership (unit_id, owner_id, began_at, clock_from, how, began_by, policy_version)
SELECT u.id, u.owner_id, u.owned_since, greatest(u.owned_since, :now), 'import', i.author_id,
    (SELECT max(version) FROM policy_version)
FROM intake_owner o
JOIN unit u ON u.record_id = o.record_id AND u.line = '' AND u.mode = 'self'
JOIN intake i ON i.id = :intake_id
WHERE o.reason IS NULL
"""

HOLDINGS = """
UPDATE holding h SET owned = h.owned + given.units
FROM (SELECT person_id, count(*) AS units FROM intake_owner WHERE reason IS NULL GROUP BY person_id) given
WHERE given.person_id = h.person_id
"""

EVENTS = """
INSERT INTO event (at, actor_id, kind, subject, subject_id, after)
SELECT :now, i.author_id, 'unit.owned', 'record', o.record_id, jsonb_build_object('owner', o.person_id, 'how', 'import')
FROM intake_owner o JOIN intake i ON i.id = :intake_id WHERE o.reason IS NULL AND NOT o.fresh ORDER BY o.row_no
"""


def begin(session: Session) -> None:
    """Before anything wishes; the decisions have to stand."""
    session.execute(text(BEGIN))


def wish_new(session: Session, intake_id: int) -> None:
    """Every new row that names an owner who works here."""
    session.execute(text(WISH_NEW), {"intake_id": intake_id})


def wish(session: Session, row_no: int, record_id: int | None, person_id: int, said: str) -> None:
    """A row that gives an owner to a record of the pool."""
    values = {"row_no": row_no, "record_id": record_id, "person_id": person_id, "said": said}
    session.execute(text(WISH), values)


def pending(session: Session, record_ids: Collection[int]) -> dict[int, int]:
    """Who is to own records that the file itself has brought, by record."""
    rows = session.execute(text(PENDING), {"record_ids": list(record_ids)})
    return {row.record_id: row.person_id for row in rows}


def decide(session: Session, *, cap: int | None, now: datetime) -> None:
    """Say of every wish that is not fulfilled why. Without a `cap` it is an opening balance: whatever the file says."""
    session.execute(text(OUT_OF_REACH), {"now": now})
    if cap is not None:
        session.execute(text(BEYOND), {"cap": cap})


def give(session: Session, intake_id: int, *, cap: int | None, now: datetime) -> None:
    """Fulfil what can be fulfilled; nobody takes a place of these libraries until this transaction ends."""
    session.execute(text(HOLD))
    decide(session, cap=cap, now=now)
    for statement in (GIVE, OWNERSHIPS, HOLDINGS, EVENTS):
        session.execute(text(statement), {"intake_id": intake_id, "now": now})
