"""How is a job done? Taken, worked at while its lease is renewed, and closed, failed or buried. Runs in a work-horse."""

import logging
import os
import socket
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Any

from rq.timeouts import JobTimeoutException
from sqlalchemy.exc import SQLAlchemyError

from greening.domain.refusals import Refusal
from greening.jobs import Hold, LeaseLost
from greening.services import jobs
from greening.wiring import Wiring, wiring
from workers.registry import HANDLERS

DONE = "done"
"""How a job ends after which its process is still as good as new."""
RENEWALS = 3
"""Within one lease, so that two in a row may fail."""
DETAIL_CHARACTERS = 500
"""Of an error, for the jobs page; the log has all of it."""

log = logging.getLogger(__name__)


class UnknownKind(Exception):
    """No function here does this kind: say, a newer release noted it. Trying later on another host may help."""


def perform(job_id: int) -> dict[str, int]:
    """Do one job if it is still to be done, then more of its kind for a spell; how many ended in which way.

    A horse is a new process, and its first job pays for what the next ones of that kind find loaded. What RQ keeps of
    the answer is only for whoever looks into Redis.
    """
    app = wiring().current()
    worker = f"{socket.gethostname()}:{os.getpid()}"
    hold = jobs.take(app.work, app.policy, job_id=job_id, worker=worker)
    until = monotonic() + app.policy.jobs.spell.total_seconds()
    ended: Counter[str] = Counter()
    while hold:
        log.info("job %d begins: %s %s, attempt %d", hold.id, hold.kind, hold.key, hold.attempts)
        with renewing(app, hold):
            how = _do(app, hold)
        ended[how] += 1
        goes_on = how == DONE and monotonic() < until
        hold = jobs.take_next(app.work, app.policy, kind=hold.kind, worker=worker) if goes_on else None
    return ended


def _do(app: Wiring, hold: Hold) -> str:
    """One word for how it ended."""
    try:
        jobs.finish(app.work, hold, _result(app, hold))
    except LeaseLost:
        log.warning("job %d has gone to another worker", hold.id)
        return "lost"
    except Refusal as no:
        jobs.bury(app.work, hold, {"code": no.code, "params": no.params})
        log.warning("job %d was refused: %s", hold.id, no.code)
        return "refused"
    except Exception as error:
        log.exception("job %d failed", hold.id)
        jobs.fail(app.work, app.policy, hold, _failure(error))
        return "failed"
    return DONE


def _result(app: Wiring, hold: Hold) -> Mapping[str, Any]:
    if hold.kind not in HANDLERS:
        raise UnknownKind(hold.kind)
    return HANDLERS[hold.kind](app.held(hold), hold)


def _failure(error: Exception) -> dict[str, Any]:
    if isinstance(error, JobTimeoutException):
        return {"code": "job.too_long", "params": {}}
    if isinstance(error, UnknownKind):
        return {"code": "job.unknown_kind", "params": {"kind": str(error)}}
    said = f"{type(error).__name__}: {error}"[:DETAIL_CHARACTERS]
    return {"code": "job.raised", "params": {"error": said}}


@contextmanager
def renewing(app: Wiring, hold: Hold) -> Iterator[None]:
    """Keep the lease up beside the work; ends by itself once the job is another's or has run too long."""
    over = Event()
    beside = Thread(target=_renew, args=(app, hold, over), name=f"lease of {hold.id}", daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _renew(app: Wiring, hold: Hold, over: Event) -> None:
    every = app.policy.jobs.lease.total_seconds() / RENEWALS
    while not over.wait(every):
        try:
            if not jobs.renew(app.work, app.policy, hold):
                return
        except SQLAlchemyError as away:
            log.warning("lease of job %d not renewed: %s", hold.id, away)
