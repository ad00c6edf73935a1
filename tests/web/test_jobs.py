"""The jobs page: what runs, what failed, and trying again."""

import pytest
from surfing import words

from greening.jobs import Kind
from greening.services import jobs


@pytest.fixture
def dead(work, now):
    """A job that was given up."""
    with work() as unit:
        return unit.note_job(Kind.CHECK_INTAKE, "7", now=now)


def test_a_dead_letter_says_why_and_is_tried_again(browser_of, work, policy, dead):
    hold = jobs.take(work, policy, job_id=dead, worker="host:1")
    jobs.bury(work, hold, {"code": "job.raised", "params": {"error": "ValueError: <b>no</b>"}})

    ops = browser_of("Ops")
    page = ops.get("/jobs").text
    assert "It raised an error: ValueError: &lt;b&gt;no&lt;/b&gt;" in page
    assert "Check an import" in page

    assert ops.send(f"/jobs/{dead}/retry").location == "/jobs"
    page = words(ops.get("/jobs").text)
    assert "None. Everything that was begun" in page
    assert "Check an import Waiting 1" in page
    assert ops.send(f"/jobs/{dead}/retry").status_code == 404


def test_what_runs_is_shown_with_its_worker(browser_of, work, policy, dead):
    jobs.take(work, policy, job_id=dead, worker="host:4711")
    assert "host:4711" in words(browser_of("Ops").get("/jobs").text)
