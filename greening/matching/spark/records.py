"""What does each record say on its own? Copies taken together, keys a row each, and how common each of them is.

Features travel between the driver and its own executors as pickles; nothing is read that came from elsewhere.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as sql

from greening.matching.batch.copies import digest
from greening.matching.packing import pack
from greening.matching.scheme import Scheme, keys_of

Batches = Iterator[pa.RecordBatch]


def to_records(session: SparkSession, features: Sequence[object], sources: Sequence[str] | None = None) -> DataFrame:
    """Records that the driver has read, as `match` takes them: `place`, `features`, `source`."""
    packed = [pickle.dumps(own, protocol=5) for own in features]
    columns = {"place": pa.array(range(len(packed)), pa.int64()), "features": pa.array(packed, pa.binary())}
    columns["source"] = pa.array([""] * len(packed) if sources is None else list(sources), pa.string())
    return session.createDataFrame(pa.table(columns))


def of_table(table: DataFrame, read: Callable[[dict[str, Any]], object]) -> DataFrame:
    """Records that the executors read, as `match` takes them: `read` makes features of a row, by name of the columns.

    `table` has a column `place`, a number of its own for every row, and `source`, the same everywhere if there are none.
    """

    def parsed(batches: Batches) -> Batches:
        for batch in batches:
            packed = [pickle.dumps(read(row), protocol=5) for row in batch.to_pylist()]
            columns = [batch.column("place"), pa.array(packed, pa.binary()), batch.column("source")]
            yield pa.RecordBatch.from_arrays(columns, names=["place", "features", "source"])

    return table.mapInArrow(parsed, "place long, features binary, source string")


def distinct(records: DataFrame) -> DataFrame:
    """Records without copies: `record` orders them, `stands` are the places and sources of all that say the same."""

    def named(batches: Batches) -> Batches:
        for batch in batches:
            names = [digest(pack(unpacked(own))).hex() for own in batch.column("features").to_pylist()]
            yield batch.append_column("record", pa.array(names, pa.string()))

    said = records.mapInArrow(named, "place long, features binary, source string, record string")
    stands = sql.sort_array(sql.collect_list(sql.struct("place", "source")))
    return said.groupBy("record").agg(sql.first("features").alias("features"), stands.alias("stands"))


def entries(records: DataFrame, scheme: Scheme[Any]) -> DataFrame:
    """The keys of distinct records, a row each: `record`, `copies` of it, `strong`, `hash`."""

    def keyed(batches: Batches) -> Batches:
        for batch in batches:
            rows = batch.to_pylist()
            yield _table((row["record"], row["copies"], key.strong, key.hash) for row in rows
                          for key in keys_of(scheme, unpacked(row["features"])))  # fmt: skip

    copies = records.select("record", "features", sql.size("stands").cast("long").alias("copies"))
    return copies.mapInArrow(keyed, "record string, copies long, strong boolean, hash long")


def with_counts(records: DataFrame, keys: DataFrame) -> DataFrame:
    """Distinct records with the `counts` of those of their keys that several records have: rows of hash and total."""
    totals = keys.groupBy("hash").agg(sql.sum("copies").alias("total")).filter("total > 1")
    common: Column = sql.collect_list(sql.struct("hash", "total")).alias("counts")
    return records.join(keys.join(totals, "hash").groupBy("record").agg(common), "record", "left")


def unpacked(features: bytes) -> Any:
    return pickle.loads(features)  # noqa: S301 our own, see above


def _table(rows: Iterable[tuple[str, int, bool, int]]) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    kinds = (pa.string(), pa.int64(), pa.bool_(), pa.int64())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, names=["record", "copies", "strong", "hash"])
