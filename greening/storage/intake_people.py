"""Who are the people whom a file names as owners, authors and visitors? Looked up once for all its rows.

Somebody is known by employee number, or by a name that only one person has. The table `intake_named` lasts as long as
the transaction: what was said, whose row of `person` that is, and whether they still work here.
"""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

KNOW = """
CREATE TEMPORARY TABLE intake_named ON COMMIT DROP AS
SELECT said.said, min(p.id) AS person_id,
    bool_and(p.active AND (p.left_on IS NULL OR p.left_on >= :today)) AS works_here
FROM (
    SELECT DISTINCT n.said, n.number
    FROM staged_row s CROSS JOIN LATERAL jsonb_to_recordset(s.draft -> 'named') AS n (said text, number text)
    WHERE s.intake_id = :intake_id
) said
JOIN person p ON p.employee_no = said.number OR p.name = said.said
GROUP BY said.said
HAVING count(*) = 1
"""


def know(session: Session, intake_id: int, *, today: date) -> None:
    """Find out who is meant; before anything asks for `intake_named`."""
    session.execute(text(KNOW), {"intake_id": intake_id, "today": today})


def known(session: Session) -> dict[str, int]:
    """The ids of those who were found, by what was said."""
    return {row.said: row.person_id for row in session.execute(text("SELECT said, person_id FROM intake_named"))}


def known_here(session: Session) -> dict[str, int]:
    """The same of those who still work here: only they can own anything."""
    here = text("SELECT said, person_id FROM intake_named WHERE works_here")
    return {row.said: row.person_id for row in session.execute(here)}
