"""Do real worker processes keep what the job table promises, whatever dies?"""

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from processes import children, is_alive, kill, parent, wait_until, workers
from redis import Redis
from sqlalchemy import func, select

from greening import config
from greening.jobs import JobState
from greening.storage.events import Event
from greening.storage.jobs import Job
from greening.storage.session import Work
from greening.wiring import wired

Start = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def start(database_url: str, redis_url: str, engine: object) -> Start:
    return partial(workers, database_url, redis_url)


@pytest.fixture
def app(database_url: str, redis_url: str, engine: object):
    """This process as the web would be: it notes jobs and rings for them."""
    with wired(replace(config.Settings(), database_url=database_url, redis_url=redis_url)) as here:
        yield here


def note(work: Work, now, key: str = "one", kind: str = "test.write", **args: object) -> int:
    with work() as unit:
        job_id = unit.note_job(kind, key, args, now=now)
    assert job_id is not None
    return job_id


def job(work: Work, job_id: int) -> Job:
    with work() as unit:
        found = unit.session.get(Job, job_id)
    assert found is not None
    return found


def has_ended(work: Work, job_id: int) -> bool:
    return job(work, job_id).state != JobState.OPEN


def effects(work: Work, kind: str = "test.did") -> list[dict[str, Any]]:
    with work() as unit:
        return list(unit.session.scalars(select(Event.after).where(Event.kind == kind).order_by(Event.id)))


def holder(work: Work, job_id: int) -> int:
    """The work-horse that holds a job, once one does."""
    wait_until(lambda: job(work, job_id).lease_until)
    return int(job(work, job_id).worker.rpartition(":")[2])


def test_many_jobs_and_several_workers_each_job_once(app, start, now):
    ids = [note(app.work, now, str(key)) for key in range(60)]
    with start(count=3):
        for job_id in ids * 2:
            app.ring_again([job_id])
        wait_until(lambda: all(has_ended(app.work, job_id) for job_id in ids))
    assert sorted(int(done["key"]) for done in effects(app.work)) == list(range(60))
    assert {job(app.work, job_id).attempts for job_id in ids} == {1}


def test_a_killed_horses_job_is_done_by_another_after_its_lease(app, start, now):
    with start(count=2):
        job_id = note(app.work, now, seconds=1)
        kill(holder(app.work, job_id))
        wait_until(lambda: has_ended(app.work, job_id))
    done = job(app.work, job_id)
    assert (done.state, done.attempts, len(effects(app.work))) == (JobState.DONE, 2, 1)


def test_a_killed_workers_horse_dies_with_it_and_both_are_replaced(app, start, now):
    with start(count=1) as supervisor:
        job_id = note(app.work, now, seconds=1)
        horse = holder(app.work, job_id)
        worker = parent(horse)
        assert parent(worker) == supervisor.pid
        kill(worker)
        wait_until(lambda: not is_alive(horse), seconds=2)
        wait_until(lambda: has_ended(app.work, job_id))
        assert worker not in children(supervisor.pid)
        assert len(children(supervisor.pid)) == 2
    assert job(app.work, job_id).attempts == 2
    assert len(effects(app.work)) == 1


def test_nothing_outlives_a_killed_supervisor(app, start, now):
    with start(count=2) as supervisor:
        job_id = note(app.work, now, seconds=60)
        horse = holder(app.work, job_id)
        family = [*children(supervisor.pid), horse]
        assert len(family) == 4
        supervisor.kill()
        wait_until(lambda: not any(is_alive(pid) for pid in family), seconds=5)


def test_a_stop_lets_the_job_under_way_end(app, start, now):
    with start(count=1):
        job_id = note(app.work, now, seconds=2)
        holder(app.work, job_id)
    done = job(app.work, job_id)
    assert (done.state, done.attempts) == (JobState.DONE, 1)


def test_a_stop_does_not_wait_for_ever(app, start, now):
    with start(count=1, stop=0.5) as supervisor:
        job_id = note(app.work, now, seconds=60)
        horse = holder(app.work, job_id)
        supervisor.terminate()
        assert supervisor.wait(10) == 0
        wait_until(lambda: not is_alive(horse), seconds=5)
    assert job(app.work, job_id).state == JobState.OPEN


def test_an_orphan_that_wakes_up_late_writes_nothing(app, start, now):
    """The horse is stopped with its lease renewal, another does the job, then the first wakes up and tries to write."""
    with start(count=2):
        job_id = note(app.work, now, kind="test.pause")
        orphan = holder(app.work, job_id)
        wait_until(lambda: has_ended(app.work, job_id))
        (heir,) = effects(app.work)
        assert heir["pid"] != orphan
        kill(orphan, signal.SIGCONT)
        wait_until(lambda: not is_alive(orphan))
    assert effects(app.work) == [heir]
    assert job(app.work, job_id).result == {"pid": heir["pid"]}


