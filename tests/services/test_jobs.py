"""What does the job table promise to who notes and who works? Once, by whoever holds it, by the clock of the database."""

from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from job_table import LONG_AGO, POLICY, job, let_the_lease_run_out, note, set_to, take, with_jobs
from sqlalchemy import Engine

from greening.jobs import JobState, LeaseLost
from greening.services import jobs
from greening.storage.jobs import Job, held


def test_nothing_is_sent_before_the_commit_and_what_is_rolled_back_was_never_noted(work, queued, now):
    with work() as unit:
        first = unit.note_job("test.write", "one", {"id": 7}, now=now)
        assert queued == []
    assert queued == [first]

    with suppress(ZeroDivisionError), work() as unit:
        lost = unit.note_job("test.write", "two", now=now)
        1 / 0  # noqa: B018
    assert queued == [first]
    with work() as unit:
        assert unit.session.get(Job, lost) is None


def test_open_work_is_not_noted_twice_but_again_once_it_is_done(work, queued, now):
    first = note(work, now)
    assert note(work, now) is None
    jobs.finish(work, take(work, first), {})
    second = note(work, now)
    assert second not in {None, first}
    assert queued == [first, second]


def test_what_is_noted_while_it_runs_is_done_again_with_what_was_said_last(work, queued, now):
    """The running job may have read before the change that the second note is about."""
    job_id = note(work, now, value="old")
    hold = take(work, job_id)
    with jobs.fenced(work, hold)() as unit:
        unit.cursor = {"row": 7}
    assert note(work, now, value="new") is None
    queued.clear()
    jobs.finish(work, hold, {"saw": "old"})
    assert jobs.relay(work, POLICY, queued.extend) == 1
    assert queued == [job_id]

    again = take(work, job_id)
    assert (dict(again.args), dict(again.cursor), again.attempts) == ({"value": "new"}, {}, 1)
    jobs.finish(work, again, {"saw": "new"})
    assert (job(work, job_id).state, job(work, job_id).result) == (JobState.DONE, {"saw": "new"})


def test_a_failed_attempt_that_was_noted_again_is_done_once_more_only(work, now):
    job_id = note(work, now)
    hold = take(work, job_id)
    note(work, now)
    jobs.fail(work, with_jobs(backoff=timedelta(0)), hold, {"code": "broke"})
    jobs.finish(work, take(work, job_id), {})
    assert job(work, job_id).state == JobState.DONE


def test_what_is_refused_but_was_noted_again_is_asked_once_more(work, now):
    job_id = note(work, now)
    hold = take(work, job_id)
    note(work, now)
    jobs.bury(work, hold, {"code": "not_found", "params": {}})
    assert job(work, job_id).state == JobState.OPEN
    jobs.bury(work, take(work, job_id), {"code": "not_found", "params": {}})
    assert job(work, job_id).state == JobState.DEAD


def test_a_waiting_job_does_not_begin_before_those_who_count_on_it_have_committed(work, now):
    job_id, taken = note(work, now), []
    worker = Thread(target=lambda: taken.append(jobs.take(work, POLICY, job_id=job_id, worker="host:1")))
    with work() as unit:
        assert unit.note_job("test.write", "one", now=now) is None
        worker.start()
        worker.join(0.3)
        assert not taken
    worker.join()
    assert taken[0] is not None


