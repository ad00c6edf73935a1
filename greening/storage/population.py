"""Who else has this value? What judging asks of the stored records, answered for many records at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from greening.domain.policy import Policy
from greening.domain.records import Derived
from greening.storage import directory, shared_values
from greening.storage.records import Record as Stored
from greening.storage.shared_values import Holder, holders
from validators import population as plain
from validators.habits import NEXT, neighbours
from validators.population import Sharers, Subject, subject
from validators.record import Record
from validators.visits import Written

OF_RECORDS = """
    WITH asked AS (
        SELECT channel, value, bool_or(beside) AS beside FROM (
            SELECT channel, value, false AS beside FROM number WHERE record_id = ANY(:ids)
            UNION ALL
            SELECT n.channel, '+' || (substr(n.value, 2)::numeric + step), true
            FROM number n JOIN record r ON r.id = n.record_id CROSS JOIN unnest(CAST(:steps AS integer[])) AS step
            WHERE n.record_id = ANY(:ids) AND n.channel = 'phone' AND r.author_id IS NOT NULL
        ) given GROUP BY channel, value
    )
"""
OF_VALUES = """
    WITH asked AS (
        SELECT channel, value, bool_or(beside) AS beside
        FROM unnest(CAST(:channels AS text[]), CAST(:values AS text[]), CAST(:besides AS boolean[]))
            AS given (channel, value, beside)
        GROUP BY channel, value
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
    WHERE counted.sharers > 1 OR asked.beside OR first.record_id <> ALL(:ids)
    ORDER BY asked.channel, asked.value, first.record_id
"""
REPEAT, AGENT = "repeat.", "_agent"
TOLD = {
    plain.ADDRESS: "repeat.address_crowded",
    plain.REPS_PERSON: "repeat.person_suspect",
    plain.ENDING: "repeat.same_ending",
    plain.WORDING: "repeat.copied_text",
}
"""What judging says of a value that too many hold."""
COLUMNS = (
    Stored.id, Stored.company, Stored.website, Stored.address, Stored.author_id, Stored.business, Stored.profile,
    Stored.finding_codes, Stored.judged_version,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredPopulation:
    """The stored records and their notes, as far as those of one chunk share anything with them."""

    shared: Mapping[tuple[str, str], Sharers]
    held: Mapping[tuple[str, int], Sharers]
    written: Mapping[int, Sequence[Written]]
    """Notes of other customers by their hashes."""
    crowd: frozenset[int] = frozenset()
    """The known ones among so many on one value that it is suspect."""
    untold: frozenset[int] = frozenset()
    """Those of the crowd who were judged when the value was shared by fewer."""
    staff: directory.Directory = field(default_factory=dict)
    """Who of us is reached by a number or mail of these records."""

    def sharers(self, channel: str, value: str) -> Sharers:
        """Who has this value, written as `validators.population.shared` writes it."""
        if channel in shared_values.CHANNELS:
            return self.held.get((channel, shared_values.hash_of(channel, value)), Sharers())
        return self.shared.get((channel, value), Sharers())

    def holders(self, channel: str, value: str) -> Collection[str]:
        """Who works here and is reached by this value."""
        return self.staff.get((channel, value), ())

    def like(self, sketch: frozenset[int]) -> Iterable[Written]:
        """Notes of other customers with a hash of the sketch."""
        return {one: None for hashed in sketch for one in self.written.get(shared_values.note_hash(hashed), ())}


def population(session: Session, ids: Collection[int], policy: Policy) -> StoredPopulation:
    """Everybody with whom stored records share anything, in a fixed number of queries however many they are."""
    given = {"ids": list(ids), "steps": [step for step in NEXT if step]}
    found = _population(session, _sharing(session, OF_RECORDS, given, policy), holders(session, ids, policy), policy)
    return replace(found, staff=directory.of_records(session, ids))


def population_of(
    session: Session, derived: Derived, record_id: int | None, policy: Policy, *, draft: Record | None = None
) -> StoredPopulation:
    """Everybody with whom a draft would share; `record_id` is the record it is a draft of. Without the `draft` itself only
    numbers and mails are asked for.
    """
    values = {(str(one.channel), number.value): False for one in derived.contacts for number in one.numbers}
    if draft and draft.rep:
        for channel, value in list(values):
            if channel == plain.PHONE:
                values |= {(channel, beside): True for beside in neighbours(value) if (channel, beside) not in values}
    given = {
        "channels": [channel for channel, _ in values],
        "values": [value for _, value in values],
        "besides": list(values.values()),
        "ids": [] if record_id is None else [record_id],
    }
    held = shared_values.of_record(draft, policy.settings, range(len(draft.visits))) if draft else ()
    found = shared_values.holders_of(session, held, record_id, policy)
    among = _population(session, _sharing(session, OF_VALUES, given, policy), found, policy)
    return replace(among, staff=directory.of_values(session, values))


class _Sharing(NamedTuple):
    """Who is on a number or mail: how many, and the first of them."""

    sharers: int
    ids: list[int]


def _sharing(session: Session, asked: str, given: Mapping[str, Any], policy: Policy) -> dict[tuple[str, str], _Sharing]:
    limits = {"subjects": policy.records.subjects, "counted": policy.records.counted}
    shared: dict[tuple[str, str], _Sharing] = {}
    for channel, value, count, record_id in session.execute(text(asked + SHARED), {**given, **limits}):
        shared.setdefault((channel, value), _Sharing(count, [])).ids.append(record_id)
    return shared


def _population(
    session: Session,
    shared: Mapping[tuple[str, str], _Sharing],
    found: Mapping[tuple[str, int], Sequence[Holder]],
    policy: Policy,
) -> StoredPopulation:
    ids = {one for sharing in shared.values() for one in sharing.ids}
    rows = {row.id: row for row in _rows(session, ids.union(one.record_id for held in found.values() for one in held))}
    known = {record_id: _subject(row) for record_id, row in rows.items()}
    crowds = list(_crowds(shared, found, policy))
    untold = (one for code, held in crowds for one in held if not _is_told(rows[one], code))
    return StoredPopulation(
        shared={
            key: Sharers(one.sharers, tuple(known[record_id] for record_id in one.ids)) for key, one in shared.items()
        },
        held={
            key: Sharers(held[0].sharers, tuple(_holding(key[0], one, known, rows) for one in held))
            for key, held in found.items()
            if key[0] in TOLD
        },
        written=_written(session, found, known),
        crowd=frozenset(one for _, held in crowds for one in held),
        untold=frozenset(untold),
    )


def _crowds(
    shared: Mapping[tuple[str, str], _Sharing], found: Mapping[tuple[str, int], Sequence[Holder]], policy: Policy
) -> Iterator[tuple[str, list[int]]]:
    """Whoever holds a value that too many hold, with what judging will say of it."""
    bars = policy.settings.repeats
    for (channel, _), sharing in shared.items():
        if sharing.sharers >= bars.suspect:
            yield f"{REPEAT}{channel}{AGENT if sharing.sharers >= bars.agent else ''}", sharing.ids
    least = {
        plain.ADDRESS: bars.agent,
        plain.REPS_PERSON: bars.suspect,
        plain.ENDING: bars.run,
        plain.WORDING: bars.copied,
    }
    for (channel, _), held in found.items():
        wholes = {one.text for one in held} if channel == plain.ENDING else held
        if channel in TOLD and min(len(wholes), held[0].sharers) >= least[channel]:
            yield TOLD[channel], [one.record_id for one in held]
    for value, sharing in _phones(shared):
        row = [shared[plain.PHONE, one].ids for one in neighbours(value) if (plain.PHONE, one) in shared]
        if len(row) + 1 >= bars.run:
            yield "repeat.consecutive", [*sharing.ids, *chain.from_iterable(row)]


def _phones(shared: Mapping[tuple[str, str], _Sharing]) -> Iterator[tuple[str, _Sharing]]:
    return ((value, sharing) for (channel, value), sharing in shared.items() if channel == plain.PHONE)


def _holding(
    channel: str, one: Holder, known: Mapping[int, Subject], rows: Mapping[int, Row[*tuple[Any, ...]]]
) -> Subject:
    """A holder with the whole of what it holds a part of: its number, or the text at its path."""
    if channel != plain.WORDING:
        return replace(known[one.record_id], text=one.text)
    row, (head, _, key) = rows[one.record_id], one.text.partition(".")
    return replace(known[one.record_id], text=plain.worded(row.profile.get(key, "") if key else getattr(row, head)))


def _written(
    session: Session, found: Mapping[tuple[str, int], Sequence[Holder]], known: Mapping[int, Subject]
) -> dict[int, list[Written]]:
    noted = shared_values.notes(session, found)
    return {
        hashed: [Written(known[one.record_id], noted[int(one.text)]) for one in held if int(one.text) in noted]
        for (channel, hashed), held in found.items()
        if channel == shared_values.NOTE
    }


def _rows(session: Session, ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    return session.execute(select(*COLUMNS).where(Stored.id.in_(ids))).all()


def _is_told(row: Row[*tuple[Any, ...]], code: str) -> bool:
    """Whether judging has said it already, or has not come to the record yet and will."""
    return not row.judged_version or any(found.startswith(code) for found in row.finding_codes)


def _subject(row: Row[*tuple[Any, ...]]) -> Subject:
    """Keyed by its name, as the judged record itself is, so that nobody is taken for somebody else than themselves."""
    rep = "" if row.author_id is None else str(row.author_id)
    return subject("", Record(company=row.company, website=row.website, address=row.address, rep=rep))
