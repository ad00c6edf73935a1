"""How does `match` compare on Spark? By the session that the environment says: SPARK_HOME, its defaults, or this machine."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from greening.cli._match_run import Engine
from greening.files import FileRefused
from greening.matching import Matched, Model
from greening.matching.rulings import Rulings


def engine() -> Engine:
    """What compares features on Spark. The driver reads the file; keys, pairs and opinions are the executors'.

    Raises: FileRefused, when Spark is not there.
    """
    if find_spec("pyspark") is None:
        raise FileRefused("spark.missing")
    return _match


def _match(
    features: Sequence[Any],
    model: Model[Any],
    *,
    sources: Sequence[str] | None,
    rulings: Rulings,
    known: Sequence[int] | None,
    **_: object,
) -> Matched:
    from pyspark.sql import SparkSession

    from greening.matching import spark

    session = SparkSession.builder.appName("greening match").getOrCreate()
    table = spark.to_records(session, features, sources)
    return spark.match(table, model, link_only=sources is not None, rulings=rulings, known=known)