def test_of_two_who_take_at_once_one_gets_it(work, now):
    for key in range(10):
        job_id, barrier, holds = note(work, now, str(key)), Barrier(4), []

        def race(job_id=job_id, barrier=barrier, holds=holds):
            barrier.wait()
            holds.append(jobs.take(work, POLICY, job_id=job_id, worker="host:1"))

        threads = [Thread(target=race) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len([hold for hold in holds if hold]) == 1


def test_a_hold_says_what_to_do_and_who_does_it_is_written_down(work, now):
    hold = take(work, note(work, now, id=7), worker="host:42")
    assert (hold.kind, hold.key, dict(hold.args), hold.attempts, dict(hold.cursor)) == (
        "test.write", "one", {"id": 7}, 1, {},
    )  # fmt: skip
    standing = job(work, hold.id)
    assert standing.worker == "host:42"
    assert standing.taken_at is not None
    assert standing.lease_until - standing.taken_at == POLICY.jobs.lease


def test_what_is_for_later_is_neither_sent_nor_taken_before_its_time(work, queued, now):
    with work() as unit:
        later = datetime.now(now.tzinfo) + LONG_AGO
        job_id = unit.note_job("test.write", "later", now=later - LONG_AGO, run_after=later)
    assert queued == []
    assert jobs.relay(work, POLICY, queued.extend) == 0
    assert jobs.take(work, POLICY, job_id=job_id, worker="host:1") is None

    set_to(work, job_id, run_after=Job.run_after - 2 * LONG_AGO)
    assert jobs.relay(work, POLICY, queued.extend) == 1
    assert queued == [job_id]
    take(work, job_id)


def test_an_orphan_writes_nothing_once_its_job_is_anothers(work, now):
    job_id = note(work, now)
    orphan = take(work, job_id)
    let_the_lease_run_out(work, orphan)
    assert jobs.reap(work, POLICY) == 1
    set_to(work, job_id, run_after=Job.run_after - LONG_AGO)
    heir = take(work, job_id, worker="host:2")

    with pytest.raises(LeaseLost), jobs.fenced(work, orphan)() as unit:
        unit.note_job("test.write", "written late", now=now)
    with pytest.raises(LeaseLost):
        jobs.finish(work, orphan, {"by": "orphan"})
    jobs.fail(work, POLICY, orphan, {"code": "late"})
    jobs.bury(work, orphan, {"code": "late"})
    assert not jobs.renew(work, POLICY, orphan)

    standing = job(work, job_id)
    assert (standing.state, standing.fence, standing.result) == (JobState.OPEN, heir.fence, None)
    assert standing.failure == jobs.LEASE_LOST
    with work() as unit:
        assert unit.session.query(Job).count() == 1
    jobs.finish(work, heir, {"by": "heir"})
    assert job(work, job_id).result == {"by": "heir"}


def test_who_was_reaped_is_out_even_before_somebody_else_takes_over(work, now):
    hold = take(work, note(work, now))
    let_the_lease_run_out(work, hold)
    jobs.reap(work, POLICY)
    with pytest.raises(LeaseLost):
        jobs.finish(work, hold, {})


def test_a_late_commit_counts_as_long_as_nobody_has_noticed(work, now):
    hold = take(work, note(work, now))
    with jobs.fenced(work, hold)() as unit:
        unit.cursor = {"row": 1}
        let_the_lease_run_out(work, hold)
    assert dict(job(work, hold.id).cursor) == {"row": 1}


def test_between_the_look_at_the_fence_and_the_commit_nobody_slips_through(work, now):
    hold = take(work, note(work, now))
    let_the_lease_run_out(work, hold)
    with work() as unit:
        assert held(unit.session, hold)
        assert jobs.reap(work, POLICY) == 0
    assert jobs.reap(work, POLICY) == 1


def test_a_cursor_is_kept_with_what_its_transaction_wrote_and_found_by_the_next_attempt(work, now):
    job_id = note(work, now)
    hold = take(work, job_id)
    with jobs.fenced(work, hold)() as unit:
        unit.cursor = {"row": 1000}
    with suppress(ZeroDivisionError), jobs.fenced(work, hold)() as unit:
        unit.cursor = {"row": 2000}
        1 / 0  # noqa: B018
    with jobs.fenced(work, hold)() as unit:
        pass
    jobs.fail(work, with_jobs(backoff=timedelta(0)), hold, {"code": "broke"})
    assert dict(take(work, job_id).cursor) == {"row": 1000}


def test_a_lease_can_be_renewed_but_not_for_a_job_that_hangs(work, now):
    hold = take(work, note(work, now))
    set_to(work, hold.id, lease_until=Job.taken_at)
    assert jobs.renew(work, POLICY, hold)
    assert jobs.reap(work, POLICY) == 0

    set_to(work, hold.id, taken_at=Job.taken_at - POLICY.jobs.longest)
    assert not jobs.renew(work, POLICY, hold)


def test_pauses_double_until_it_is_a_dead_letter(work, now):
    job_id = note(work, now)
    pauses = []
    for _ in range(POLICY.jobs.attempts - 1):
        jobs.fail(work, POLICY, take(work, job_id), {"code": "broke"})
        standing = job(work, job_id)
        pauses.append(round((standing.run_after - standing.taken_at).total_seconds()))
        set_to(work, job_id, run_after=Job.taken_at)
    assert pauses == [10, 20, 40, 80]

    jobs.fail(work, POLICY, take(work, job_id), {"code": "broke", "params": {"error": "last"}})
    dead = job(work, job_id)
    assert (dead.state, dead.failure) == (JobState.DEAD, {"code": "broke", "params": {"error": "last"}})
    assert dead.finished_at is not None
    assert jobs.take(work, POLICY, job_id=job_id, worker="host:1") is None


def test_headway_gives_all_attempts_back(work, now):
    policy = with_jobs(attempts=2, backoff=timedelta(0))
    job_id = note(work, now)
    for row in range(5):
        hold = take(work, job_id)
        with jobs.fenced(work, hold)() as unit:
            unit.cursor = {"row": row}
        jobs.fail(work, policy, hold, {"code": "broke"})
    assert job(work, job_id).state == JobState.OPEN
    jobs.fail(work, policy, take(work, job_id), {"code": "broke"})
    assert job(work, job_id).state == JobState.DEAD


def test_a_worker_that_dies_every_time_makes_a_dead_letter_too(work, now):
    policy = with_jobs(attempts=2, backoff=timedelta(0))
    job_id = note(work, now)
    for _ in range(2):
        let_the_lease_run_out(work, take(work, job_id))
        assert jobs.reap(work, policy) == 1
    assert job(work, job_id).failure == jobs.LEASE_LOST
    assert job(work, job_id).state == JobState.DEAD


def test_what_was_buried_is_not_tried_again(work, now):
    hold = take(work, note(work, now))
    jobs.bury(work, hold, {"code": "not_found", "params": {}})
    assert job(work, hold.id).state == JobState.DEAD


def test_the_schema_holds_what_a_job_is(engine: Engine, work, now):
    hold = take(work, note(work, now))
    for broken in ({"state": "done"}, {"state": "lost"}, {"finished_at": now}):
        with pytest.raises(Exception, match="ck__job__"):
            set_to(work, hold.id, **broken)
