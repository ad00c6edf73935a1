"""What have stored records in common besides numbers? Doors, key persons, endings, texts and notes, found by their hashes.

Written when a record is judged, in the same transaction, so that whoever is judged later meets it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.policy import Policy
from greening.storage.base import Base
from greening.storage.records import Visit
from validators import population as plain
from validators import visits
from validators.phones import readings
from validators.record import Record
from validators.settings import Settings

NOTE = "note"
NOTES = 20
"""Newest follow-ups of a record by which its notes are found again: a template that is in use stands among them."""
CHANNELS = frozenset({plain.ADDRESS, plain.REPS_PERSON, plain.ENDING, plain.WORDING})

REMEMBER = text("""
    WITH new AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n (channel text, hash bigint, record_id bigint, text text)
    ), gone AS (
        DELETE FROM shared_value s WHERE s.record_id = ANY(:ids) AND NOT EXISTS (
            SELECT FROM new n WHERE (n.channel, n.hash, n.record_id, n.text) = (s.channel, s.hash, s.record_id, s.text)
        )
    )
    INSERT INTO shared_value (channel, hash, record_id, text)
    SELECT channel, hash, record_id, text FROM new ORDER BY record_id, channel, hash ON CONFLICT DO NOTHING
""")
OF_RECORDS = "WITH asked AS (SELECT DISTINCT channel, hash FROM shared_value WHERE record_id = ANY(:ids))"
OF_VALUES = """
    WITH asked AS (
        SELECT DISTINCT * FROM unnest(CAST(:channels AS text[]), CAST(:hashes AS bigint[])) AS given (channel, hash)
    )
"""
HOLDERS = """
    SELECT asked.channel, asked.hash, counted.sharers, first.record_id, first.text
    FROM asked
    CROSS JOIN LATERAL (
        SELECT count(*) AS sharers FROM (
            SELECT DISTINCT record_id FROM shared_value
            WHERE channel = asked.channel AND hash = asked.hash LIMIT :counted
        ) one
    ) counted
    CROSS JOIN LATERAL (
        SELECT record_id, text FROM shared_value
        WHERE channel = asked.channel AND hash = asked.hash ORDER BY record_id, text LIMIT :subjects
    ) first
    WHERE counted.sharers > 1 OR first.record_id <> ALL(:ids)
    ORDER BY asked.channel, asked.hash, first.record_id, first.text
"""


class SharedValue(Base):
    """A value of a record that others may have too. `text` is what cannot be told from the hash: the whole number of an
    ending, the path of a text, the id of a note.
    """

    __tablename__ = "shared_value"
    channel: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, index=True)
    text: Mapped[str] = mapped_column(primary_key=True, server_default="")
    __table_args__ = (
        CheckConstraint("channel IN ('address', 'reps_person', 'ending', 'wording', 'note')", name="channel"),
    )


class Held(NamedTuple):
    """A value of a record by its hash."""

    channel: str
    hash: int
    text: str


class Holder(NamedTuple):
    """A record that has a value, among `sharers`."""

    record_id: int
    text: str
    sharers: int


def hash_of(channel: str, value: str) -> int:
    """Of a value as `validators.population.shared` gives it; of a note's as `validators.visits.sketch` does."""
    digest = blake2b(f"{channel}\n{value}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def of_record(record: Record, settings: Settings, visit_ids: Sequence[int] = ()) -> Iterator[Held]:
    """What of a record others may have too; of its notes only those that are stored."""
    long_enough = settings.repeats.copied_characters
    for one in plain.shared(record, readings(record)):
        if one.channel in CHANNELS and (one.channel != plain.WORDING or len(one.text) >= long_enough):
            whole = {plain.ENDING: one.text, plain.WORDING: one.path}.get(one.channel, "")
            yield Held(one.channel, hash_of(one.channel, one.value), whole)
    for visit_id, visit in list(zip(visit_ids, record.visits, strict=False))[:NOTES]:
        yield from (Held(NOTE, note_hash(one), str(visit_id)) for one in visits.sketch(visit.note, settings))


def note_hash(sketched: int) -> int:
    return hash_of(NOTE, str(sketched))


def remember(session: Session, held: Mapping[int, Iterable[Held]]) -> None:
    """Have the records found by what they hold, and by nothing that they held before."""
    rows = [one._asdict() | {"record_id": record_id} for record_id, own in held.items() for one in dict.fromkeys(own)]
    session.execute(REMEMBER, {"rows": json.dumps(rows), "ids": list(held)})


def holders(session: Session, ids: Collection[int], policy: Policy) -> dict[tuple[str, int], list[Holder]]:
    """Who holds what these stored records hold."""
    return _holders(session, OF_RECORDS, {"ids": list(ids)}, policy)


def holders_of(
    session: Session, held: Iterable[Held], record_id: int | None, policy: Policy
) -> dict[tuple[str, int], list[Holder]]:
    """Who holds what a draft of a record would hold."""
    asked = sorted({(one.channel, one.hash) for one in held})
    given = {"channels": [channel for channel, _ in asked], "hashes": [value for _, value in asked]}
    return _holders(session, OF_VALUES, given | {"ids": [] if record_id is None else [record_id]}, policy)


def _holders(
    session: Session, asked: str, given: Mapping[str, Any], policy: Policy
) -> dict[tuple[str, int], list[Holder]]:
    limits = {"subjects": policy.records.subjects, "counted": policy.records.counted}
    found: dict[tuple[str, int], list[Holder]] = defaultdict(list)
    for channel, value, sharers, record_id, whole in session.execute(text(asked + HOLDERS), {**given, **limits}):
        found[channel, value].append(Holder(record_id, whole, sharers))
    return found


def notes(session: Session, found: Mapping[tuple[str, int], Sequence[Holder]]) -> dict[int, str]:
    """The follow-ups among what was found; what was struck is no example."""
    ids = {int(one.text) for (channel, _), held in found.items() if channel == NOTE for one in held}
    rows = select(Visit.id, Visit.note).where(Visit.id.in_(ids), Visit.struck_at.is_(None))
    return {row.id: row.note for row in session.execute(rows)} if ids else {}
