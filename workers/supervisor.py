"""How do several workers start, stay and stop together? Forked from one process that has loaded everything."""

import gc
import logging
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from greening.config import Settings
from greening.jobs import Hold, LeaseLost
from greening.services import jobs
from greening.wiring import Wiring, wire
from workers import runner, sweeper
from workers.runner import die_with

STOP = {signal.SIGTERM, signal.SIGINT}
WATCHED = STOP | {signal.SIGCHLD}
POLL_SECONDS = 1
DATABASE_SECONDS = 60
RESTART_SECONDS = 1
"""A worker that ends at once, say without a queue to listen to, must not keep the machine busy."""
Part = Callable[[Wiring], object]

log = logging.getLogger(__name__)


def wire_when_ready(settings: Settings) -> Wiring:
    """The wiring, once the database takes connections: after a crash it replays its log first."""
    give_up = time.monotonic() + DATABASE_SECONDS
    while True:
        try:
            return wire(settings)
        except OperationalError as away:
            if time.monotonic() > give_up:
                raise
            log.warning("waiting for the database: %s", away.orig)
            time.sleep(RESTART_SECONDS)


def run(app: Wiring, *, count: int) -> None:
    """Run `count` workers and a sweeper until SIGTERM or SIGINT; whichever ends before is started again.

    At the end jobs under way get `policy.jobs.stop` to finish; those that do not are given back when their lease ends.
    """
    _warm_up(app)
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    children = {start(part, app): part for part in (sweeper.run, *[runner.run] * count)}
    try:
        while not _told_to_stop():
            for pid in _ended(children):
                log.warning("process %d ended and is started again", pid)
                part = children.pop(pid)
                time.sleep(RESTART_SECONDS)
                children[start(part, app)] = part
    finally:
        stop(children, app.policy.jobs.stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)


def _warm_up(app: Wiring) -> None:
    """What every horse would else do for itself: learn the server's ways, compile the statements all jobs need."""
    nobody = Hold(id=0, fence=0, kind="", key="", attempts=0)
    jobs.take(app.work, app.policy, job_id=nobody.id, worker="")
    with suppress(LeaseLost):
        jobs.finish(app.work, nobody, {})
    gc.freeze()


def start(part: Part, app: Wiring) -> int:
    """Fork a process that runs `part` and dies with us; its id."""
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        die_with(parent)
        for told in STOP:
            signal.signal(told, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        part(app)
        code = 0
    except Exception:
        log.exception("worker process ends")
    finally:
        os._exit(code)


def stop(children: Mapping[int, Part], patience: timedelta) -> None:
    """Ask all to end, wait, and kill who has not."""
    left = dict(children)
    _signal(left, signal.SIGTERM)
    give_up = time.monotonic() + patience.total_seconds()
    while left and time.monotonic() < give_up:
        signal.sigtimedwait({signal.SIGCHLD}, POLL_SECONDS)
        for pid in _ended(left):
            del left[pid]
    _signal(left, signal.SIGKILL)
    for pid in left:
        os.waitpid(pid, 0)


def _told_to_stop() -> bool:
    told = signal.sigtimedwait(WATCHED, POLL_SECONDS)
    return told is not None and told.si_signo in STOP


def _ended(children: Mapping[int, Part]) -> list[int]:
    return [pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]]


def _signal(children: Mapping[int, Part], number: signal.Signals) -> None:
    for pid in children:
        os.kill(pid, number)
