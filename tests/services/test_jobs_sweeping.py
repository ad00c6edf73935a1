"""What comes up again by itself: lost bells, the timetable, and what is forgotten?"""

from datetime import timedelta
from threading import Barrier, Thread

from job_table import LONG_AGO, POLICY, note, set_to, take, with_jobs
from sqlalchemy import text, update

from greening.services import jobs
from greening.storage.jobs import Job, Sweep, is_sweeper


def test_relay_rings_for_what_nobody_heard_and_for_nothing_else(work, queued, now):
    fresh, lost, running, done = (note(work, now, key) for key in ("fresh", "lost", "running", "done"))
    take(work, running)
    jobs.finish(work, take(work, done), {})
    for job_id in (lost, running, done):
        set_to(work, job_id, sent_at=Job.created_at - LONG_AGO)
    rung: list[int] = []
    assert jobs.relay(work, POLICY, rung.extend) == 1
    assert rung == [lost]
    assert fresh not in rung
    assert jobs.relay(work, POLICY, rung.extend) == 0


def test_relay_rings_a_batch_at_a_time_the_longest_silent_first(work, now):
    ids = [note(work, now, str(key)) for key in range(25)]
    for age, job_id in enumerate(ids):
        set_to(work, job_id, sent_at=Job.created_at - LONG_AGO - timedelta(seconds=age))
    rung: list[int] = []
    assert jobs.relay(work, with_jobs(batch=10), rung.extend) == 10
    assert sorted(rung) == ids[15:]


def test_the_timetable_comes_up_once_a_period_however_many_look(work, engine, now):
    jobs.set_timetable(work, {"test.sweep": timedelta(hours=1)})
    barrier, noted = Barrier(4), []

    def look():
        barrier.wait()
        noted.extend(jobs.sweep(work, now=now))

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert noted == ["test.sweep"]
    assert list(jobs.sweep(work, now=now)) == []

    with work() as unit:
        unit.session.execute(update(Sweep).values(last_at=Sweep.last_at - timedelta(hours=9)))
    assert list(jobs.sweep(work, now=now)) == [], "the job of the last period is still open"
    with engine.connect() as connection:
        job_id = connection.scalars(text("SELECT id FROM job")).one()

    jobs.finish(work, take(work, job_id), {})
    with work() as unit:
        unit.session.execute(update(Sweep).values(last_at=Sweep.last_at - timedelta(hours=9)))
    assert list(jobs.sweep(work, now=now)) == ["test.sweep"]
    assert list(jobs.sweep(work, now=now)) == []


def test_nobody_sweeps_while_another_does(work, now):
    jobs.set_timetable(work, {"test.sweep": timedelta(hours=1)})
    with work() as unit:
        assert is_sweeper(unit.session)
        assert list(jobs.sweep(work, now=now)) == []
    assert list(jobs.sweep(work, now=now)) == ["test.sweep"]


def test_setting_the_timetable_again_keeps_when_it_last_ran(work, now):
    jobs.set_timetable(work, {"test.sweep": timedelta(hours=1), "test.old": timedelta(hours=1)})
    assert len(jobs.sweep(work, now=now)) == 2
    jobs.set_timetable(work, {"test.sweep": timedelta(hours=2)})
    assert list(jobs.sweep(work, now=now)) == []
    with work() as unit:
        assert [(s.kind, s.every_seconds) for s in unit.session.query(Sweep)] == [("test.sweep", 7200)]


def test_done_jobs_are_forgotten_after_their_time_and_dead_letters_are_not(work, now):
    old, recent, dead = (take(work, note(work, now, key)) for key in ("old", "recent", "dead"))
    jobs.finish(work, old, {})
    jobs.finish(work, recent, {})
    jobs.bury(work, dead, {})
    for hold in (old, dead):
        set_to(work, hold.id, finished_at=Job.finished_at - POLICY.jobs.kept - LONG_AGO)
    assert jobs.purge(work, POLICY) == 1
    with work() as unit:
        assert {j.key for j in unit.session.query(Job)} == {"recent", "dead"}
