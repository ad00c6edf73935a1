"""How does work in the background go on, and who knows what became of it?

A worker takes a job, does it in transactions that commit only while it still holds it, and says how it ended. Sweepers
ring lost bells again, end the leases of the dead and note what the timetable says. Operations look and try again.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from greening.domain.jobs import pause
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import JobAlreadyOpen, NotFound
from greening.jobs import Hold, LeaseLost
from greening.storage import jobs
from greening.storage.events import Event
from greening.storage.session import Send, Unit, Work

LEASE_LOST = {"code": "job.lease_lost", "params": {}}


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many jobs of a kind there are in a phase: waiting, later, running, done or dead."""

    kind: str
    phase: str
    count: int


@dataclass(frozen=True, slots=True)
class Running:
    id: int
    kind: str
    key: str
    attempts: int
    worker: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    id: int
    kind: str
    key: str
    attempts: int
    failure: Mapping[str, Any]
    noted_at: datetime
    died_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the jobs page shows; `before` leads to the next dead letters, None at the end."""

    counts: tuple[KindCount, ...]
    running: tuple[Running, ...]
    dead: tuple[DeadLetter, ...]
    before: int | None


def take(work: Work, policy: Policy, *, job_id: int, worker: str) -> Hold | None:
    """Take a job, or None where there is nothing to do: it is done, dead, in other hands or not due."""
    with work() as unit:
        return jobs.take(unit.session, job_id, worker=worker, lease=policy.jobs.lease)


def take_next(work: Work, policy: Policy, *, kind: str, worker: str) -> Hold | None:
    """Take the next due job of this kind that nobody holds, or None where there is none."""
    with work() as unit:
        return jobs.take_next(unit.session, kind, worker=worker, lease=policy.jobs.lease)


def renew(work: Work, policy: Policy, hold: Hold) -> bool:
    """Hold a job for another lease. False where it went to another, or has run so long that it must hang."""
    with work() as unit:
        return jobs.renew(unit.session, hold, lease=policy.jobs.lease, longest=policy.jobs.longest)


def fenced(work: Work, hold: Hold) -> Work:
    """The same transactions, each of which commits only while `hold` still holds its job.

    What a service leaves in `Unit.cursor` is kept with the job in the same transaction, and found in `Hold.cursor` by
    the next attempt. Raises: LeaseLost on leaving a block, after which nothing of that block is written.
    """

    @contextmanager
    def begin(*, look: bool = False) -> Iterator[Unit]:
        with work(look=look) as unit:
            yield unit
            if not _still_ours(unit, hold):
                raise LeaseLost(hold.id)

    return begin


def finish(work: Work, hold: Hold, result: Mapping[str, Any]) -> None:
    """Close a job; where the same work was noted again meanwhile, it is done once more. Raises: LeaseLost."""
    with work() as unit:
        if not jobs.finish(unit.session, hold, result):
            raise LeaseLost(hold.id)


def fail(work: Work, policy: Policy, hold: Hold, failure: Mapping[str, Any]) -> None:
    """Leave it for another try after a pause, or for a person after the last one. A job that is not ours stays as is."""
    with work() as unit:
        current = jobs.held(unit.session, hold)
        if current is not None:
            _let_go(unit.session, policy, current, failure)


def bury(work: Work, hold: Hold, failure: Mapping[str, Any]) -> None:
    """Leave it for a person at once: trying again would change nothing. A job that is not ours stays as it is."""
    with work() as unit:
        jobs.bury(unit.session, hold, failure)


def reap(work: Work, policy: Policy) -> int:
    """End the leases that have run out, as failed attempts; how many."""
    with work() as unit:
        late = jobs.expired(unit.session, limit=policy.jobs.batch)
        for hold in late:
            _let_go(unit.session, policy, hold, LEASE_LOST)
        return len(late)


def relay(work: Work, policy: Policy, ring: Send) -> int:
    """Ring for the jobs that are due and that nobody has taken since their bell was rung; for how many."""
    with work() as unit:
        lost = jobs.unheard(unit.session, older_than=policy.jobs.relay_after, limit=policy.jobs.batch)
    if lost:
        ring(lost)
    return len(lost)


def set_timetable(work: Work, timetable: Mapping[str, timedelta]) -> None:
    """Write down what runs how often; safe to call at every start."""
    with work() as unit:
        if jobs.is_sweeper(unit.session):
            jobs.set_timetable(unit.session, timetable)


def sweep(work: Work, *, now: datetime) -> Sequence[str]:
    """Note what the timetable says is due; the kinds noted. Nothing while another process is at it."""
    with work() as unit:
        if not jobs.is_sweeper(unit.session):
            return ()
        due = jobs.due_sweeps(unit.session)
        return [kind for kind in due if unit.note_job(kind, "", now=now) is not None]


def purge(work: Work, policy: Policy) -> int:
    """Forget jobs done long ago, a portion at a time; how many."""
    with work() as unit:
        return jobs.purge(unit.session, older_than=policy.jobs.kept, limit=policy.jobs.batch)


def overview(work: Work, policy: Policy, *, actor: Actor, before: int | None = None) -> Overview:
    """Counts, what runs, and a page of dead letters, newest first. Raises: Denied."""
    authorise(actor, Action.READ_JOBS)
    limit = policy.lists.page
    with work() as unit:
        counts = tuple(KindCount(kind, phase, count) for kind, phase, count in jobs.counts(unit.session))
        running = tuple(_running(job) for job in jobs.running(unit.session, limit=limit))
        dead = tuple(_dead(job) for job in jobs.dead(unit.session, before=before, limit=limit + 1))
    more = len(dead) > limit
    return Overview(counts, running, dead[:limit], dead[limit - 1].id if more else None)


def retry(work: Work, *, actor: Actor, job_id: int, now: datetime) -> None:
    """Open a dead letter again, with all its attempts, at once.

    Raises: Denied; NotFound where it is not a dead letter; JobAlreadyOpen where another job does the same work.
    """
    authorise(actor, Action.RETRY_JOB)
    with work() as unit:
        if not _revived(unit.session, job_id):
            raise NotFound
        event = Event(at=now, actor_id=actor.id, kind="job.retried", subject="job", subject_id=job_id)
        unit.session.add(event)
        unit.noted.append(job_id)


def _revived(session: Session, job_id: int) -> bool:
    try:
        with session.begin_nested():
            return jobs.revive(session, job_id)
    except IntegrityError as taken:
        raise JobAlreadyOpen(job_id=job_id) from taken


def _still_ours(unit: Unit, hold: Hold) -> bool:
    if unit.cursor is None:
        return jobs.held(unit.session, hold) is not None
    return jobs.advance(unit.session, hold, unit.cursor)


def _let_go(session: Session, policy: Policy, hold: Hold, failure: Mapping[str, Any]) -> None:
    wait = pause(hold.attempts, policy.jobs)
    if wait is None:
        jobs.bury(session, hold, failure)
    else:
        jobs.give_back(session, hold, failure, pause=wait)


def _running(job: jobs.Job) -> Running:
    return Running(job.id, job.kind, job.key, job.attempts, job.worker, job.taken_at)


def _dead(job: jobs.Job) -> DeadLetter:
    return DeadLetter(job.id, job.kind, job.key, job.attempts, job.failure or {}, job.created_at, job.finished_at)
