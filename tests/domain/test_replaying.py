"""The same facts give the same again, by way of JSON and whatever the calendar says by now; other rules have another number."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greening.domain import calendar, replaying, routing_json
from greening.domain.conflict_facts import Event, Facts, Identity, Party
from greening.domain.conflict_json import facts_json, recommendation_json
from greening.domain.conflicts import recommend
from greening.domain.credits import Entry, Grant, Kind, Proof
from greening.domain.policy import shipped
from greening.domain.protection import Contact
from greening.domain.routing import Answer, Holder, Owner, Rep, route
from greening.domain.routing import Facts as RouteFacts

POLICY = replace(shipped(), version=7)
NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PHONE, NAME = "key_persons[0].phones[0]", "key_persons[0].name"
moments = st.none() | st.integers(-48, 48).map(lambda hours: NOW + hours * HOUR)
counts = st.integers(0, 60)


@st.composite
def route_facts(draw):
    ids = range(1, 6)
    reps = {
        one: Rep(
            one,
            answer=draw(st.none() | st.sampled_from(Answer)),
            suspended_until=draw(moments),
            barred_until=draw(moments),
            free_places=draw(st.integers(-1, 2)),
            overflow_used=draw(st.booleans()),
            sampled=(sampled := draw(counts)),
            verified=draw(st.integers(0, sampled)),
            received=draw(counts),
            today=draw(counts),
            owed=draw(st.integers(0, 2)),
        )
        for one in ids
    }
    owner = draw(st.none() | st.builds(Owner, st.sampled_from(ids), st.booleans(), st.booleans()))
    holder = draw(st.none() | st.builds(Holder, st.sampled_from(ids), st.booleans()))
    named = st.lists(st.sampled_from(ids), unique=True)
    return RouteFacts(reps, owner, holder, draw(named), draw(named))


def stored(value):
    """As it comes back from the database."""
    return json.loads(json.dumps(value))


@given(route_facts())
@settings(max_examples=12)
def test_a_lead_goes_the_same_way_by_stored_facts(facts):
    again = replaying.routed(stored(replaying.route_json(facts)), POLICY, NOW)
    assert again == stored(routing_json.considered_json(route(facts, POLICY.leads, NOW)))


def conflict(days_off=frozenset()):
    """Two who called a customer, and the calendar of then."""
    then = calendar.calendar(POLICY.calendar, dict.fromkeys(days_off, False))
    events = tuple(Event(NOW - ago * DAY, NOW - ago * DAY + HOUR, Contact.CAPTURED) for ago in (40, 30))
    challenger = Party(2, (Event(NOW - 20 * DAY, NOW - 20 * DAY + HOUR, Contact.CAPTURED),), 3)
    return Facts(Identity.ONE_UNIT, NOW, NOW - 12 * DAY, Party(1, events, 5), challenger, lot="lot"), then


def test_a_conflict_is_read_by_the_days_of_then_whatever_is_a_day_off_by_now():
    off = frozenset(date(2026, 2, 2) + ahead * DAY for ahead in range(28))
    for facts, then in (conflict(), conflict(off)):
        basis = stored(replaying.basis(facts, then))
        told = recommendation_json(recommend(facts, then, POLICY))
        assert replaying.recommended(stored(facts_json(facts)), basis, POLICY) == stored(told)
    plain, holidays = (recommend(facts, then, POLICY) for facts, then in (conflict(), conflict(off)))
    assert plain != holidays


def entry(number, kind, points, cause, reverses=None):
    return Entry(number, NOW + number * HOUR, Grant(1, PHONE, kind, Decimal(points), cause, reverses))


PAID = entry(1, Kind.PROVEN, "9.6", "verdict:1")
TAKEN = entry(2, Kind.REVERSAL, "-9.6", "complaint:1", 1)
ACTS = [
    (replaying.proofs_json([Proof(PHONE, 1, "verdict:1"), Proof(NAME, 2, "verdict:1", 3)]), (), 3),
    (replaying.undo_json("verdict:1"), (PAID,), 1),
    (replaying.price_json([], Decimal(10)), (PAID,), 1),
    (replaying.price_json([], Decimal(9)), (PAID,), 0),
    (replaying.restored_json([2]), (PAID, TAKEN), 1),
]


@pytest.mark.parametrize(("facts", "ledger", "rows"), ACTS)
def test_an_act_on_the_ledger_is_done_again_by_what_was_logged(facts, ledger, rows):
    told = stored(replaying.act_json(facts, [one.id for one in ledger], [], POLICY))
    done = replaying.granted(facts, "verdict:1", ledger, POLICY)
    assert replaying.granted(told, "verdict:1", ledger, POLICY) == done
    assert (len(done), told["policy"], told["rules"]) == (rows, 7, replaying.RULES)


EXPECTED = (
    [(1, "chosen"), (2, "not_their_turn"), (3, "not_their_turn")],
    [
        ("same_unit", "one_unit"),
        ("contract", "no_contract"),
        ("filed_in_time", "in_time"),
        ("fraud", "no_fraud"),
        ("protected", "unprotected"),
        ("empty_follow_up", "followed_up"),
        ("customers_choice", "no_choice"),
        ("first_contact", "alone_in_touch"),
    ],
    [(1, "proven"), (2, "proven"), (3, "reverified")],
)


def test_other_rules_have_another_number():
    """What comes out of one case of each kind. If this changes on purpose, raise `RULES` and say so here."""
    reps = {one: Rep(one, sampled=40, verified=40 - one, received=one) for one in range(1, 4)}
    considered = replaying.routed(replaying.route_json(RouteFacts(reps, region=[1, 2, 3])), POLICY, NOW)
    facts, then = conflict()
    told = replaying.recommended(facts_json(facts), replaying.basis(facts, then), POLICY)
    paid = replaying.granted(ACTS[0][0], "verdict:1", (), POLICY)
    came = (
        [(one["rep"], one["reason"]) for one in considered],
        [(step["gate"], step["found"]) for step in told["steps"]],
        [(one.rep_id, str(one.kind)) for one in paid],
    )
    assert (replaying.RULES, came) == (1, EXPECTED)
