"""How do a million companies that somebody may type again come into a database? With keys and features like any record.

Read by all processors and written by COPY: what stands there afterwards is what saves would have left, but for ids, names
to search for and the history of each. What would have met the same company at once, by equal name and city, stands beside
it, as after a merge of lists. Some that are there more than once are stored once less: that row is asked for later.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from multiprocessing import get_context
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Engine, text

from benchmarks._er_companies import Company, companies, record
from greening.domain.records import KEYS_VERSION
from greening.matching import organisations
from greening.matching.packing import pack
from validators.record import Record

SEED = 8
AT_ONCE = 500
"""Companies that a process reads before it hands them over."""
SEVERAL = 10
"""At least one company in so many is there more than once."""
TABLES = {
    "record": "id, company, name_key, sort_key, search_key, address, created_at, updated_at",
    "unit": "record_id",
    "contact": "id, record_id, channel, raw",
    "number": "contact_id, record_id, channel, value",
    "match_key": "record_id, hash, strong",
    "match_print": "record_id, version, print, features",
}
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(CAST(%s AS regclass[])) AND NOT indisprimary
"""
"""Cheaper to make at once than row by row."""
IDENTITIES = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT max(id) FROM {0}))"
WHEN = "2026-03-02T00:00:00Z"
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Asked(NamedTuple):
    """What somebody types again, and the ids of the records that it is."""

    record: Record
    meant: frozenset[int]


@dataclass(slots=True)
class Stored:
    """How many records there are, and what is asked for."""

    records: int = 0
    asked: list[Asked] = field(default_factory=list)


def fill(engine: Engine, *, wanted: int, queries: int) -> Stored:
    """Store so many companies, and hold back what is asked for."""
    stored = Stored()
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with get_context("spawn").Pool(os.cpu_count()) as pool, psycopg.connect(address) as connection:
        connection.execute("SET session_replication_role = replica")  # else every row is looked at by triggers
        connection.execute("SET statement_timeout = 0")
        indexes = connection.execute(INDEXES, [list(TABLES)]).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        kept = _kept(stored, wanted, queries)
        for rows in pool.imap(_rows, iter(lambda: list(islice(kept, AT_ONCE)), [])):
            for table, lines in rows.items():
                with connection.cursor().copy(f"COPY {table} ({TABLES[table]}) FROM STDIN") as copy:
                    copy.write(lines)
        for _, made in indexes:
            connection.execute(made)
        for table in ("record", "contact"):
            connection.execute(IDENTITIES.format(table))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
        plain.execute(text("SET statement_timeout = 0"))
        plain.execute(text("VACUUM ANALYZE"))
    return stored


def planned(wanted: int, queries: int) -> Stored:
    """What `fill` would have stored and asked."""
    stored = Stored()
    deque(_kept(stored, wanted, queries), maxlen=0)
    return stored


def _kept(stored: Stored, wanted: int, queries: int) -> Iterator[tuple[int, Company]]:
    """What is stored with its ids; of every so many-th company that is there more than once all but the last row."""
    every, several = max(1, wanted // (SEVERAL * queries)), 0
    for _, rows in groupby(companies(wanted + queries, seed=SEED), key=lambda one: one.cluster):
        own = list(rows)
        several += len(own) > 1
        held = own.pop() if len(own) > 1 and several % every == 0 and len(stored.asked) < queries else None
        ids = range(stored.records + 1, stored.records + len(own) + 1)
        stored.records += len(own)
        if held:
            stored.asked.append(Asked(record(held), frozenset(ids)))
        yield from zip(ids, own, strict=True)


def _rows(kept: Sequence[tuple[int, Company]]) -> dict[str, str]:
    """By table, what COPY reads."""
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    for one, company in kept:
        typed = record(company)
        read = organisations.features(typed)
        rows["record"].append((one, company.name, "", "", "", company.city, WHEN, WHEN))
        rows["unit"].append((one,))
        reached = [("phone", value) for value in read.phones] + [("email", value) for value in read.emails]
        for place, (channel, value) in enumerate(reached):
            contact = one * 4 + place
            rows["contact"].append((contact, one, channel, value))
            rows["number"].append((contact, one, channel, value))
        hashes = dict(sorted((key.hash, key.strong) for key in organisations.keys(read)))
        rows["match_key"] += [(one, key, strong) for key, strong in hashes.items()]
        rows["match_print"].append((one, KEYS_VERSION, company.id, pack(read).decode()))
    return {table: "".join(map(_line, lines)) for table, lines in rows.items()}


def _line(row: tuple[Any, ...]) -> str:
    return "\t".join(str(value).translate(ESCAPED) for value in row) + "\n"
