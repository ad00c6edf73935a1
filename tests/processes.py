"""Real worker processes for tests, jobs for them, and ways to look at both and to wait."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from job_table import job
from sqlalchemy import select

from greening.embedded.children import bound_to_us
from greening.jobs import JobState
from greening.storage.events import Event
from greening.storage.jobs import Job
from greening.storage.session import Work

ROOT = Path(__file__).parents[1]
RUN = ROOT / "tests" / "workers" / "run.py"
QUICK = {"lease": 2, "tick": 0.2, "relay_after": 1, "backoff": 0.1, "stop": 5}
"""Patience of seconds, so that a test sees a lease end."""


@contextmanager
def workers(database_url: str, redis_url: str, count: int = 1, **numbers: float) -> Iterator[subprocess.Popen[bytes]]:
    """A supervisor with its children; at the end it must stop cleanly by itself."""
    environment = os.environ | {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", RUN, str(count), json.dumps(QUICK | numbers)]
    process = subprocess.Popen(bound_to_us(command, ends_by=signal.SIGKILL), env=environment, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(30) in {0, -signal.SIGKILL}


def wait_until(happened: Callable[[], object], *, seconds: float = 60) -> None:
    """Look until it is so."""
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.05)


def kill(pid: int, number: signal.Signals = signal.SIGKILL) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def is_alive(pid: int) -> bool:
    """Neither gone nor a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def children(pid: int) -> list[int]:
    """Direct children, oldest first."""
    with suppress(FileNotFoundError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def has_ended(work: Work, job_id: int) -> bool:
    return job(work, job_id).state != JobState.OPEN


def effects(work: Work, kind: str = "test.did") -> list[dict[str, Any]]:
    with work() as unit:
        return list(unit.session.scalars(select(Event.after).where(Event.kind == kind).order_by(Event.id)))


def holder(work: Work, job_id: int) -> int:
    """The work-horse that holds a job, once one does."""
    wait_until(lambda: job(work, job_id).lease_until)
    return int(job(work, job_id).worker.rpartition(":")[2])


def sweeps(work: Work) -> list[Job]:
    """What the timetable has noted."""
    with work() as unit:
        return list(unit.session.scalars(select(Job).where(Job.key == "")))
