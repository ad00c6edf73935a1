"""Which records of a Spark table are one? The pairs and clusters that `batch.match` finds, by the same rules."""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from operator import itemgetter
from typing import Any

import numpy as np
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from greening.matching import clusters
from greening.matching.batch.matching import COPIES, Matched, Pair
from greening.matching.clusters import Joined, Links
from greening.matching.fitting import fitted
from greening.matching.learning import taught
from greening.matching.model import Model
from greening.matching.rulings import NOTHING_RULED, Rulings
from greening.matching.scheme import F
from greening.matching.spark import candidates, records, ruled, scoring
from greening.matching.spark.ruled import Ruled, Stands
from greening.matching.spark.sampling import sampled
from greening.matching.values import Opinion


def match(
    table: DataFrame,
    model: Model[F],
    *,
    link_only: bool = False,
    rulings: Rulings = NOTHING_RULED,
    known: Sequence[int] | None = None,
) -> Matched:
    """Compare records with each other; with `link_only` only those of different sources.

    `table` has a row a record: `place` (a number of its own), `features` (pickled, see `records.to_records`), `source`.
    `rulings` and `known`, by place, are what they are to `batch.match`.
    """
    total = table.count()
    own = records.distinct(table).persist()
    keys = records.entries(own, model.scheme).persist()
    counted = records.with_counts(own, keys).persist()
    found = candidates.find(keys, own.count())
    every = _copied(own).union(found.pairs).persist()
    model = fitted(model, *sampled(every, counted, total))
    said = ruled.fetch(counted, rulings, total)
    learned = taught(model, said.answers(rulings), said.counted)
    judged = scoring.judge(every, counted, learned.model, total).persist()
    pairs = list(_pairs(judged, own, link_only=link_only))
    linked = _Linked.of(pairs, said)
    joined = linked.join(own, learned.model, link_only=link_only, rulings=rulings, known=known)
    many = own.filter(sql.size("stands") > COPIES).select(sql.size("stands").alias("size")).collect()
    lost = found.lost + sum(row["size"] * (row["size"] - 1) // 2 for row in many)
    ordered = sorted((pair for _, _, pair in pairs), key=lambda pair: (pair.left, pair.right))
    return Matched(ordered, joined.groups, every.count(), found.cut + len(many), lost, learned, joined.bridges)


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


@dataclass(frozen=True, slots=True)
class _Linked:
    """The records that somebody may be one with, in order of place, and the links between them: only these come to the driver."""

    ends: list[Stands]
    links: Links

    @classmethod
    def of(cls, pairs: Sequence[tuple[Stands, Stands, Pair]], said: Ruled) -> "_Linked":
        ends = {end for one, other, _ in pairs for end in (one, other)}.union(said.stands.values())
        ordered = sorted(ends, key=itemgetter(1))
        number = {end: at for at, end in enumerate(ordered)}
        both = np.array([(number[one], number[other]) for one, other, _ in pairs], dtype=np.int64).reshape(-1, 2)
        return cls(
            ordered, Links(both[:, 0], both[:, 1], np.array([clusters.weight(pair.opinion) for _, _, pair in pairs]))
        )

    def join(
        self, own: DataFrame, model: Model[Any], *, link_only: bool, rulings: Rulings, known: Sequence[int] | None
    ) -> Joined:
        """The clusters and bridges, by place."""
        places = [place for _, place, _ in self.ends]
        number = {place: at for at, place in enumerate(places)}
        joined = clusters.join(
            self.links,
            self._features(own, every=rulings != NOTHING_RULED or known is not None),
            model,
            ranks=np.argsort(np.array(sorted(range(len(places)), key=self.ends.__getitem__), dtype=np.int64)),
            sources=[source for _, _, source in self.ends] if link_only else None,
            rulings=rulings.renamed(number.__getitem__),
            known=None if known is None else [known[place] for place in places],
        )
        bridges = [replace(bridge, left=places[bridge.left], right=places[bridge.right]) for bridge in joined.bridges]
        return Joined([[places[at] for at in group] for group in joined.groups], bridges)

    def _features(self, own: DataFrame, *, every: bool) -> dict[int, Any]:
        """What was read of the records that are not clear at a glance; of all where what is known has joined some before."""
        wanted = range(len(self.ends)) if every else clusters.tangled(self.links).tolist()
        fetched = _fetched(own, {self.ends[at][0] for at in wanted})
        return {at: fetched[self.ends[at][0]] for at in wanted}


def _fetched(own: DataFrame, wanted: set[str]) -> Mapping[str, Any]:
    if not wanted:
        return {}
    some = own.sparkSession.createDataFrame([(record,) for record in sorted(wanted)], "record string")
    rows = own.join(some, "record").select("record", "features").toLocalIterator()
    return {row["record"]: records.unpacked(row["features"]) for row in rows}
