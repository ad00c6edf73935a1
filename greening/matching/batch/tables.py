"""How are tables joined that may not fit into memory, and kept in files? By DuckDB, which is loaded where it is used."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold before it goes to disk."""


@contextmanager
def connection() -> "Iterator[DuckDBPyConnection]":
    """DuckDB, for as long as is needed: in memory, and on disk where that does not suffice."""
    import duckdb  # a web process, which has no use for it, would be half as large again

    with TemporaryDirectory(prefix="greening-match-") as folder, duckdb.connect() as base:
        base.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{folder}'")
        yield base


def write(columns: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Write a table as a whole: whoever looks sees all of it or nothing."""
    begun = path.with_suffix(".part")
    with connection() as base:
        base.register("given", dict(columns))
        base.view("given").write_parquet(str(begun))
    begun.replace(path)
