"""A provider is asked about numbers nobody has asked about, within its budget, and what it says is judged."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from greening.domain.refusals import Denied
from greening.jobs import Kind
from greening.outbound.number_states import HttpProvider
from greening.services import judging, number_states, records
from greening.storage.events import Event
from greening.storage.jobs import Job
from greening.storage.number_states import StoredState
from validators.record import NumberState, Record

MOBILE, LANDLINE = "13900005551", "0571-88880001"
E164 = "+8613900005551"


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def provider(gateway):
    """Everything it is asked about is a number that nobody has."""
    gateway.answer = lambda sent: json.dumps(
        {"states": dict.fromkeys(json.loads(sent)["numbers"], "空号")}, ensure_ascii=False
    ).encode()
    return HttpProvider(gateway.url, "secret", gateway.own)


@pytest.fixture
def sweep(work, policy, provider, now):
    def ask(*, by=policy, later=timedelta(0)):
        return number_states.sweep(work, by, provider, now=now + later)

    return ask


@pytest.fixture
def states(work):
    def stored():
        with work() as unit:
            return {row.value: row.state for row in unit.session.scalars(select(StoredState))}

    return stored


def with_limits(policy, **rules):
    return replace(policy, number_states=replace(policy.number_states, **rules))


def test_only_numbers_that_can_be_asked_about_leave_the_machine_and_once(make, sweep, states, gateway):
    make.record("Ana", phones=(MOBILE, LANDLINE), emails=("li@tea.example",))
    assert (sweep().asked, sweep().asked) == (1, 0)
    (_, sent, headers), *others = gateway.told
    assert json.loads(sent) == {"numbers": [E164]}
    assert headers["Authorization"] == "Bearer secret"
    assert others == []
    assert states() == {E164: "empty"}


def test_what_it_says_is_found_when_the_record_is_judged_again(make, sweep, work, policy, now):
    record_id = make.record("Ana", phones=(MOBILE,))
    sweep()
    with work() as unit:
        job = unit.session.scalars(select(Job).where(Job.kind == Kind.JUDGE)).one()
        assert job.args == {"record_ids": [record_id]}
    judging.judge(work, policy, record_ids=[record_id], cause=job.key, now=now)
    page = records.one(work, policy, actor=make.person("Ana"), record_id=record_id)
    assert "phone.out_of_service" in {one.code for one in page.assessment.findings}


def test_a_draft_with_a_number_that_is_known_is_told_at_once(make, sweep, work, policy, now):
    make.record("Ana", phones=(MOBILE,))
    sweep()
    draft = Record(company="云岫茶业有限公司", phones=(MOBILE,))
    judged = records.draft_judgement(work, policy, actor=make.person("Bo"), record=draft, now=now)
    assert "phone.out_of_service" in {one.code for one in judged.findings}


def test_the_days_budget_holds(make, sweep, policy):
    for at in range(5):
        make.record("Ana", company=f"云岫{at}号有限公司", phones=(f"1390000555{at}",))
    thrifty = with_limits(policy, at_once=2, a_day=3)
    assert [sweep(by=thrifty).asked for _ in range(3)] == [2, 1, 0]
    assert sweep(by=thrifty, later=timedelta(days=1, seconds=1)).asked == 2


def test_what_a_file_has_told_costs_nothing_of_the_days_budget(make, sweep, work, policy, now):
    make.record("Ana", phones=(MOBILE,))
    rows = [(at, f"1390000666{at}", "实号") for at in range(3)]
    number_states.take(work, policy, actor=make.person("Ops"), rows=rows, country="CN", now=now)
    assert sweep(by=with_limits(policy, a_day=3)).asked == 1


def test_an_answer_is_forgotten_when_it_is_old_and_soon_where_it_says_nothing(make, sweep, policy, gateway):
    make.record("Ana", phones=(MOBILE,))
    sweep()
    assert sweep(later=policy.number_states.kept).asked == 0
    gateway.answer = lambda _: b'{"states": {}}'
    assert sweep(later=policy.number_states.kept + timedelta(seconds=1)).asked == 1
    soon = policy.number_states.kept + policy.number_states.again
    assert sweep(later=soon).asked == 0
    assert sweep(later=soon + timedelta(seconds=2)).asked == 1


def test_where_it_gives_no_answer_nothing_is_kept_and_it_is_asked_again(make, sweep, states, gateway):
    make.record("Ana", phones=(MOBILE,))
    gateway.status = 500
    assert sweep().refused == "no_answer"
    gateway.status, gateway.answer = 200, lambda _: b"<html>"
    assert sweep().refused == "no_answer"
    assert states() == {}
    assert len(gateway.told) == 2


def test_the_log_counts_numbers_and_names_none(make, sweep, work):
    make.record("Ana", phones=(MOBILE,))
    sweep()
    with work() as unit:
        told = unit.session.scalars(select(Event).where(Event.kind == "number_states.told")).one()
    assert told.after == {"numbers": 1, "news": 1}


def test_a_providers_file_is_taken_and_unread_rows_are_named(make, work, policy, states, now):
    make.record("Ana", phones=(MOBILE,))
    rows = [(1, MOBILE, "实号"), (2, "-", "空号"), (3, MOBILE, "空号"), (4, "13900005552/13900005553", "空号")]
    taken = number_states.take(work, policy, actor=make.person("Ops"), rows=rows, country="CN", now=now)
    assert (taken.numbers, taken.news, taken.unread) == (1, 1, (2, 4))
    assert states() == {E164: NumberState.EMPTY}


@pytest.mark.slow
def test_a_file_may_be_longer_than_a_statement_has_parameters(make, work, policy, now):
    make.record("Ana", phones=(MOBILE,))
    rows = [(at, f"139{at:08d}", "空号") for at in range(1, 70_001)]
    taken = number_states.take(work, policy, actor=make.person("Ops"), rows=rows, country="CN", now=now)
    assert (taken.numbers, taken.news) == (70_000, 70_000)
    with work() as unit:
        assert len(unit.session.scalars(select(Job).where(Job.kind == Kind.JUDGE)).all()) == 1


def test_only_operations_take_a_file(make, work, policy, states, now):
    with pytest.raises(Denied):
        number_states.take(work, policy, actor=make.person("Ana"), rows=[(1, MOBILE, "空号")], country="CN", now=now)
    assert states() == {}


def test_the_same_answer_again_judges_nobody(make, work, policy, now):
    make.record("Ana", phones=(MOBILE,))
    said = {"actor": make.person("Ops"), "rows": [(1, MOBILE, "空号")], "country": "CN", "now": now}
    assert [number_states.take(work, policy, **said).news for _ in range(2)] == [1, 0]
    with work() as unit:
        assert len(unit.session.scalars(select(Job).where(Job.kind == Kind.JUDGE)).all()) == 1
