"""What do operations see of jobs, and what can they do?"""

from dataclasses import replace
from datetime import datetime

import pytest
from job_table import LONG_AGO, POLICY, job, note, take

from greening.domain.people import Actor, Role
from greening.domain.refusals import Denied, JobAlreadyOpen, NotFound
from greening.jobs import JobState, LeaseLost
from greening.services import jobs
from greening.storage.events import Event
from greening.storage.people import Person
from greening.storage.session import Work


@pytest.fixture
def ops(work: Work) -> Actor:
    with work() as unit:
        person = Person(employee_no="9001", name="Olga", name_key="olga", role="ops")
        unit.session.add(person)
        unit.session.flush()
        return Actor(id=person.id, role=Role.OPS)


def test_overview_counts_by_phase_and_shows_who_runs_what_since_when(work, now, ops):
    note(work, now, "waiting")
    running, done, dead = (note(work, now, key) for key in ("running", "done", "dead"))
    with work() as unit:
        soon = datetime.now(now.tzinfo) + LONG_AGO
        unit.note_job("test.write", "later", now=now, run_after=soon)
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
