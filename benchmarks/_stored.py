"""How do a million records come into a database of a benchmark? A few thousand by import, the rest as their likenesses.

Every likeness has numbers of its own, but for one in a hundred, which is one of an agent's: so many share a number as in a
real base. What no benchmark asks for, such as the history of each, stays with the imported ones.
"""

import csv
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from greening.domain.people import OPERATOR
from greening.domain.policy import Policy
from greening.sample import generate
from greening.sample.columns import HEADER_ENGLISH
from greening.services import intake
from greening.storage.session import Work

SEEDS = 5_000
SHARED = 100
"""One number in so many is an agent's."""
AGENTS = 500
SEARCHED = ("ix__record__search_key", "ix__record__search_words", "ix__record__finding_codes")
"""Indexes that are cheaper to make at once than row by row."""
LIKENESSES = text("""
    INSERT INTO record (
        id, company, name_key, sort_key, search_key, country, region, region_key, address, website, domain, industry, scale,
        business, profile, source, created_at, updated_at, score, completeness, triage, finding_codes, judged_version
    ) OVERRIDING SYSTEM VALUE
    SELECT
        id + nth * :step, company || nth, name_key || nth, sort_key || nth, search_key || nth, country, region, region_key,
        address || nth, '', '', industry, scale, business, profile, source, created_at, updated_at, score, completeness,
        triage, finding_codes, 1
    FROM record, generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) nth WHERE id <= :step
""")
CONTACTS = text("""
    INSERT INTO contact (id, record_id, channel, position, raw) OVERRIDING SYSTEM VALUE
    SELECT id + nth * :step, record_id + nth * :records, channel, position, raw
    FROM contact, generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) nth WHERE id <= :step
""")
NUMBERS = text("""
    INSERT INTO number (contact_id, record_id, channel, value, kind)
    SELECT
        contact_id + nth * :contacts, record_id + nth * :records, channel,
        CASE
            WHEN channel = 'email' THEN nth || value
            WHEN (id + nth) % :shared = 0 THEN '+8657188' || (100000 + (id * 7919 + nth) % :agents)
            ELSE '+86' || (13000000000 + nth * :step + id)
        END, kind
    FROM number, generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) nth WHERE id <= :step
""")
IDENTITIES = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), (SELECT max(id) FROM {table}))")


def fill(engine: Engine, work: Work, policy: Policy, folder: Path, *, wanted: int, now: datetime) -> int:
    """Store and judge the seeds, then their likenesses until there are `wanted` records; how many there are."""
    _import(work, policy, folder / "seeds.csv", min(SEEDS, wanted), now)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        made = {
            name: connection.scalar(text("SELECT pg_get_indexdef(to_regclass(:name))"), {"name": name})
            for name in SEARCHED
        }
        for name in SEARCHED:
            connection.execute(text(f"DROP INDEX {name}"))
        ends = {
            table: connection.scalar(text(f"SELECT max(id) FROM {table}")) or 0
            for table in ("record", "contact", "number")
        }
        times = {"first": 1, "last": max(0, wanted // ends["record"] - 1)}
        connection.execute(LIKENESSES, {**times, "step": ends["record"]})
        connection.execute(CONTACTS, {**times, "step": ends["contact"], "records": ends["record"]})
        near = {"contacts": ends["contact"], "records": ends["record"], "shared": SHARED, "agents": AGENTS}
        connection.execute(NUMBERS, {**times, **near, "step": ends["number"]})
        for table in ("record", "contact"):
            connection.execute(text(IDENTITIES.text.format(table=table)), {"table": table})
        for definition in made.values():
            connection.execute(text(str(definition)))
        stored: int = connection.execute(text("SELECT count(*) FROM record")).scalar_one()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    return stored


def _import(work: Work, policy: Policy, file: Path, rows: int, now: datetime) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER_ENGLISH.values())
        made = generate.rows(count=rows, today=now.date())
        writer.writerows([row.cells.get(column, "") for column in HEADER_ENGLISH] for row in made)
    with file.open("rb") as stream:
        run_id = intake.upload(work, policy, actor=OPERATOR, file_name=file.name, stream=stream, now=now)
    intake.stage(work, policy, intake_id=run_id, now=now)
    intake.store(work, policy, intake_id=run_id, now=now)
    for span in intake.spans(work, policy, intake_id=run_id):
        intake.judge(work, policy, intake_id=run_id, span=span, now=now)
