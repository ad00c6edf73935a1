"""What does the job table promise? Once, by whoever holds it, in order of a clock that is the database's."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text, update

from greening.domain.people import Actor, Role
from greening.domain.policy import Policy, shipped
from greening.domain.refusals import Denied, JobAlreadyOpen, NotFound
from greening.jobs import Hold, JobState, LeaseLost
from greening.services import jobs
from greening.storage.events import Event
from greening.storage.jobs import Job, Sweep, held, is_sweeper
from greening.storage.people import Person
from greening.storage.session import Work

POLICY = shipped()
LONG_AGO = timedelta(hours=1)


def note(work: Work, now: datetime, key: str = "one", kind: str = "test.work", **args: object) -> int | None:
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


@pytest.fixture
def ops(work: Work) -> Actor:
    with work() as unit:
        person = Person(employee_no="9001", name="Olga", name_key="olga", role="ops")
        unit.session.add(person)
        unit.session.flush()
        return Actor(id=person.id, role=Role.OPS)


def test_nothing_is_sent_before_the_commit_and_what_is_rolled_back_was_never_noted(work, queued, now):
    with work() as unit:
        first = unit.note_job("test.work", "one", {"id": 7}, now=now)
        assert queued == []
    assert queued == [first]

    with suppress(ZeroDivisionError), work() as unit:
        lost = unit.note_job("test.work", "two", now=now)
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
        assert unit.note_job("test.work", "one", now=now) is None
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
        "test.work", "one", {"id": 7}, 1, {},
    )  # fmt: skip
    standing = job(work, hold.id)
    assert standing.worker == "host:42"
    assert standing.taken_at is not None
    assert standing.lease_until - standing.taken_at == POLICY.jobs.lease


def test_what_is_for_later_is_neither_sent_nor_taken_before_its_time(work, queued, now):
    with work() as unit:
        later = datetime.now(now.tzinfo) + LONG_AGO
        job_id = unit.note_job("test.work", "later", now=later - LONG_AGO, run_after=later)
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
        unit.note_job("test.work", "written late", now=now)
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


def test_who_held_a_job_when_it_was_closed_cannot_write_once_it_is_open_again(work, now, ops):
    buried, again = take(work, note(work, now, "buried")), take(work, note(work, now, "again"))
    jobs.bury(work, buried, {"code": "broke"})
    jobs.retry(work, actor=ops, job_id=buried.id, now=now)
    note(work, now, "again")
    jobs.finish(work, again, {})
    for orphan in (buried, again):
        assert job(work, orphan.id).state == JobState.OPEN
        with pytest.raises(LeaseLost):
            jobs.finish(work, orphan, {"by": "orphan"})


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


def test_overview_counts_by_phase_and_shows_who_runs_what_since_when(work, now, ops):
    note(work, now, "waiting")
    running, done, dead = (note(work, now, key) for key in ("running", "done", "dead"))
    with work() as unit:
        soon = datetime.now(now.tzinfo) + LONG_AGO
        unit.note_job("test.work", "later", now=now, run_after=soon)
    hold = take(work, running, worker="host:42")
    jobs.finish(work, take(work, done), {})
    jobs.bury(work, take(work, dead), {"code": "not_found", "params": {}})

    seen = jobs.overview(work, POLICY, actor=ops)
    assert {(c.phase, c.count) for c in seen.counts} == {
        ("waiting", 1), ("later", 1), ("running", 1), ("done", 1), ("dead", 1),
    }  # fmt: skip
    assert [(r.id, r.worker, r.since is not None) for r in seen.running] == [(hold.id, "host:42", True)]
    assert [(d.id, d.failure["code"]) for d in seen.dead] == [(dead, "not_found")]
    assert seen.before is None


def test_dead_letters_come_in_pages(work, now, ops):
    policy = replace(POLICY, lists=replace(POLICY.lists, page=2))
    ids = [note(work, now, str(key)) for key in range(5)]
    for job_id in ids:
        jobs.bury(work, take(work, job_id), {})
    before, pages = None, []
    while not pages or before is not None:
        page = jobs.overview(work, policy, actor=ops, before=before)
        pages.append([letter.id for letter in page.dead])
        before = page.before
    assert pages == [[ids[4], ids[3]], [ids[2], ids[1]], [ids[0]]]


def test_operations_try_a_dead_letter_again_with_all_its_attempts_and_it_is_logged(work, queued, now, ops):
    job_id = note(work, now)
    jobs.bury(work, take(work, job_id), {"code": "broke"})
    queued.clear()
    jobs.retry(work, actor=ops, job_id=job_id, now=now)
    assert queued == [job_id]
    assert take(work, job_id).attempts == 1
    with work() as unit:
        assert [(e.kind, e.actor_id, e.subject_id) for e in unit.session.query(Event)] == [
            ("job.retried", ops.id, job_id)
        ]


def test_a_dead_letter_whose_work_is_open_again_is_not_tried_twice(work, queued, now, ops):
    job_id = note(work, now)
    jobs.bury(work, take(work, job_id), {})
    note(work, now)
    queued.clear()
    with pytest.raises(JobAlreadyOpen):
        jobs.retry(work, actor=ops, job_id=job_id, now=now)
    with pytest.raises(NotFound):
        jobs.retry(work, actor=ops, job_id=10**9, now=now)
    assert queued == []
    assert job(work, job_id).state == JobState.DEAD


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_only_operations_see_and_retry_jobs(work, now, role):
    job_id = note(work, now)
    jobs.bury(work, take(work, job_id), {})
    somebody = Actor(id=1, role=role)
    with pytest.raises(Denied):
        jobs.overview(work, POLICY, actor=somebody)
    with pytest.raises(Denied):
        jobs.retry(work, actor=somebody, job_id=job_id, now=now)
    assert job(work, job_id).state == JobState.DEAD


def test_the_schema_holds_what_a_job_is(engine: Engine, work, now):
    hold = take(work, note(work, now))
    for broken in ({"state": "done"}, {"state": "lost"}, {"finished_at": now}):
        with pytest.raises(Exception, match="ck__job__"):
            set_to(work, hold.id, **broken)
