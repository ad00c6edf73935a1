"""Do real workers keep what the job table promises, whatever dies?

The tests of this module share two workers, which give up after two attempts.
"""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from job_table import job, note
from processes import children, effects, has_ended, holder, is_alive, kill, parent, wait_until
from sqlalchemy import func, select

from greening import config
from greening.jobs import JobState
from greening.storage.jobs import Job
from greening.wiring import wired


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[ExitStack, list[int]]]:
    """What the first test that asks has started ends with the last test of this module."""
    with ExitStack() as stack:
        yield stack, []


@pytest.fixture
def supervisor(kept: tuple[ExitStack, list[int]], start) -> int:
    """The process id of who keeps the workers: after one was killed there is another."""
    stack, started = kept
    if not started:
        started.append(stack.enter_context(start(count=2, attempts=2)).pid)
    return started[0]


def test_many_jobs_and_several_workers_each_job_once(app, supervisor, now):
    ids = [note(app.work, now, str(key)) for key in range(30)]
    for job_id in ids * 2:
        app.ring_again([job_id])
    wait_until(lambda: all(has_ended(app.work, job_id) for job_id in ids))
    assert sorted(int(done["key"]) for done in effects(app.work)) == list(range(30))
    assert {job(app.work, job_id).attempts for job_id in ids} == {1}


def test_a_horse_goes_on_with_the_next_of_its_kind(app, supervisor, now):
    ids = [note(app.work, now, str(key)) for key in range(30)]
    wait_until(lambda: all(has_ended(app.work, job_id) for job_id in ids))
    assert len({done["pid"] for done in effects(app.work)}) < len(ids) / 2


def test_a_horse_goes_on_with_nothing_else(app, supervisor, now):
    ids = [note(app.work, now, kind="test.steps", steps=1, seconds=0.5), note(app.work, now)]
    wait_until(lambda: all(has_ended(app.work, job_id) for job_id in ids))
    assert len({done["pid"] for done in effects(app.work)}) == len(ids)


def test_a_killed_horses_job_is_done_by_another_after_its_lease(app, supervisor, now):
    job_id = note(app.work, now, seconds=1)
    kill(holder(app.work, job_id))
    wait_until(lambda: has_ended(app.work, job_id))
    done = job(app.work, job_id)
    assert (done.state, done.attempts, len(effects(app.work))) == (JobState.DONE, 2, 1)


def test_a_killed_workers_horse_dies_with_it_and_both_are_replaced(app, supervisor, now):
    job_id = note(app.work, now, seconds=1)
    horse = holder(app.work, job_id)
    worker = parent(horse)
    assert parent(worker) == supervisor
    kill(worker)
    wait_until(lambda: not is_alive(horse), seconds=2)
    wait_until(lambda: has_ended(app.work, job_id))
    assert worker not in children(supervisor)
    wait_until(lambda: len(children(supervisor)) == 3)
    assert job(app.work, job_id).attempts == 2
    assert len(effects(app.work)) == 1


def test_an_orphan_that_wakes_up_late_writes_nothing(app, supervisor, now):
    """The horse is stopped with its lease renewal, another does the job, then the first wakes up and tries to write."""
    job_id = note(app.work, now, kind="test.pause")
    orphan = holder(app.work, job_id)
    wait_until(lambda: has_ended(app.work, job_id))
    (heir,) = effects(app.work)
    assert heir["pid"] != orphan
    kill(orphan, signal.SIGCONT)
    wait_until(lambda: not is_alive(orphan))
    assert effects(app.work) == [heir]
    assert job(app.work, job_id).result == {"pid": heir["pid"]}


def test_a_long_job_keeps_its_lease(app, supervisor, now):
    job_id = note(app.work, now, seconds=5)
    wait_until(lambda: has_ended(app.work, job_id))
    assert job(app.work, job_id).attempts == 1
    assert len(effects(app.work)) == 1


def test_work_goes_on_where_it_stopped(app, supervisor, now):
    job_id = note(app.work, now, kind="test.steps", steps=12, seconds=0.2)
    wait_until(lambda: len(effects(app.work)) >= 5)
    kill(holder(app.work, job_id))
    wait_until(lambda: has_ended(app.work, job_id))
    assert [done["step"] for done in effects(app.work)] == list(range(12))
    assert job(app.work, job_id).result["begun_at"] >= 5


def test_a_bell_that_cannot_ring_leaves_it_to_the_relay(app, supervisor, now, database_url):
    with wired(replace(config.Settings(), database_url=database_url, redis_url="redis://127.0.0.1:1/0")) as deaf:
        job_id = note(deaf.work, now)
        deaf.ring_again([job_id])
    wait_until(lambda: has_ended(app.work, job_id))
    assert len(effects(app.work)) == 1


def test_what_fails_is_tried_again_and_then_left_for_a_person_and_nothing_of_it_stays(app, supervisor, now):
    job_id = note(app.work, now, kind="test.break")
    wait_until(lambda: has_ended(app.work, job_id))
    dead = job(app.work, job_id)
    assert (dead.state, dead.attempts) == (JobState.DEAD, 2)
    assert dead.failure == {"code": "job.raised", "params": {"error": "ValueError: as the test wants it"}}
    assert effects(app.work) == []
    with app.work() as unit:
        assert unit.session.scalar(select(func.count(Job.id)).where(Job.key == "never")) == 0


def test_a_refusal_is_not_tried_again(app, supervisor, now):
    job_id = note(app.work, now, kind="test.refuse")
    wait_until(lambda: has_ended(app.work, job_id))
    dead = job(app.work, job_id)
    assert (dead.state, dead.attempts, dead.failure) == (
        JobState.DEAD, 1, {"code": "not_found", "params": {"record": 7}},
    )  # fmt: skip


def test_a_job_that_kills_its_horse_ends_as_a_dead_letter_and_others_go_on(app, supervisor, now):
    poison = note(app.work, now, kind="test.crash")
    other = note(app.work, now)
    wait_until(lambda: has_ended(app.work, poison) and has_ended(app.work, other))
    assert job(app.work, poison).failure == {"code": "job.lease_lost", "params": {}}
    assert job(app.work, other).state == JobState.DONE


def test_a_kind_that_nobody_knows_is_a_dead_letter_that_says_so(app, supervisor, now):
    job_id = note(app.work, now, kind="test.of_the_future")
    wait_until(lambda: has_ended(app.work, job_id))
    assert job(app.work, job_id).failure == {"code": "job.unknown_kind", "params": {"kind": "test.of_the_future"}}
