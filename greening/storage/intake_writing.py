"""How do the new rows of a file become records? In sets: one statement a table, for however many rows.

Ids of records, key persons and contacts are drawn before the rows are written, so that what belongs together is known
without asking. Every statement reads the decisions of `greening.storage.intake_keys`, in the same transaction.
"""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

DRAW_RECORDS = """
CREATE TEMPORARY TABLE intake_fresh ON COMMIT DROP AS
SELECT new.row_no, nextval(pg_get_serial_sequence('record', 'id')) AS record_id, s.draft
FROM (
    SELECT row_no FROM intake_decision WHERE outcome = 'created' ORDER BY row_no
) new
JOIN staged_row s ON s.intake_id = :intake_id AND s.row_no = new.row_no
"""

FOLLOW = """
UPDATE intake_decision d SET record_id = f.record_id
FROM intake_fresh f WHERE f.row_no = coalesce(d.leader, d.row_no) AND d.record_id IS NULL
"""

RECORDS = """
INSERT INTO record (id, company, short_name, former_names, name_key, sort_key, search_key, country, region,
    region_key, address, website, domain, industry, scale, business, kind, profile, answers, source, author_id,
    created_at, updated_at)
SELECT f.record_id, r.company, r.short_name, r.former_names, r.name_key, r.sort_key, r.search_key, r.country,
    r.region, r.region_key, r.address, r.website, r.domain, r.industry, r.scale, r.business,
    coalesce(r.kind, ''), r.profile, r.answers, coalesce(nullif(r.source, ''), i.file_name), n.person_id,
    coalesce(r.created_at, :now), :now
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_record(f.draft -> 'record') AS r (company text, short_name text, former_names text[],
    name_key text, sort_key text, search_key text, country text, region text, region_key text, address text, website text,
    domain text, industry text, scale text, business text, kind text, profile jsonb, answers jsonb, source text, rep text,
    created_at timestamptz)
JOIN intake i ON i.id = :intake_id
LEFT JOIN intake_named n ON n.said = r.rep
"""

UNITS = """
INSERT INTO unit (record_id, stage, next_contact_on, last_contact_at)
SELECT f.record_id, u.stage, u.next_contact_on, u.last_contact_at
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_record(f.draft -> 'unit')
    AS u (stage text, next_contact_on date, last_contact_at timestamptz)
"""

SOURCES = """
INSERT INTO record_source (system, source_id, record_id)
SELECT s.system, s.source_id, f.record_id
FROM intake_fresh f JOIN staged_row s ON s.intake_id = :intake_id AND s.row_no = f.row_no
WHERE s.source_id <> ''
"""

IDENTIFIERS = """
INSERT INTO identifier (record_id, kind, value, raw, valid, position)
SELECT f.record_id, i.kind, i.value, i.raw, i.valid, i.position
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_recordset(f.draft -> 'ids')
    AS i (kind text, value text, raw text, valid boolean, position integer)
"""

DRAW_PERSONS = """
CREATE TEMPORARY TABLE intake_person ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('key_person', 'id')) AS id, f.record_id, p.*
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_recordset(f.draft -> 'persons')
    AS p (position integer, name text, name_key text, title text, role text)
"""

PERSONS = """
INSERT INTO key_person (id, record_id, position, name, name_key, title, role)
SELECT id, record_id, position, name, name_key, title, role FROM intake_person
"""

DRAW_CONTACTS = """
CREATE TEMPORARY TABLE intake_contact ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('contact', 'id')) AS id, f.record_id, p.id AS key_person_id,
    c.channel, c.position, c.raw, c.numbers
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_recordset(f.draft -> 'contacts')
    AS c (key_person integer, channel text, position integer, raw text, numbers jsonb)
LEFT JOIN intake_person p ON p.record_id = f.record_id AND p.position = c.key_person
"""

CONTACTS = """
INSERT INTO contact (id, record_id, key_person_id, channel, position, raw)
SELECT id, record_id, key_person_id, channel, position, raw FROM intake_contact
"""

NUMBERS = """
INSERT INTO number (contact_id, record_id, channel, value, kind, extension, inferred)
SELECT c.id, c.record_id, c.channel, n.value, n.kind, n.extension, n.inferred
FROM intake_contact c
CROSS JOIN LATERAL jsonb_to_recordset(c.numbers) AS n (value text, kind text, extension text, inferred boolean)
"""

VISITS = """
INSERT INTO visit (record_id, author_id, at, entered_at, channel, note, historic)
SELECT f.record_id, n.person_id, v.at, coalesce(v.entered_at, :now), v.channel, v.note, true
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_recordset(f.draft -> 'visits')
    AS v (at timestamptz, entered_at timestamptz, channel text, rep text, note text)
LEFT JOIN intake_named n ON n.said = v.rep
"""

MATCH_KEYS = """
INSERT INTO match_key (record_id, hash, strong)
SELECT f.record_id, k.hash, k.strong
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_recordset(f.draft -> 'match' -> 'keys') AS k (hash bigint, strong boolean)
"""

MATCH_PRINTS = """
INSERT INTO match_print (record_id, version, print, features)
SELECT f.record_id, m.version, m.print, coalesce(m.features, '')
FROM intake_fresh f
CROSS JOIN LATERAL jsonb_to_record(f.draft -> 'match') AS m (version integer, print text, features text)
"""

EVENTS = """
INSERT INTO event (at, actor_id, kind, subject, subject_id, after)
SELECT :now, i.author_id, 'record.imported', 'record', f.record_id,
    jsonb_build_object('intake_id', i.id, 'row_no', f.row_no)
FROM intake_fresh f JOIN intake i ON i.id = :intake_id ORDER BY f.row_no
"""

STATEMENTS = (
    DRAW_RECORDS,
    "ANALYZE intake_fresh",
    FOLLOW,
    RECORDS,
    UNITS,
    SOURCES,
    IDENTIFIERS,
    DRAW_PERSONS,
    "ANALYZE intake_person",
    PERSONS,
    DRAW_CONTACTS,
    CONTACTS,
    NUMBERS,
    VISITS,
    MATCH_KEYS,
    MATCH_PRINTS,
    EVENTS,
)


def write_new(session: Session, intake_id: int, *, now: datetime) -> None:
    """Write every row that met nobody, with all that hangs on it; afterwards each decision knows its record.

    All of it lies in the pool until `greening.storage.intake_owning` gives it to whoever the file names.
    """
    for statement in STATEMENTS:
        session.execute(text(statement), {"intake_id": intake_id, "now": now})
