"""Which PostgreSQL and Valkey does a command use when nobody named any? One pair a data folder, started by who comes first.

The command that starts them holds a lock for as long as they run and stops them when it ends; any other command of the
same data folder connects to what runs. Neither ever touches a server of another folder.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from greening.embedded import places, postgres, valkey
from greening.embedded.children import POLL_SECONDS, NotStarted

__all__ = ["NotStarted", "Urls", "servers"]

WAIT_SECONDS = 90.0
"""For another command that is just starting or stopping them."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of the two servers, good for as long as the block of `servers` lasts."""

    database: str
    redis: str


@contextmanager
def servers(
    data_dir: Path, *, database_url: str = "", redis_url: str = "", postgres_options: Mapping[str, str] | None = None
) -> Iterator[Urls]:
    """Addresses that are given are passed on; what is not given runs in `data_dir`, at the latest from now on.

    Call it from the main thread. Raises: NotStarted.
    """
    with (
        _given(database_url) or _postgres(data_dir, postgres_options or {}) as database,
        _given(redis_url) or _valkey(data_dir) as redis,
    ):
        yield Urls(database, redis)


def _given(url: str) -> AbstractContextManager[str] | None:
    return _as_it_is(url) if url else None


@contextmanager
def _as_it_is(url: str) -> Iterator[str]:
    yield url


def _postgres(data_dir: Path, options: Mapping[str, str]) -> AbstractContextManager[str]:
    place = places.find(data_dir)
    return _one_for_all(
        place.data_dir / "postgresql.lock", start=lambda: postgres.running(place, options), answers=postgres.answers
    )


def _valkey(data_dir: Path) -> AbstractContextManager[str]:
    place = places.find(data_dir)
    return _one_for_all(place.data_dir / "valkey.lock", start=lambda: valkey.running(place), answers=valkey.answers)


@contextmanager
def _one_for_all(
    lock_file: Path, *, start: Callable[[], AbstractContextManager[str]], answers: Callable[[str], bool]
) -> Iterator[str]:
    """The address of the one server behind `lock_file`, which holds the address while the server can be used."""
    with FileIO(os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+") as lock:
        found = _take_or_find(lock, answers)
        if found:
            yield found
            return
        with start() as address:
            _write(lock, json.dumps({"pid": os.getpid(), "url": address}))
            try:
                yield address
            finally:
                lock.truncate(0)


def _take_or_find(lock: FileIO, answers: Callable[[str], bool]) -> str:
    """The address of a server that another command runs, or "" when the lock is ours. Raises: NotStarted."""
    give_up = time.monotonic() + WAIT_SECONDS
    while not _taken(lock):
        address = _read(lock)
        if address and answers(address):
            return address
        if time.monotonic() > give_up:
            raise NotStarted(f"the command that holds {lock.name} has not brought its server up")
        time.sleep(POLL_SECONDS)
    lock.truncate(0)
    return ""


def _taken(lock: FileIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(lock: FileIO) -> str:
    lock.seek(0)
    try:
        return str(json.loads(lock.read())["url"])
    except (ValueError, KeyError, TypeError):  # being written
        return ""


def _write(lock: FileIO, text: str) -> None:
    lock.seek(0)
    lock.write(text.encode())
