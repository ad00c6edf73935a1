"""Do workers come and go cleanly, alone or several hosts at once, and what happens before they come?

Each test of this module has workers of its own.
"""

import os
import subprocess
import sys

from job_table import job, note
from processes import ROOT, children, effects, has_ended, holder, is_alive, sweeps, wait_until
from redis import Redis

from greening.jobs import JobState, Kind
from workers.sweeps import timetable


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


def test_losing_all_of_redis_loses_no_job(app, start, now, redis_url):
    ids = [note(app.work, now, str(key)) for key in range(20)]
    with Redis.from_url(redis_url) as redis:
        assert redis.llen("rq:queue:greening") == 20
        redis.flushdb()
    with start(count=2):
        wait_until(lambda: all(has_ended(app.work, job_id) for job_id in ids))
    assert len(effects(app.work)) == 20


def test_a_queue_that_waits_long_does_not_grow(app, now, redis_url):
    ids = [note(app.work, now, str(key)) for key in range(5)]
    app.ring_again(ids)
    with Redis.from_url(redis_url) as redis:
        assert redis.llen("rq:queue:greening") == 5


def test_a_job_that_hangs_is_ended(app, start, now):
    with start(count=1, attempts=1, longest=1):
        job_id = note(app.work, now, seconds=60)
        wait_until(lambda: has_ended(app.work, job_id))
    assert job(app.work, job_id).failure == {"code": "job.too_long", "params": {}}


def test_the_command_works_and_ends_when_told(app, now, database_url, redis_url):
    job_id = note(app.work, now, kind=Kind.PURGE_JOBS)
    environment = os.environ | {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    with subprocess.Popen([sys.executable, "-m", "workers", "--count", "1"], cwd=ROOT, env=environment) as command:
        wait_until(lambda: has_ended(app.work, job_id))
        command.terminate()
        assert command.wait(30) == 0
    assert job(app.work, job_id).result == {"purged": 0}


def test_two_hosts_run_the_timetable_once(app, start, now):
    with start(count=1), start(count=1):
        wait_until(lambda: sweeps(app.work))
        job_id = note(app.work, now, seconds=1)  # gives both sweepers time for several looks
        wait_until(lambda: has_ended(app.work, job_id))
    kinds = [job.kind for job in sweeps(app.work)]
    assert sorted(kinds) == sorted(timetable(app.policy))
