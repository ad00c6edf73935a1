"""What does matching read of stored records? Parsed when they were written and kept beside their keys.

What an older version has read is read anew from the record itself, until the sweep has written it down.
"""

from collections.abc import Collection
from dataclasses import dataclass

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
    return told | {one: Read(organisations.features(loaded.record), older[one]) for one, loaded in there.items()}
