"""The ladder of a lead, and the row of everybody who was considered."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import ANA, BO, CHEN, DAI, NOW, POLICY, days

from greening.domain.routing import Answer, Facts, Holder, Owner, Reason, Rep, Step, route, weight

RULES = POLICY.leads
EVA = 5
REPS = {rep: Rep(rep) for rep in (ANA, BO, CHEN, DAI, EVA)}
TOMORROW = NOW + days(1)


def facts(reps=(), **named):
    return Facts(reps={**REPS, **{rep.rep_id: rep for rep in reps}}, **named)


def rows(case):
    return [(one.rep_id, one.step, one.reason) for one in route(case, RULES, NOW).considered]


def chosen(case):
    found = route(case, RULES, NOW).chosen
    return found and (found.rep_id, found.step)


def test_the_owner_serves_an_owned_unit():
    assert rows(facts(owner=Owner(ANA), region=[BO, CHEN])) == [(ANA, Step.OWNER, Reason.CHOSEN)]


def test_whoever_completed_a_unit_of_the_pool_has_its_leads():
    case = facts(holder=Holder(ANA), contributors=[BO], region=[CHEN])
    assert rows(case) == [(ANA, Step.HOLDER, Reason.CHOSEN), (BO, Step.CONTRIBUTOR, Reason.NEXT)]


@pytest.mark.parametrize(
    ("owner", "first"),
    [
        (Owner(ANA), (BO, Step.HOLDER)),
        (Owner(ANA, held_before_claim=True), (ANA, Step.OWNER)),
        (Owner(ANA, proven_contact=True), (ANA, Step.OWNER)),
    ],
)
def test_an_owner_goes_before_the_completer_who_came_later_or_is_no_longer_alone_with_the_customer(owner, first):
    assert chosen(facts(owner=owner, holder=Holder(BO))) == first


def test_an_owner_who_comes_after_the_completer_is_told_why():
    assert rows(facts(owner=Owner(ANA), holder=Holder(BO))) == [
        (BO, Step.HOLDER, Reason.CHOSEN),
        (ANA, Step.OWNER, Reason.AFTER_COMPLETER),
    ]


def test_the_owner_serves_when_the_completer_has_declined():
    case = facts([Rep(BO, answer=Answer.DECLINED)], owner=Owner(ANA), holder=Holder(BO))
    assert rows(case) == [(BO, Step.HOLDER, Reason.DECLINED), (ANA, Step.OWNER, Reason.CHOSEN)]


def test_whoever_stands_on_two_rungs_is_asked_once_on_the_upper():
    case = facts(owner=Owner(ANA), holder=Holder(ANA), contributors=[ANA, BO])
    assert rows(case) == [(ANA, Step.OWNER, Reason.CHOSEN), (BO, Step.CONTRIBUTOR, Reason.NEXT)]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"answer": Answer.DECLINED}, Reason.DECLINED),
        ({"answer": Answer.LAPSED}, Reason.LAPSED),
        ({"suspended_until": TOMORROW}, Reason.SUSPENDED),
        ({"barred_until": TOMORROW}, Reason.BARRED),
        ({"on_leave_until": TOMORROW}, Reason.ON_LEAVE),
        ({"paused_until": TOMORROW}, Reason.PAUSED),
        ({"free_places": 0, "overflow_used": True}, Reason.FULL),
    ],
)
def test_why_a_lead_goes_past_the_completer_to_the_next_contributor(state, reason):
    case = facts([Rep(ANA, **state)], holder=Holder(ANA), contributors=[BO])
    assert rows(case) == [(ANA, Step.HOLDER, reason), (BO, Step.CONTRIBUTOR, Reason.CHOSEN)]


@pytest.mark.parametrize("period", ["suspended_until", "barred_until", "on_leave_until", "paused_until"])
def test_a_period_that_is_over_keeps_nobody_from_a_lead(period):
    assert chosen(facts([Rep(ANA, **{period: NOW})], holder=Holder(ANA))) == (ANA, Step.HOLDER)


def test_an_offer_that_was_once_accepted_is_no_obstacle():
    assert chosen(facts([Rep(ANA, answer=Answer.ACCEPTED)], holder=Holder(ANA))) == (ANA, Step.HOLDER)


def test_the_row_says_until_when():
    case = facts([Rep(ANA, suspended_until=TOMORROW)], holder=Holder(ANA))
    assert route(case, RULES, NOW).considered[0].params == {"until": TOMORROW.isoformat()}


def test_a_right_rests_while_its_record_is_in_quarantine():
    case = facts(holder=Holder(ANA, paused=True), region=[BO])
    assert rows(case) == [(ANA, Step.HOLDER, Reason.RIGHT_PAUSED), (BO, Step.ROTATION, Reason.CHOSEN)]


def test_a_full_library_has_room_for_one_lead_a_month_and_an_owner_needs_none():
    full = Rep(ANA, free_places=0)
    found = route(facts([full], holder=Holder(ANA)), RULES, NOW).chosen
    assert (found.rep_id, found.params) == (ANA, {"overflow": True})
    used_up = replace(full, overflow_used=True)
    assert chosen(facts([used_up], owner=Owner(ANA))) == (ANA, Step.OWNER)


def test_a_lead_past_everybody_of_the_unit_goes_round_the_region():
    case = facts([Rep(ANA, suspended_until=TOMORROW)], holder=Holder(ANA), region=[ANA, BO])
    assert rows(case) == [(ANA, Step.HOLDER, Reason.SUSPENDED), (BO, Step.ROTATION, Reason.CHOSEN)]


def test_turns_go_by_what_is_surely_true():
    proven, lucky = Rep(BO, sampled=100, verified=90), Rep(CHEN, sampled=10, verified=9)
    found = route(facts([proven, lucky], region=[BO, CHEN, DAI]), RULES, NOW)
    assert [(one.rep_id, one.reason) for one in found.considered] == [
        (BO, Reason.CHOSEN),
        (CHEN, Reason.NOT_THEIR_TURN),
        (DAI, Reason.NOT_THEIR_TURN),
    ]
    assert [one.params["weight"] for one in found.considered] == [0.84, 0.652, 0.05]


@pytest.mark.parametrize(("received", "first"), [(0, BO), (1, CHEN)])
def test_whoever_had_leads_waits_for_the_others(received, first):
    reps = [Rep(BO, sampled=100, verified=90, received=received), Rep(CHEN, sampled=100, verified=80)]
    assert chosen(facts(reps, region=[BO, CHEN])) == (first, Step.ROTATION)


def test_in_the_long_run_leads_are_shared_by_weight():
    reps = {BO: Rep(BO, sampled=200, verified=160), CHEN: Rep(CHEN, sampled=200, verified=80), DAI: Rep(DAI)}
    for _ in range(200):
        rep = route(Facts(reps=reps, region=[*reps]), RULES, NOW).chosen.rep_id
        reps[rep] = replace(reps[rep], received=reps[rep].received + 1)
    whole = sum(weight(rep, RULES) for rep in reps.values())
    for rep in reps.values():
        assert rep.received == pytest.approx(200 * weight(rep, RULES) / whole, abs=1.5)


def test_leads_that_are_owed_come_first():
    reps = [Rep(BO, sampled=100, verified=99), Rep(CHEN, received=30, owed=1)]
    assert chosen(facts(reps, region=[BO, CHEN])) == (CHEN, Step.ROTATION)


def test_a_quota_is_for_turns_and_not_for_ones_own_units():
    busy = Rep(BO, today=RULES.quota)
    assert rows(facts([busy], region=[BO, CHEN])) == [
        (CHEN, Step.ROTATION, Reason.CHOSEN),
        (BO, Step.ROTATION, Reason.OVER_QUOTA),
    ]
    assert chosen(facts([busy], holder=Holder(BO))) == (BO, Step.HOLDER)


def test_a_lead_that_nobody_can_take_still_says_who_was_considered():
    case = facts([Rep(ANA, on_leave_until=TOMORROW), Rep(BO, answer=Answer.LAPSED)], holder=Holder(ANA), region=[BO])
    assert route(case, RULES, NOW).chosen is None
    assert rows(case) == [(ANA, Step.HOLDER, Reason.ON_LEAVE), (BO, Step.ROTATION, Reason.LAPSED)]
    assert rows(facts()) == []


PEOPLE = st.builds(
    Rep,
    rep_id=st.just(0),
    answer=st.sampled_from([None, None, Answer.DECLINED, Answer.LAPSED]),
    suspended_until=st.sampled_from([None, NOW, TOMORROW]),
    on_leave_until=st.sampled_from([None, NOW, TOMORROW]),
    free_places=st.integers(0, 2),
    overflow_used=st.booleans(),
    sampled=st.just(50),
    verified=st.integers(0, 50),
    received=st.integers(0, 20),
    today=st.integers(0, 6),
    owed=st.integers(0, 1),
)
SOMEBODY = st.integers(0, 5)
CASES = st.builds(
    lambda people, owner, holder, contributors, region: Facts(
        reps={number: replace(rep, rep_id=number) for number, rep in enumerate(people)},
        owner=owner,
        holder=holder,
        contributors=contributors,
        region=region,
    ),
    st.lists(PEOPLE, min_size=6, max_size=6),
    st.none() | st.builds(Owner, SOMEBODY, st.booleans(), st.booleans()),
    st.none() | st.builds(Holder, SOMEBODY, st.booleans()),
    st.lists(SOMEBODY, max_size=3, unique=True),
    st.lists(SOMEBODY, max_size=6, unique=True),
)


@given(CASES)
def test_everybody_has_one_row_and_at_most_one_is_chosen(case):
    found = route(case, RULES, NOW)
    looked_at = [one.rep_id for one in found.considered]
    of_the_unit = {one.rep_id for one in (case.owner, case.holder) if one} | set(case.contributors)
    assert len(looked_at) == len(set(looked_at))
    assert of_the_unit <= set(looked_at) <= of_the_unit | set(case.region)
    assert sum(one.reason is Reason.CHOSEN for one in found.considered) <= 1
    assert found.chosen or {one.reason for one in found.considered}.isdisjoint(
        {Reason.NEXT, Reason.AFTER_COMPLETER, Reason.NOT_THEIR_TURN}
    )


@given(CASES, st.randoms())
def test_the_same_facts_give_the_same_route(case, random):
    region = [*case.region]
    random.shuffle(region)
    assert route(replace(case, region=region), RULES, NOW) == route(case, RULES, NOW)


@given(CASES)
def test_nobody_is_offered_what_they_declined_or_may_not_have(case):
    found = route(case, RULES, NOW).chosen
    if found:
        rep = case.reps[found.rep_id]
        assert rep.answer is None
        assert not rep.suspended_until or rep.suspended_until <= NOW
