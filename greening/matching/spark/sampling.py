"""Which pairs stand for all of them, when the model looks once at a base? Every n-th, in the order that `batch` takes."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from greening.matching.fitting import SAMPLE
from greening.matching.frequencies import Counted
from greening.matching.spark.records import Batches, unpacked


def sampled(pairs: DataFrame, known: DataFrame, total: int) -> tuple[list[tuple[Any, Any, float]], Counted]:
    """A part of the pairs with how many pairs of records each stands for, and how common their values are."""
    ordered, begins, apart = _ordered(pairs)
    chosen = ordered.mapInArrow(_every(begins, apart), "left string, right string")
    rows = [row.asDict() for row in _with_both(chosen, known).collect()]
    rows.sort(key=lambda row: (row["left"] != row["right"], row["left"], row["right"]))
    counts = {
        count["hash"]: count["total"]
        for row in rows
        for side in ("left", "right")
        for count in row[f"{side}_counts"] or ()
    }
    return list(_standing(rows, apart)), Counted(total, counts)


def _standing(rows: list[dict[str, Any]], apart: int) -> Iterator[tuple[Any, Any, float]]:
    for row in rows:
        own, others = row["left_copies"], row["right_copies"]
        stands = own * (own - 1) // 2 if row["left"] == row["right"] else own * others
        yield unpacked(row["left_features"]), unpacked(row["right_features"]), float(stands * apart)


def _ordered(pairs: DataFrame) -> tuple[DataFrame, dict[int, int], int]:
    """The pairs in order, how many stand before those of each partition, and how far those to take are apart."""
    order = pairs.orderBy(sql.col("left") != sql.col("right"), "left", "right")
    ordered = order.withColumn("part", sql.spark_partition_id()).persist()
    counts = {row["part"]: row["count"] for row in ordered.groupBy("part").count().collect()}
    begins, before = {}, 0
    for part in sorted(counts):
        begins[part] = before
        before += counts[part]
    return ordered, begins, before // SAMPLE + 1


def _every(begins: dict[int, int], apart: int) -> Any:
    def chosen(batches: Batches) -> Batches:
        at = None
        for batch in batches:
            if batch.num_rows:
                at = begins[batch.column("part")[0].as_py()] if at is None else at
                yield batch.select(["left", "right"]).take(
                    pa.array(range(-at % apart, batch.num_rows, apart), pa.int64())
                )
                at += batch.num_rows

    return chosen


def _with_both(pairs: DataFrame, known: DataFrame) -> DataFrame:
    for side in ("left", "right"):
        own = [sql.col(name).alias(f"{side}_{name}") for name in ("features", "counts")]
        copies = sql.size("stands").cast("long").alias(f"{side}_copies")
        pairs = pairs.join(known.select(sql.col("record").alias(side), *own, copies), side)
    return pairs
