"""Several people at the same complaint or the same penalty at the same moment: everything happens once."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from greening.domain.people import Role
from greening.domain.refusals import Refusal
from greening.storage import credits as ledger
from greening.storage.inspections import Inspection
from greening.storage.penalties import Penalty
from greening.storage.suspensions import Suspension

CROWD = 4


def tried(act):
    """What came of it: its result, or the code of the refusal."""
    try:
        return act()
    except Refusal as refused:
        return refused.code


def at_once(*acts):
    with ThreadPoolExecutor(len(acts)) as crowd:
        return [told.result() for told in [crowd.submit(tried, act) for act in acts]]


def test_one_of_many_takes_a_complaint(counter, record_id):
    complaint_id, people = counter.complaint(record_id), [counter.person(f"Q{n}") for n in range(CROWD)]
    told = at_once(*(lambda one=one: counter.take(complaint_id, one) for one in people))
    assert (counter.count(Inspection), told.count("inspection.taken")) == (1, CROWD - 1)


def test_of_two_second_looks_one_rules_and_credit_is_reversed_once(counter, record_id, make):
    counter.proven(record_id)
    complaint_id = counter.taken(record_id)
    counter.find(complaint_id, phone="fabricated")
    people = [counter.person(f"Q{n}") for n in range(CROWD)]
    told = at_once(*(lambda one=one: counter.find(complaint_id, one, phone="fabricated") for one in people))
    assert (told.count("upheld"), told.count("complaint.closed")) == (1, CROWD - 1)
    with counter.work() as unit:
        assert ledger.balances(unit.session, [make.person("Ana").id]) == {make.person("Ana").id: Decimal()}
    assert counter.count(Penalty) == 1


def test_a_penalty_is_decided_once_and_suspends_once(counter, record_id):
    counter.ruled(record_id, phone="fabricated")
    penalty_id, people = counter.penalties()[0].id, [counter.person(f"A{n}", Role.ADJUDICATOR) for n in range(CROWD)]
    told = at_once(*(lambda one=one: counter.decide(penalty_id, one) for one in people))
    assert (told.count(None), told.count("penalty.decided")) == (1, CROWD - 1)
    assert counter.count(Suspension, what="leads") == 1


@pytest.mark.slow
def test_an_appeal_is_decided_once(counter, record_id):
    penalty_id = counter.suspended(record_id)
    assert at_once(*[lambda: counter.appeal(penalty_id)] * CROWD).count("appeal.not_open") == CROWD - 1
    people = [counter.person(f"A{n}", Role.ADJUDICATOR) for n in range(CROWD)]
    told = at_once(*(lambda one=one: counter.decide_appeal(penalty_id, one) for one in people))
    assert (told.count(None), told.count("appeal.not_open")) == (1, CROWD - 1)


@pytest.mark.slow
def test_two_suspensions_decided_at_once_run_one_after_the_other(counter, record_id, make):
    other = make.record("Ana", company="杭州拱墅茶铺有限公司", phones=("13900001777",), region="330105")
    counter.ruled(record_id, phone="fabricated")
    complaint_id = counter.taken(other, by="Wei")
    for actor in (None, counter.person("Quan")):
        counter.find(complaint_id, actor, switchboard="fabricated")
    people = [counter.person(f"A{n}", Role.ADJUDICATOR) for n in range(2)]
    pairs = zip(counter.penalties(), people, strict=True)
    at_once(*(lambda one=one, by=by: counter.decide(one.id, by) for one, by in pairs))
    first, second = sorted(counter.suspensions(), key=lambda one: one.began_at)
    assert second.began_at == first.until
