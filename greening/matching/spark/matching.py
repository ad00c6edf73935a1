"""Which records of a Spark table are one? The pairs and clusters that `batch.match` finds, by the same rules."""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

import numpy as np
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from greening.matching import clusters
from greening.matching.batch.matching import COPIES, Matched, Pair
from greening.matching.fitting import fitted
from greening.matching.learning import learn
from greening.matching.model import Model
from greening.matching.scheme import F
from greening.matching.spark import candidates, records, scoring
from greening.matching.spark.sampling import sampled
from greening.matching.values import Opinion

Stands = tuple[str, int, str]
"""A record among those that may be one with others: what it says, as a digest, then its place and its source."""


def match(table: DataFrame, model: Model[F], *, link_only: bool = False) -> Matched:
    """Compare records with each other; with `link_only` only those of different sources.

    `table` has a row a record: `place` (a number of its own), `features` (pickled, see `records.to_records`), `source`.
    """
    total = table.count()
    own = records.distinct(table).persist()
    keys = records.entries(own, model.scheme).persist()
    known = records.with_counts(own, keys).persist()
    found = candidates.find(keys, own.count())
    every = _copied(own).union(found.pairs).persist()
    model = fitted(model, *sampled(every, known, total))
    judged = scoring.judge(every, known, model, total).persist()
    pairs = list(_pairs(judged, own, link_only=link_only))
    joined = _joined(pairs, own, model, link_only=link_only)
    many = own.filter(sql.size("stands") > COPIES).select(sql.size("stands").alias("size")).collect()
    lost = found.lost + sum(row["size"] * (row["size"] - 1) // 2 for row in many)
    ordered = sorted((pair for _, _, pair in pairs), key=lambda pair: (pair.left, pair.right))
    return Matched(ordered, joined, every.count(), found.cut + len(many), lost, learn(model, []))


def _copied(own: DataFrame) -> DataFrame:
    """Records that have copies, each paired with itself."""
    size = sql.size("stands")
    return own.filter((size > 1) & (size <= COPIES)).select(
        sql.col("record").alias("left"), sql.col("record").alias("right")
    )


def _pairs(judged: DataFrame, own: DataFrame, *, link_only: bool) -> Iterator[tuple[Stands, Stands, Pair]]:
    """The pairs of records that pairs of distinct ones stand for."""
    met = judged
    for side in ("left", "right"):
        met = met.join(own.select(sql.col("record").alias(side), sql.col("stands").alias(f"{side}_stands")), side)
    for row in met.toLocalIterator(prefetchPartitions=True):
        opinion: Opinion = pickle.loads(row["opinion"])  # noqa: S301 what our own executors say
        left, right = (_stands(row, side) for side in ("left", "right"))
        met_here: Iterable[Any] = combinations(left, 2) if row["left"] == row["right"] else product(left, right)
        for one, other in met_here:
            if not link_only or one[2] != other[2]:
                yield one, other, Pair(min(one[1], other[1]), max(one[1], other[1]), opinion)


def _stands(row: Any, side: str) -> list[Stands]:
    return [(row[side], stands["place"], stands["source"]) for stands in row[f"{side}_stands"]]


def _joined(
    pairs: list[tuple[Stands, Stands, Pair]], own: DataFrame, model: Model[Any], *, link_only: bool
) -> list[list[int]]:
    """The clusters, by place. Only records that somebody may be one with come to the driver."""
    linked = sorted({end for one, other, _ in pairs for end in (one, other)})
    number = {end: at for at, end in enumerate(linked)}
    ends = np.array([(number[one], number[other]) for one, other, _ in pairs], dtype=np.int64).reshape(-1, 2)
    bits = np.array([clusters.weight(pair.opinion) for _, _, pair in pairs])
    links = clusters.Links(ends[:, 0], ends[:, 1], bits)
    fetched = _fetched(own, {linked[at][0] for at in clusters.tangled(links).tolist()})
    features = {at: fetched[end[0]] for end, at in number.items() if end[0] in fetched}
    sources = [end[2] for end in linked] if link_only else None
    joined = clusters.join(links, features, model, ranks=range(len(linked)), sources=sources)
    return sorted(sorted(linked[at][1] for at in group) for group in joined.groups)


def _fetched(own: DataFrame, wanted: set[str]) -> Mapping[str, Any]:
    if not wanted:
        return {}
    some = own.sparkSession.createDataFrame([(record,) for record in sorted(wanted)], "record string")
    rows = own.join(some, "record").select("record", "features").toLocalIterator()
    return {row["record"]: records.unpacked(row["features"]) for row in rows}
