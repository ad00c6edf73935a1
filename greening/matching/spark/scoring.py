"""What is thought of candidate pairs? Said on the executors, by the model that says it anywhere else."""

import pickle
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from greening.matching.frequencies import Counted
from greening.matching.model import Model
from greening.matching.spark.records import Batches, unpacked
from greening.matching.values import Verdict

CACHED = 4096
"""Records that an executor keeps unpacked: pairs of one record lie together."""


def judge(pairs: DataFrame, records: DataFrame, model: Model[Any], total: int) -> DataFrame:
    """Pairs of distinct records that somebody should look at, with what is thought of them: `left`, `right`, `opinion`.

    `records` have their counts; every value of which a step asks how common it is belongs to one of the two.
    """

    def judged(batches: Batches) -> Batches:
        read = lru_cache(maxsize=CACHED)(unpacked)
        for batch in batches:
            found = [own for row in batch.to_pylist() if (own := _judged(row, read, model, total))]
            columns = list(zip(*found, strict=True)) or [(), (), ()]
            kinds = (pa.string(), pa.string(), pa.binary())
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, names=["left", "right", "opinion"])

    met = pairs
    for side in ("left", "right"):
        met = met.join(_side(records, side), side)
    return met.mapInArrow(judged, "left string, right string, opinion binary")


def _side(records: DataFrame, side: str) -> DataFrame:
    names = {"record": side, "features": f"{side}_features", "counts": f"{side}_counts"}
    return records.select(*(sql.col(name).alias(given) for name, given in names.items()))


def _judged(row: dict[str, Any], read: Any, model: Model[Any], total: int) -> tuple[str, str, bytes] | None:
    counted = Counted(total, dict(_counts(row)))
    opinion = model.opinion(read(row["left_features"]), read(row["right_features"]), counted)
    if opinion.verdict is Verdict.DIFFERENT:
        return None
    return row["left"], row["right"], pickle.dumps(opinion, protocol=5)


def _counts(row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    for side in ("left", "right"):
        yield from ((count["hash"], count["total"]) for count in row[f"{side}_counts"] or ())