def test_a_long_job_keeps_its_lease(app, start, now):
    with start(count=2, lease=1):
        job_id = note(app.work, now, seconds=3)
        wait_until(lambda: has_ended(app.work, job_id))
    assert job(app.work, job_id).attempts == 1
    assert len(effects(app.work)) == 1


def test_work_goes_on_where_it_stopped(app, start, now):
    with start(count=2):
        job_id = note(app.work, now, kind="test.steps", steps=12, seconds=0.2)
        wait_until(lambda: len(effects(app.work)) >= 5)
        kill(holder(app.work, job_id))
        wait_until(lambda: has_ended(app.work, job_id))
    assert [done["step"] for done in effects(app.work)] == list(range(12))
    assert job(app.work, job_id).result["begun_at"] >= 5


def test_losing_all_of_redis_loses_no_job(app, start, now, redis_url):
    ids = [note(app.work, now, str(key)) for key in range(20)]
    with Redis.from_url(redis_url) as redis:
        assert redis.llen("rq:queue:greening") == 20
        redis.flushdb()
    with start(count=2):
        wait_until(lambda: all(has_ended(app.work, job_id) for job_id in ids))
    assert len(effects(app.work)) == 20


def test_a_bell_that_cannot_ring_leaves_it_to_the_relay(app, start, now, database_url):
    with wired(replace(config.Settings(), database_url=database_url, redis_url="redis://127.0.0.1:1/0")) as deaf:
        job_id = note(deaf.work, now)
        deaf.ring_again([job_id])
    with start(count=1):
        wait_until(lambda: has_ended(app.work, job_id))
    assert len(effects(app.work)) == 1


def test_a_queue_that_waits_long_does_not_grow(app, now, redis_url):
    ids = [note(app.work, now, str(key)) for key in range(5)]
    app.ring_again(ids)
    with Redis.from_url(redis_url) as redis:
        assert redis.llen("rq:queue:greening") == 5


def test_what_fails_is_tried_again_and_then_left_for_a_person_and_nothing_of_it_stays(app, start, now):
    with start(count=1, attempts=3):
        job_id = note(app.work, now, kind="test.break")
        wait_until(lambda: has_ended(app.work, job_id))
    dead = job(app.work, job_id)
    assert (dead.state, dead.attempts) == (JobState.DEAD, 3)
    assert dead.failure == {"code": "job.raised", "params": {"error": "ValueError: as the test wants it"}}
    assert effects(app.work) == []
    with app.work() as unit:
        assert unit.session.scalar(select(func.count(Job.id)).where(Job.key == "never")) == 0


def test_a_refusal_is_not_tried_again(app, start, now):
    with start(count=1):
        job_id = note(app.work, now, kind="test.refuse")
        wait_until(lambda: has_ended(app.work, job_id))
    dead = job(app.work, job_id)
    assert (dead.state, dead.attempts, dead.failure) == (
        JobState.DEAD, 1, {"code": "not_found", "params": {"record": 7}},
    )  # fmt: skip


def test_a_job_that_kills_its_horse_ends_as_a_dead_letter_and_others_go_on(app, start, now):
    with start(count=1, attempts=2, lease=1):
        poison = note(app.work, now, kind="test.crash")
        other = note(app.work, now)
        wait_until(lambda: has_ended(app.work, poison) and has_ended(app.work, other))
    assert job(app.work, poison).failure == {"code": "job.lease_lost", "params": {}}
    assert job(app.work, other).state == JobState.DONE


def test_a_job_that_hangs_is_ended(app, start, now):
    with start(count=1, attempts=1, longest=1):
        job_id = note(app.work, now, seconds=60)
        wait_until(lambda: has_ended(app.work, job_id))
    assert job(app.work, job_id).failure == {"code": "job.too_long", "params": {}}


def test_a_kind_that_nobody_knows_is_a_dead_letter_that_says_so(app, start, now):
    with start(count=1, attempts=1):
        job_id = note(app.work, now, kind="test.of_the_future")
        wait_until(lambda: has_ended(app.work, job_id))
    assert job(app.work, job_id).failure == {"code": "job.unknown_kind", "params": {"kind": "test.of_the_future"}}


def test_two_hosts_run_the_timetable_once(app, start, now):
    with start(count=1), start(count=1):
        wait_until(lambda: _sweeps(app.work))
        wait_until(lambda: all(job.state == JobState.DONE for job in _sweeps(app.work)))
        wait_until(lambda: note_and_wait(app.work, now))
    kinds = [job.kind for job in _sweeps(app.work)]
    assert sorted(kinds) == sorted(set(kinds))


def note_and_wait(work: Work, now) -> bool:
    """Give both sweepers time for several looks."""
    job_id = note(work, now, seconds=1)
    wait_until(lambda: has_ended(work, job_id))
    return True


def _sweeps(work: Work) -> list[Job]:
    with work() as unit:
        return list(unit.session.scalars(select(Job).where(Job.key == "")))
