"""Which pairs are worth comparing? The rules of `blocks`, counted and joined on the cluster.

Only how many blocks have which size comes to the driver, which says from which size on they are too large.
"""

from dataclasses import dataclass

import numpy as np
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as sql

from greening.matching.blocks import COMBINED, REPEATED, STRONG_BUDGET, WEAK_BUDGET
from greening.matching.limits import too_large


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
    found, cut = [], []
    for strong, budget in ((True, STRONG_BUDGET), (False, WEAK_BUDGET)):
        own = blocks.filter(sql.col("strong") == strong)
        pairs, limit = _within(own, budget * records)
        found.append(pairs)
        cut.append(own.filter(sql.col("size") >= limit))
    large = cut[0].union(cut[1]).persist()
    both, _ = _within(_combined(large), WEAK_BUDGET * records)
    pairs = found[0].union(found[1]).union(both).distinct()
    return Candidates(pairs, *_counted(large))


def _within(blocks: DataFrame, budget: int) -> tuple[DataFrame, int]:
    """The pairs in blocks that are small enough, and the size from which on they are not. A pair counts once.

    `blocks` has a row a member: `block`, `record`, and the `size` of the block.
    """
    rows = _by_size(blocks)
    sizes = np.arange(rows.size)
    countable = too_large(rows * (sizes - 1) // 2, REPEATED * budget)
    members = blocks.filter(sql.col("size") < countable)
    left = members.select("block", "size", sql.col("record").alias("left"))
    right = members.select("block", sql.col("record").alias("right"))
    met = left.join(right, "block").filter("left < right")
    pairs = met.groupBy("left", "right").agg(sql.min("size").alias("size")).persist()
    limit = too_large(_by_size(pairs), budget)
    return pairs.filter(sql.col("size") < limit).select("left", "right"), limit


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
