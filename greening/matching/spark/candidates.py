"""Which pairs are worth comparing? The rules of `blocks`, counted and joined on the cluster.

Only how many blocks have which size comes to the driver, which says from which size on they are too large.
"""

from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from greening.matching.batch.blocks import BUDGET, COMBINED, REPEATED, STRONG_BUDGET, WEAK_BUDGET
from greening.matching.batch.limits import too_large


@dataclass(frozen=True, slots=True)
class Candidates:
    """`pairs` holds `left` < `right`, each once; `cut` says how many blocks were too large, `lost` the pairs in them."""

    pairs: DataFrame
    cut: int
    lost: int


def find(entries: DataFrame, records: int) -> Candidates:
    """The pairs among so many distinct records; `entries` are their keys, see `records.entries`."""
    by_key = Window.partitionBy("strong", "hash")
    sized = entries.withColumn("size", sql.count("record").over(by_key)).filter("size > 1")
    blocks = sized.withColumn("block", sql.struct(~sql.col("strong"), "hash")).persist()
    taken, cut = _Taken(records), []
    for strong, budget in ((True, STRONG_BUDGET), (False, WEAK_BUDGET)):
        own = blocks.filter(sql.col("strong") == strong)
        least = taken.take(own, budget)
        cut.append(own.filter(sql.col("size") >= least))
    large = cut[0].union(cut[1]).persist()
    taken.take(_combined(large), WEAK_BUDGET)
    return Candidates(reduce(DataFrame.union, taken.pairs).distinct(), *_counted(large))


@dataclass(slots=True)
class _Taken:
    """The pairs that were taken among so many records, `count` of them; what is taken twice counts twice."""

    records: int
    pairs: list[DataFrame] = field(default_factory=list)
    count: int = 0

    def take(self, blocks: DataFrame, budget: int) -> int:
        """Add the pairs of the smallest blocks, as many as the budget a record and what is left of all allow.

        `blocks` has a row a member: `block`, `record`, and the `size` of the block. Returns the least size that was too
        large.
        """
        most = min(budget * self.records, BUDGET * self.records - self.count)
        rows = _by_size(blocks)
        countable = too_large(rows * (np.arange(rows.size) - 1) // 2, REPEATED * most)
        made = _made(blocks.filter(sql.col("size") < countable)).persist()
        new = _by_size(made)
        least = min(too_large(new, most), countable) if new.sum() > most else countable
        self.pairs.append(made.filter(sql.col("size") < least).select("left", "right"))
        self.count += int(new[:least].sum())
        return least


def _made(members: DataFrame) -> DataFrame:
    """Each pair in blocks once, with the size of the smallest block that it is in."""
    left = members.select("block", "size", sql.col("record").alias("left"))
    right = members.select("block", sql.col("record").alias("right"))
    met = left.join(right, "block").filter("left < right")
    return met.groupBy("left", "right").agg(sql.min("size").alias("size"))


def _by_size(rows: DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many rows are of size 0, 1, …"""
    counts = {row["size"]: row["count"] for row in rows.groupBy("size").count().collect()}
    by_size = np.zeros(max(counts, default=1) + 1, dtype=np.int64)
    by_size[list(counts)] = list(counts.values())
    return by_size


def _combined(large: DataFrame) -> DataFrame:
    """Blocks of records that share two keys whose own blocks are too large, of each record's rarest ones."""
    rarest = Window.partitionBy("record").orderBy("size", "block")
    own = large.withColumn("nth", sql.row_number().over(rarest)).filter(sql.col("nth") <= COMBINED)
    one = own.select("record", sql.col("block").alias("one"))
    two = one.join(own.select("record", sql.col("block").alias("other")), "record").filter("one < other")
    both = two.select("record", sql.struct("one", "other").alias("block"))
    sized = both.withColumn("size", sql.count("record").over(Window.partitionBy("block")))
    return sized.filter("size > 1")


def _counted(large: DataFrame) -> tuple[int, int]:
    """How many blocks those are, and how many pairs are in them."""
    rows = _by_size(large)
    sizes = np.maximum(np.arange(rows.size), 1)
    return int((rows // sizes).sum()), int((rows * (sizes - 1) // 2).sum())
