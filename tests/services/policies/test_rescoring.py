"""A version that judges differently has every record judged again: the newest first, in spans, each once."""

from datetime import timedelta

import pytest
from policy_desk import COMPANIES
from sqlalchemy import select

from greening.domain.policy import read, shipped
from greening.domain.policy_effects import State, moves
from greening.domain.refusals import NotFound
from greening.jobs import Kind
from greening.services import judging, policies
from greening.services.policies import ensure_current
from greening.services.policies.rescoring import Span
from greening.storage.assessments import Assessment
from greening.storage.jobs import Job

EMPTY = "浇浇水施施肥"
CUT = "the worker is killed"


@pytest.fixture
def records(desk):
    """Five records in the pool, of which the second is a placeholder under the version to come."""
    names = ["苏州平江一号茶叶有限公司", EMPTY, *(f"苏州平江{place}号茶叶有限公司" for place in "三四五")]
    return [desk.make.record(company=name) for name in names]


def saved(desk, **how):
    return desk.save(desk.with_words(COMPANIES, EMPTY), **how)


def rescore(desk, version, work=None):
    return policies.rescore(work or desk.work, desk.policy, version=version, now=desk.now)


def versions(desk, record_id):
    """Of the policy, in the judgements of a record, oldest first."""
    with desk.work() as unit:
        query = select(Assessment.policy_version).where(Assessment.record_id == record_id).order_by(Assessment.id)
        return list(unit.session.scalars(query))


def test_new_judgements_name_the_version_and_the_old_ones_stay(desk, records):
    version = saved(desk)
    assert rescore(desk, version).state == State.DONE
    assert [versions(desk, one) for one in records] == [[1, version]] * 5
    assert desk.record(records[1]).triage == "quarantine"


@pytest.mark.slow
def test_the_report_says_who_has_moved(desk, records):
    version = saved(desk)
    rescore(desk, version)
    effect = desk.effect(version=version)
    assert (effect.records, effect.records_done, effect.before_version) == (5, 5, 1)
    assert sum(moves(effect.found, "records").values()) == 5
    (examples,) = effect.found["records"]["examples"].values()
    assert [one["record_id"] for one in examples] == [records[1]]


def test_a_span_is_a_job_and_the_newest_come_first(desk, records):
    desk = desk.in_portions(chunk=1, span=2)
    version = saved(desk)
    assert rescore(desk, version).records == 2
    assert [versions(desk, one)[-1] for one in records] == [1, 1, 1, version, version]
    with desk.work() as unit:
        jobs = unit.session.scalars(select(Job).where(Job.kind == Kind.RESCORE).order_by(Job.id)).all()
    assert [job.args for job in jobs] == [{"version": version}] * 2
    assert [rescore(desk, version).records for _ in range(2)] == [2, 1]
    assert desk.effect(version=version).state == State.DONE


def test_a_pass_that_was_killed_goes_on_and_counts_nobody_twice(desk, records, work):
    desk = desk.in_portions(chunk=2)
    version = saved(desk)
    left = [2]

    def dying():
        left[0] -= 1
        if left[0] < 0:
            raise InterruptedError(CUT)
        return work()

    with pytest.raises(InterruptedError):
        rescore(desk, version, dying)
    assert desk.effect(version=version).records_done == 2
    assert rescore(desk, version).records == 3
    assert desk.effect(version=version).records_done == 5
    assert rescore(desk, version).records == 0
    assert [versions(desk, one) for one in records] == [[1, version]] * 5


@pytest.mark.slow
def test_what_is_saved_by_a_process_that_has_not_noticed_is_met_by_one_more_pass(desk, records, work):
    version, blocks = saved(desk), []

    def beside_a_slow_process():
        blocks.append(1)
        if len(blocks) == 3:  # all there were are judged; what is left over has not been looked for
            judging.judge(work, desk.policy, record_ids=records[:1], cause="test", now=desk.now)
        return work()

    rescore(desk, version, beside_a_slow_process)
    assert versions(desk, records[0]) == [1, version, 1, version]
    assert desk.effect(version=version).records_done == 6


def test_a_version_that_another_has_overtaken_is_left_alone(desk, records):
    first = saved(desk)
    second = desk.save(desk.draft({"validators.repeats.suspect": "4"}))
    assert rescore(desk, first).state == State.SUPERSEDED
    assert rescore(desk, second).records == 5
    assert [versions(desk, one) for one in records] == [[1, second]] * 5


def test_a_new_file_that_judges_alike_leaves_nobody_unjudged(desk, records):
    version = saved(desk)
    document = shipped().document
    ensure_current(desk.work, read({**document, "lists": document["lists"] | {"page": 20}}), now=desk.now)
    assert desk.newest() == version + 1
    assert rescore(desk, version) == Span(State.DONE, 5)
    assert desk.record(records[1]).triage == "quarantine"


def test_a_pass_that_is_over_stays_done_whatever_comes_later(desk, records):
    first = saved(desk)
    rescore(desk, first)
    desk.save(desk.draft({"validators.repeats.suspect": "4"}))
    assert rescore(desk, first) == Span(State.DONE, 0)


@pytest.mark.slow
def test_a_version_to_come_does_not_overtake(desk, records):
    first = saved(desk)
    desk.save(desk.draft({"validators.repeats.suspect": "4"}), after=timedelta(days=1))
    assert rescore(desk, first).state == State.DONE


@pytest.mark.slow
def test_a_version_that_judges_alike_has_nothing_judged_again(desk, records):
    with pytest.raises(NotFound):
        rescore(desk, 1)
