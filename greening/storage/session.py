"""Where does a transaction begin and end? One block is one transaction; jobs it notes are sent after it is committed."""

import os
import select
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from greening.storage import jobs

DRIVER = "postgresql+psycopg"
TIMEOUTS = "-c statement_timeout=60s -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s -c timezone=UTC"
"""A page waits no longer than its reader; a job that needs more says so in its own transaction (SET LOCAL)."""


class Unit:
    """One transaction under way: its session, and the jobs it has noted so far."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.noted: list[int] = []
        self.cursor: Mapping[str, Any] | None = None
        """How far this transaction brings the work. Where a job does it, a later attempt goes on from here."""

    def note_job(
        self,
        kind: str,
        key: str,
        args: Mapping[str, Any] | None = None,
        *,
        now: datetime,
        run_after: datetime | None = None,
    ) -> int | None:
        """Note work for after the commit, at `run_after` or at once; None when the same work is open already."""
        due = run_after or now
        job_id = jobs.note(self.session, kind=kind, key=key, args=args or {}, run_after=due, now=now)
        if job_id is not None and due <= now:
            self.noted.append(job_id)
        return job_id


class Work(Protocol):
    """What services call to begin."""

    def __call__(self, *, look: bool = False) -> AbstractContextManager[Unit]:
        """A transaction: commits on leaving, rolls back on any exception.

        For a `look` there is none, each question stands alone and costs no more than itself: for whoever changes nothing,
        or asks again under a lock before they do.
        """


Send = Callable[[Sequence[int]], None]


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """A pool of connections to PostgreSQL; any ``postgresql://`` address is read by psycopg 3.

    An error names no values: what was typed, numbers of people among it, belongs in no log.
    """
    address = make_url(url).set(drivername=DRIVER)
    engine = create_engine(
        address,
        pool_size=pool_size,
        hide_parameters=True,
        connect_args={"options": TIMEOUTS, "application_name": "greening", "connect_timeout": 10},
    )
    event.listen(engine, "checkout", _is_there)
    _forget_in_children(engine)
    return engine


def _is_there(connection: Any, *_: object) -> None:
    """Have the pool open another connection where the server has ended this one while nobody used it.

    Its farewell waits to be read, nothing else does; asking the server each time would cost as much as most questions.
    """
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if waiting.poll(0):
        raise DisconnectionError


def _forget_in_children(engine: Engine) -> None:
    """A forked process opens connections of its own: two that speak on one would read each other's answers."""
    weak = weakref.ref(engine)

    def forget() -> None:
        if (inherited := weak()) is not None:
            inherited.dispose(close=False)

    os.register_at_fork(after_in_child=forget)


def unit_of_work(engine: Engine, send: Send) -> Work:
    """What services call to begin; what was noted is sent after the commit.

    `send` gets the ids of noted jobs and must not raise: what it loses the relay finds.
    """
    sessions = sessionmaker(engine, expire_on_commit=False)
    looks = sessionmaker(engine.execution_options(isolation_level="AUTOCOMMIT"), expire_on_commit=False)

    @contextmanager
    def begin(*, look: bool = False) -> Iterator[Unit]:
        with (looks if look else sessions).begin() as session:
            yield (unit := Unit(session))
        if unit.noted:
            send(unit.noted)

    return begin
