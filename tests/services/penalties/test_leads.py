"""What a suspension, a bar and a won appeal mean where a lead is routed."""

import pytest

from greening.storage import holidays, lead_reps
from greening.storage.lead_reps import About


@pytest.fixture
def seen(make):
    """How the route to a lead of Ana's customer sees somebody."""

    def load(counter, name):
        person_id = make.person(name).id
        with counter.work() as unit:
            calendar = holidays.of_organisation(unit.session, counter.policy)
            about = About(0, frozenset({make.person("Ana").id}), calendar, counter.now)
            return lead_reps.load(unit.session, counter.policy, about, [person_id])[person_id]

    return load


def test_leads_pass_by_whoever_is_suspended_until_it_ends_by_itself(counter, record_id, seen):
    counter.suspended(record_id)
    [served] = counter.suspensions()
    assert seen(counter, "Ana").suspended_until == served.until
    assert seen(counter.later(days=8), "Ana").suspended_until is None


def test_a_complainant_is_out_for_as_long_as_the_policy_says(counter, record_id, seen):
    counter.ruled(record_id, by="Bo", phone="fabricated")
    assert seen(counter, "Bo").barred_until == counter.now + counter.policy.penalties.barred
    assert seen(counter, "Wei").barred_until is None
    assert seen(counter.later(days=31), "Bo").barred_until is None


def test_whoever_won_an_appeal_comes_first_and_leads_reach_them_again(counter, record_id, seen):
    _, then = counter.appealed(record_id, after=2)
    rep = seen(then.later(minutes=1), "Ana")
    assert (rep.owed, rep.suspended_until) == (counter.policy.penalties.owed, None)


def test_a_suspension_that_had_not_begun_owes_nothing(counter, record_id, seen):
    """It was imposed and taken back within the same moment."""
    _, then = counter.appealed(record_id, after=0)
    assert seen(then, "Ana").owed == 0
