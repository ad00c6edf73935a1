"""Which pairs are worth comparing? Those that share a key that few have, within a bound that grows with the records.

Blocks are taken from the smallest up until they make as many pairs as the budget allows, so what counts as a key that
few have follows from the records themselves. Records of a block that is too large are still compared where they share
two of their rarer keys. What is cut even then is counted. DuckDB joins, on disk where memory does not suffice.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from greening.matching.batch.limits import too_large
from greening.matching.batch.tables import connection
from greening.matching.entries import Entries, Numbers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STRONG_BUDGET = 8
"""Pairs a record, on average, that strong keys may make."""
WEAK_BUDGET = 4
"""Pairs a record that weak keys may make, and again that two weak keys together may."""
BUDGET = 10
"""Pairs a record that all of them may make: strong keys come first, two keys together last."""
REPEATED = 4
"""Times the budget that pairs may be made in, before those that share several keys are counted once."""
COMBINED = 4
"""Rarest keys of a record, of those whose blocks were too large, that are combined with each other."""

SIZED = """
CREATE TABLE sized AS
SELECT (row_number() OVER (ORDER BY strong DESC, hash))::INTEGER AS block, * FROM (
    SELECT hash, any_value(strong) AS strong, count(*)::INTEGER AS size FROM given GROUP BY hash HAVING size > 1
)
"""
MEMBERS = """
CREATE TABLE members AS
SELECT block, sized.strong, size, member::INTEGER AS member FROM given JOIN sized USING (hash)
"""
TWO = """
CREATE TABLE two AS
WITH rarest AS (
    SELECT block, member FROM members JOIN cut USING (strong) WHERE size >= least
    QUALIFY row_number() OVER (PARTITION BY member ORDER BY size, block) <= ?
), combined AS (
    SELECT one.member, one.block, other.block AS beside
    FROM rarest AS one JOIN rarest AS other ON one.member = other.member AND one.block < other.block
), counted AS (
    SELECT (row_number() OVER ())::INTEGER AS number, block, beside, count(*)::INTEGER AS size
    FROM combined GROUP BY ALL HAVING size > 1
)
SELECT number AS block, size, member FROM combined JOIN counted USING (block, beside)
"""
"""The records that share two keys whose own blocks are too large, of each record's rarest ones."""
PAIRS = """
CREATE OR REPLACE TABLE made AS
SELECT one.member AS low, other.member AS high, min(one.size) AS size
FROM ({blocks}) AS one JOIN ({blocks}) AS other ON one.block = other.block AND one.member < other.member
WHERE one.size < $least AND other.size < $least GROUP BY ALL
"""
"""Each pair once, with the size of the smallest block that it is in."""
EMPTY = "CREATE TABLE found (low INTEGER, high INTEGER); CREATE TABLE cut (strong BOOLEAN, least INTEGER)"
SIZES = "SELECT size, count(*) // size * (size::BIGINT * (size - 1) // 2) AS pairs FROM ({blocks}) GROUP BY size"
LOST = """
SELECT count(*), coalesce(sum(size::BIGINT * (size - 1) // 2), 0)::BIGINT
FROM sized JOIN cut USING (strong) WHERE size >= least
"""


@dataclass(frozen=True, slots=True)
class Blocks:
    """`pairs` holds left < right, sorted, each once; `cut` says how many blocks were too large, `lost` the pairs in them."""

    pairs: Numbers
    cut: int
    lost: int


def find(entries: Entries) -> Blocks:
    """The pairs of records, by number, that are worth comparing."""
    with connection() as base:
        base.register("given", {"hash": entries.hashes, "member": entries.members, "strong": entries.strong})
        base.execute(f"{SIZED}; {MEMBERS}; {EMPTY}")
        for strong, budget in ((True, STRONG_BUDGET), (False, WEAK_BUDGET)):
            least = _take(base, f"FROM members WHERE strong = {strong}", budget, entries.records)
            base.execute("INSERT INTO cut VALUES (?, ?)", [strong, least])
        base.execute(TWO, [COMBINED])
        _take(base, "FROM two", WEAK_BUDGET, entries.records)
        pairs = base.execute("SELECT DISTINCT low, high FROM found ORDER BY low, high").fetchnumpy()
        cut, lost = base.execute(LOST).fetchall()[0]
    return Blocks(np.stack([pairs["low"], pairs["high"]], axis=1).astype(np.int64), cut, lost)


def _take(base: "DuckDBPyConnection", blocks: str, budget: int, records: int) -> int:
    """Add the pairs of the smallest blocks, as many as the budget and what is left of all allow.

    Returns the least size that was too large.
    """
    [[found]] = base.execute("SELECT count(*) FROM found").fetchall()
    most = min(budget * records, BUDGET * records - found)
    countable = too_large(_by_size(base, SIZES.format(blocks=blocks)), REPEATED * most)
    base.execute(PAIRS.format(blocks=blocks), {"least": countable})
    new = _by_size(base, "SELECT size, count(*) AS pairs FROM made GROUP BY size")
    least = min(too_large(new, most), countable) if new.sum() > most else countable
    base.execute("INSERT INTO found SELECT low, high FROM made WHERE size < ?", [least])
    return least


def _by_size(base: "DuckDBPyConnection", counted: str) -> Numbers:
    """Pairs by size of their blocks: entry n is about blocks of n records."""
    rows = base.execute(counted).fetchnumpy()
    pairs = np.zeros(int(rows["size"].max(initial=1)) + 1, dtype=np.int64)
    pairs[rows["size"]] = rows["pairs"]
    return pairs
