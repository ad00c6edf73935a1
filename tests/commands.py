"""Commands as processes of their own, and what they leave running."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from processes import ROOT


def query(url: str, sql: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


def at_work_in(folder: Path) -> list[int]:
    """Every process whose working folder is this one or below it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append(int(process.name))
    return found


def start(data_dir: Path) -> subprocess.Popen[str]:
    """`python -m greening up`."""
    environment = os.environ | {"GREENING_DATA_DIR": str(data_dir), "DATABASE_URL": "", "REDIS_URL": ""}
    command = [sys.executable, "-W", "error", "-m", "greening", "up"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)


def addresses(process: subprocess.Popen[str]) -> list[str]:
    """The two that it prints when its servers are up."""
    return [process.stdout.readline().strip().partition("=")[2] for _ in range(2)]


@contextmanager
def up(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A command whose servers are up; `urls` has their addresses."""
    with start(data_dir) as process:
        process.urls = addresses(process)
        try:
            yield process
        finally:
            process.terminate()  # a kill would leave its servers ending in a folder that is being removed
