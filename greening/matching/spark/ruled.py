"""What is known of the records that people ruled? Fetched from the cluster, for what was said teaches the driver."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from greening.matching.frequencies import Counted
from greening.matching.rulings import Rulings
from greening.matching.spark.records import unpacked

Stands = tuple[str, int, str]
"""A record among those that may be one with others: what it says, as a digest, then its place and its source."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Records that people said something of, by place: how each stands, what was read of it, and how common its values are."""

    counted: Counted
    stands: Mapping[int, Stands] = field(default_factory=dict)
    features: Mapping[int, Any] = field(default_factory=dict)

    def answers(self, rulings: Rulings) -> Iterator[tuple[Any, Any, bool]]:
        """What was said, of what was read."""
        yield from ((self.features[one], self.features[other], same) for one, other, same in rulings.answers)


def fetch(known: DataFrame, rulings: Rulings, total: int) -> Ruled:
    """Those that the rulings name, of distinct records with their counts among so many."""
    places = sorted({place for one, other, _ in rulings.answers for place in (one, other)})
    if not places:
        return Ruled(Counted(total))
    wanted = known.sparkSession.createDataFrame([(place,) for place in places], "place long")
    each = known.select("record", "features", "counts", sql.explode("stands").alias("own"))
    named = each.select("record", "features", "counts", "own.place", "own.source")
    rows = named.join(sql.broadcast(wanted), "place").collect()
    counts = {count["hash"]: count["total"] for row in rows for count in row["counts"] or ()}
    return Ruled(
        Counted(total, counts),
        {row["place"]: (row["record"], row["place"], row["source"]) for row in rows},
        {row["place"]: unpacked(row["features"]) for row in rows},
    )
