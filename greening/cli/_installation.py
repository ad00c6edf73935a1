"""What does a command stand on? Settings whose addresses work, tables at their newest form, and an orderly end."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING

from greening import config, embedded
from greening.cli._exits import Failed
from greening.config import Settings

if TYPE_CHECKING:
    from greening.storage.session import Work


@contextmanager
def servers() -> Iterator[Settings]:
    """Settings with working addresses, for as long as the block lasts; a signal to stop leaves it by KeyboardInterrupt."""
    settings = config.load()
    with (
        _stoppable(),
        embedded.servers(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url) as urls,
    ):
        yield replace(settings, database_url=urls.database, redis_url=urls.redis)


@contextmanager
def installation() -> Iterator[Settings]:
    """Like `servers`, with the tables this program needs, and with the addresses in the environment for what reads them there.

    Our own database is brought to the newest form; one that was given is only looked at. Raises: Failed when it is behind.
    """
    given = bool(config.load().database_url)
    with servers() as settings:
        (_expect_newest if given else _migrate)(settings)
        os.environ.update(environment(settings))
        yield settings


@contextmanager
def looking() -> "Iterator[Work]":
    """The database as it is: a policy or a table that is newer than this program's is not brought up to date for it.

    Raises: Failed, when its tables are of another version.
    """
    from greening.storage.session import make_engine, unit_of_work

    with servers() as settings:
        _expect_newest(settings)
        engine = make_engine(settings.database_url)
        try:
            yield unit_of_work(engine, send=lambda _: None)
        finally:
            engine.dispose()


def environment(settings: Settings) -> dict[str, str]:
    """What a process started by us must be told to use the same servers and the same data folder."""
    return {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "GREENING_DATA_DIR": str(settings.data_dir),
    }


def _migrate(settings: Settings) -> None:
    from greening.storage import migrate
    from greening.storage.session import make_engine

    engine = make_engine(settings.database_url)
    try:
        migrate.upgrade(engine)
    except migrate.MadeByNewer as newer:
        raise Failed(f"{newer}; use that program, or another data folder (GREENING_DATA_DIR)") from None
    finally:
        engine.dispose()


def _expect_newest(settings: Settings) -> None:
    from greening.storage import migrate
    from greening.storage.session import make_engine

    engine = make_engine(settings.database_url)
    found, wanted = migrate.current(engine), migrate.head()
    engine.dispose()
    if found != wanted:
        raise Failed(
            f"the database is at {found or 'nothing'}, this program needs {wanted}: python -m greening migrate"
        )


@contextmanager
def _stoppable() -> Iterator[None]:
    """Every polite signal to stop is a KeyboardInterrupt, once; while things are being stopped, signals change nothing."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.signal(each, _interrupt) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the signature of a handler
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
