"""Who else has this number? What judging asks of the stored records, answered for many records at once in two queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from greening.domain.policy import Policy
from greening.domain.records import Derived
from greening.storage.records import Record as Stored
from validators.population import Sharers, Subject, subject
from validators.record import Record

OF_RECORDS = "WITH asked AS (SELECT DISTINCT channel, value FROM number WHERE record_id = ANY(:ids))"
OF_VALUES = """
    WITH asked AS (
        SELECT DISTINCT * FROM unnest(CAST(:channels AS text[]), CAST(:values AS text[])) AS given (channel, value)
    )
"""
SHARED = """
    SELECT asked.channel, asked.value, counted.sharers, first.record_id
    FROM asked
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
    WHERE counted.sharers > 1 OR first.record_id <> ALL(:ids)
    ORDER BY asked.channel, asked.value, first.record_id
"""
REPEAT, AGENT = "repeat.", "_agent"
COLUMNS = (Stored.id, Stored.company, Stored.website, Stored.address, Stored.finding_codes, Stored.judged_version)


@dataclass(frozen=True, slots=True)
class StoredPopulation:
    """The stored records, as far as those of one chunk share anything with them."""

    shared: Mapping[tuple[str, str], Sharers]
    crowd: frozenset[int] = frozenset()
    """The known ones among so many on one value that it is suspect."""
    untold: frozenset[int] = frozenset()
    """Those of the crowd who were judged when the value was shared by fewer."""

    def sharers(self, channel: str, value: str) -> Sharers:
        """Who has this value; `greening.domain.records.derive` says how values are written."""
        return self.shared.get((channel, value), Sharers())


def population(session: Session, ids: Collection[int], policy: Policy) -> StoredPopulation:
    """Everybody with whom stored records share a number or mail."""
    return _population(session, OF_RECORDS, {"ids": list(ids)}, policy)


def population_of(session: Session, derived: Derived, record_id: int | None, policy: Policy) -> StoredPopulation:
    """Everybody with whom a draft would share; `record_id` is the record it is a draft of."""
    asked = [(str(one.channel), number.value) for one in derived.contacts for number in one.numbers]
    given = {"channels": [channel for channel, _ in asked], "values": [value for _, value in asked]}
    return _population(session, OF_VALUES, given | {"ids": [] if record_id is None else [record_id]}, policy)


def _population(session: Session, asked: str, given: Mapping[str, Any], policy: Policy) -> StoredPopulation:
    limits = {"subjects": policy.records.subjects, "counted": policy.records.counted}
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = {}
    for channel, value, count, record_id in session.execute(text(asked + SHARED), {**given, **limits}):
        shared[channel, value].append(record_id)
        counts[channel, value] = count
    rows = {row.id: row for row in _rows(session, set(chain.from_iterable(shared.values())))}
    known = {record_id: _subject(row) for record_id, row in rows.items()}
    sharers = {key: Sharers(counts[key], tuple(known[one] for one in found)) for key, found in shared.items()}
    crowds = {key: found for key, found in shared.items() if counts[key] >= policy.settings.repeats.suspect}
    untold = (
        one
        for key, found in crowds.items()
        for one in found
        if not _is_told(rows[one], f"{REPEAT}{key[0]}{AGENT if counts[key] >= policy.settings.repeats.agent else ''}")
    )
    return StoredPopulation(sharers, frozenset(chain.from_iterable(crowds.values())), frozenset(untold))


def _rows(session: Session, ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    return session.execute(select(*COLUMNS).where(Stored.id.in_(ids))).all()


def _is_told(row: Row[*tuple[Any, ...]], code: str) -> bool:
    """Whether judging has said it already, or has not come to the record yet and will."""
    return not row.judged_version or any(found.startswith(code) for found in row.finding_codes)


def _subject(row: Row[*tuple[Any, ...]]) -> Subject:
    """Keyed by its name, as the judged record itself is, so that nobody is taken for somebody else than themselves."""
    return subject("", Record(company=row.company, website=row.website, address=row.address))
