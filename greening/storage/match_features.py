"""What does matching read of stored records? Parsed when they were written and kept beside their keys.

What an older version has read is read anew from the record itself, until the sweep has written it down.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import BigInteger, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from greening.domain.records import KEYS_VERSION
from greening.matching import organisations
from greening.matching.organisations import Features
from greening.matching.packing import unpack
from greening.storage.record_loading import load

KEPT = text("SELECT record_id, version, print, features FROM match_print WHERE record_id = ANY(:ids)").bindparams(
    bindparam("ids", type_=ARRAY(BigInteger))
)
FETCHED = 2_000
"""Records, at most, that come from the database at once when all are read."""
EVERY = text("""
    SELECT id, version, features FROM (SELECT id FROM record WHERE merged_into_id IS NULL) record
    LEFT JOIN match_print ON record_id = id ORDER BY id
""")
MARK = text("""
    SELECT count(*), coalesce(sum(hashtextextended(
        concat_ws(':', record.id, CASE WHEN kept.version = :version THEN features ELSE 'record ' || record.version END), :version
    )::numeric), 0)
    FROM record LEFT JOIN match_print kept ON record_id = record.id WHERE merged_into_id IS NULL
""")


class Portion(NamedTuple):
    """Some records in order of id, what was read of each, and how many of them were read anew for it."""

    ids: list[int]
    features: list[Features]
    anew: int


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a record, and the print of the record that it was read of."""

    features: Features
    print: str


def read(session: Session, ids: Collection[int]) -> dict[int, Read]:
    """Of those of the records that have keys: what has become part of another has none."""
    rows = session.connection().execute(KEPT, {"ids": list(ids)}).all() if ids else ()
    told = {
        row.record_id: Read(unpack(Features, row.features), row.print) for row in rows if row.version == KEYS_VERSION
    }
    older = {row.record_id: row.print for row in rows if row.version != KEYS_VERSION}
    there = load(session, older, visits=0) if older else {}
    anew = organisations.features_of([loaded.record for loaded in there.values()])
    return told | {one: Read(features, older[one]) for one, features in zip(there, anew, strict=True)}


def every(session: Session, *, size: int = FETCHED) -> Iterator[Portion]:
    """All records that stand for themselves, at one moment, so many at once; those of which nothing has been read yet too."""
    found = session.execute(EVERY, execution_options={"yield_per": size})
    for rows in found.partitions(size):
        older = [row.id for row in rows if row.version != KEYS_VERSION]
        there = load(session, older, visits=0) if older else {}
        anew = dict(zip(there, organisations.features_of([one.record for one in there.values()]), strict=True))
        features = [anew[row.id] if row.id in anew else unpack(Features, row.features) for row in rows]
        yield Portion([row.id for row in rows], features, len(older))


def mark(session: Session) -> str:
    """What stands for all that `every` says now: it changes with any of it."""
    count, total = session.execute(MARK, {"version": KEYS_VERSION}).one()
    return hashlib.blake2b(f"{KEYS_VERSION} {count} {total}".encode(), digest_size=8).hexdigest()
