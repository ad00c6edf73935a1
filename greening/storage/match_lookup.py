"""Which stored records have most in common with these? Those that share keys, the more and the rarer the nearer.

Common keys find nobody by themselves: of the keys of a record the rarest are followed, until they lead to as many records
as the policy allows; of those met, the ones whose shared keys are the rarest together are worth comparing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log2
from typing import NamedTuple

from sqlalchemy import BigInteger, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from greening.domain.policy import Policy
from greening.matching import Counted, organisations
from greening.matching.organisations import Features

EXACT = 20_000
"""Up to so many records are counted; beyond, the planner's estimate is good enough to say how rare a value is."""
HOLDERS = text("""
    SELECT NULL AS hash, CASE
        WHEN reltuples > :exact THEN reltuples::bigint
        ELSE (SELECT count(*) FROM (SELECT FROM match_print LIMIT :exact) one)
    END AS records, NULL AS ids
    FROM pg_class WHERE oid = 'match_print'::regclass
    UNION ALL
    SELECT asked.hash, cardinality(found.ids), CASE WHEN cardinality(found.ids) < least(:gathered, :most) THEN found.ids END
    FROM unnest(:hashes) AS asked (hash)
    CROSS JOIN LATERAL (
        SELECT array_agg(record_id) AS ids FROM (SELECT record_id FROM match_key WHERE hash = asked.hash LIMIT :most) one
    ) found
    WHERE found.ids IS NOT NULL
""").bindparams(bindparam("hashes", type_=ARRAY(BigInteger)))


class Holders(NamedTuple):
    """Who has a key: how many, counted up to where it says nothing any more; and their ids, unless they are too many."""

    hash: int
    records: int
    ids: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Near:
    """By record that was asked for, those that share most with it, the nearest first; and how common their keys are."""

    others: Mapping[int, Sequence[int]]
    among: Counted


def near(session: Session, asked: Mapping[int, Features], policy: Policy, *, limit: int, new: bool = False) -> Near:
    """For each record at most `limit` others. `new` ones are not stored: they count as one more among those that are."""
    keys = {one: {key.hash for key in organisations.keys(features)} for one, features in asked.items()}
    total, held = _holders(session, {key for own in keys.values() for key in own}, policy)
    total += new
    others: dict[int, Sequence[int]] = {}
    for one, own in keys.items():
        rarest = sorted((held[key] for key in own if key in held), key=lambda holders: (holders.records, holders.hash))
        others[one] = _nearest(one, _within(rarest, policy.matching.gathered), total, limit)
    return Near(others, Counted(total, {key: holders.records + new for key, holders in held.items()}))


def _holders(session: Session, hashes: Collection[int], policy: Policy) -> tuple[int, dict[int, Holders]]:
    """How many records have keys, about; and who has these, by hash."""
    bounds = {"exact": EXACT, "most": policy.matching.counted, "gathered": policy.matching.gathered}
    (_, total, _), *rows = session.connection().execute(HOLDERS, {"hashes": list(hashes), **bounds}).all()
    return total, {row[0]: Holders(*row) for row in rows}


def _within(rarest: Iterable[Holders], gathered: int) -> Iterator[Holders]:
    """Of keys with the rarest first, those that lead to no more than so many records."""
    met = 0
    for holders in rarest:
        met += holders.records
        if met > gathered or holders.ids is None:
            break
        yield holders


def _nearest(one: int, followed: Iterable[Holders], total: int, limit: int) -> list[int]:
    """Those whose shared keys are, together, the hardest to share by chance."""
    bits: defaultdict[int, float] = defaultdict(float)
    for holders in followed:
        rarity = log2((total + 1) / holders.records)
        for other in holders.ids or ():
            bits[other] += rarity
    bits.pop(one, None)
    return nsmallest(limit, bits, key=lambda other: (-bits[other], other))
