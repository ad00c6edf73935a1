"""What do all benchmarks share? Where the data lies, a database of their own, and how a verdict is told."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

from greening import embedded
from greening.storage import migrate
from greening.storage.session import make_engine

ROOT = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """Where public and synthetic data lies, if it is there at all."""
    return Path(os.environ.get("GREENING_BENCH_DATA") or ROOT / ".." / "shared" / "data")


@contextmanager
def server() -> Iterator[str]:
    """A PostgreSQL with the settings that Greening runs with, for this run alone: the address of an empty database."""
    with tempfile.TemporaryDirectory(prefix="greening-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # root's server is another user's
        with embedded.servers(Path(folder) / "data") as urls:
            yield urls.database


def database(server_url: str, name: str) -> str:
    """Another database of the server, migrated."""
    engine = make_engine(server_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    url = server_url.replace("@/greening?", f"@/{name}?")
    made = make_engine(url)
    migrate.upgrade(made)
    made.dispose()
    return url


def peak_mb() -> float:
    """The most memory that this process ever had."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return round(int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) / 1024, 1)


def tell(figures: dict[str, Any], *, passed: bool, otherwise: str = "fail") -> None:
    """End with one JSON object that begins with the verdict; exit code 0 only where every bar held."""
    print(json.dumps({"verdict": "pass" if passed else otherwise, **figures}, ensure_ascii=False))
    sys.exit(0 if passed else 1)
