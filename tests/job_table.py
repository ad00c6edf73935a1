"""Jobs for tests, noted and looked at in the table."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import update

from greening.domain.policy import Policy, shipped
from greening.jobs import Hold
from greening.services import jobs
from greening.storage.jobs import Job
from greening.storage.session import Work

POLICY = shipped()
LONG_AGO = timedelta(hours=1)


def note(work: Work, now: datetime, key: str = "one", kind: str = "test.write", **args: object) -> int | None:
    with work() as unit:
        return unit.note_job(kind, key, args, now=now)


def take(work: Work, job_id: int | None, worker: str = "host:1", policy: Policy = POLICY) -> Hold:
    assert job_id is not None
    hold = jobs.take(work, policy, job_id=job_id, worker=worker)
    assert hold is not None
    return hold


def job(work: Work, job_id: int | None) -> Job:
    with work() as unit:
        found = unit.session.get(Job, job_id)
    assert found is not None
    return found


def let_the_lease_run_out(work: Work, hold: Hold) -> None:
    set_to(work, hold.id, lease_until=Job.lease_until - LONG_AGO)


def set_to(work: Work, job_id: int | None, **values: object) -> None:
    with work() as unit:
        unit.session.execute(update(Job).where(Job.id == job_id).values(**values))


def with_jobs(**numbers: object) -> Policy:
    return replace(POLICY, jobs=replace(POLICY.jobs, **numbers))
