"""Who else has this number? What judging asks of the stored records, answered for many records at once in two queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from greening.storage.records import Record
from validators import record as plain
from validators.repeats import Sharers, Subject, subject

SHARED = text("""
    SELECT asked.channel, asked.value, counted.sharers, first.record_id
    FROM (SELECT DISTINCT channel, value FROM number WHERE record_id = ANY(:ids)) asked
    CROSS JOIN LATERAL (
        SELECT count(*) AS sharers FROM (
            SELECT DISTINCT record_id FROM number
            WHERE channel = asked.channel AND value = asked.value LIMIT :counted
        ) one
    ) counted
    CROSS JOIN LATERAL (
        SELECT DISTINCT record_id FROM number
        WHERE channel = asked.channel AND value = asked.value ORDER BY record_id LIMIT :subjects
    ) first
    WHERE counted.sharers > 1
    ORDER BY asked.channel, asked.value, first.record_id
""")
REPEAT = "repeat."
COLUMNS = (
    Record.id, Record.company, Record.website, Record.country, Record.region, Record.address,
    Record.finding_codes, Record.judged_version,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredPopulation:
    """The stored records, as far as those of one chunk share anything with them."""

    shared: Mapping[tuple[str, str], Sharers]
    untold: frozenset[int] = frozenset()
    """Sharers that have been judged and told of no repeat."""

    def sharers(self, channel: str, value: str) -> Sharers:
        """Who has this value; `greening.domain.records.derive` says how values are written."""
        return self.shared.get((channel, value), Sharers())


def population(session: Session, ids: Collection[int], *, subjects: int, counted: int) -> StoredPopulation:
    """Everybody with whom these records share a number or mail: counted up to `counted`, the first `subjects` known."""
    given = {"ids": list(ids), "subjects": subjects, "counted": counted}
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = {}
    for channel, value, count, record_id in session.execute(SHARED, given):
        shared[channel, value].append(record_id)
        counts[channel, value] = count
    known, untold = _known(session, set(chain.from_iterable(shared.values())))
    sharers = {key: Sharers(counts[key], tuple(known[one] for one in found)) for key, found in shared.items()}
    return StoredPopulation(sharers, untold)


def _known(session: Session, ids: Collection[int]) -> tuple[dict[int, Subject], frozenset[int]]:
    rows = session.execute(select(*COLUMNS).where(Record.id.in_(ids))).all()
    known = {row.id: subject(str(row.id), _plain(row)) for row in rows}
    told = (
        row.id for row in rows if row.judged_version and not any(code.startswith(REPEAT) for code in row.finding_codes)
    )
    return known, frozenset(told)


def _plain(row: Row[*tuple[Any, ...]]) -> plain.Record:
    """As much of a record as tells whether two belong together."""
    return plain.Record(
        company=row.company, website=row.website, country=row.country, region=row.region, address=row.address
    )
