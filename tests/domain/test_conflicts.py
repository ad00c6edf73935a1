"""The gates in their order, the order of first contact, and what breaks a tie: each rule with its case."""

from dataclasses import replace
from datetime import timedelta

import pytest
from colliding import FILED, HOUR, case, event, recommended, void
from rule_book import ANA, BO, HERE, POLICY, days, utc

from greening.domain.conflict_facts import Event, Facts, Found, Gate, Identity, Party, Ruling
from greening.domain.conflicts import GATES, recommend
from greening.domain.protection import Contact

IN_TOUCH, LONG_AGO = event(5), event(60)
LATE = utc(2026, 12, 31)
CASES = {
    "two companies are two customers": (
        case(identity=Identity.TWO_UNITS),
        (Ruling.SEPARATE, None, Gate.SAME_UNIT, Found.TWO_UNITS),
    ),
    "companies of one boss go by the rule for groups": (
        case(identity=Identity.ONE_GROUP),
        (Ruling.GROUP, None, Gate.SAME_UNIT, Found.ONE_GROUP),
    ),
    "what may be one company is no case yet": (
        case(identity=Identity.UNCLEAR),
        (Ruling.INSUFFICIENT, None, Gate.SAME_UNIT, Found.UNCLEAR),
    ),
    "a customer who has signed is not contested": (
        case(challenger=[IN_TOUCH], signed_at=FILED - days(7)),
        (Ruling.UPHOLD, ANA, Gate.CONTRACT, Found.SIGNED),
    ),
    "unless it was signed this week": (
        case(challenger=[IN_TOUCH], signed_at=FILED - days(6.9)),
        (Ruling.TRANSFER, BO, Gate.FIRST_CONTACT, Found.ALONE_IN_TOUCH),
    ),
    "whoever knew of it for two weeks is too late": (
        case(challenger=[IN_TOUCH], discovered_at=FILED - days(14)),
        (Ruling.UPHOLD, ANA, Gate.FILED_IN_TIME, Found.TOO_LATE),
    ),
    "the seventh working day is in time": (
        case(challenger=[IN_TOUCH], discovered_at=FILED - days(9)),
        (Ruling.TRANSFER, BO, Gate.FIRST_CONTACT, Found.ALONE_IN_TOUCH),
    ),
    "a holder who forged loses the customer to whoever talked to them": (
        replace(case(challenger=[LONG_AGO]), holder=Party(ANA, (IN_TOUCH,), fraud_proven=True)),
        (Ruling.TRANSFER, BO, Gate.FRAUD, Found.HOLDER_FRAUD),
    ),
    "and else to the pool": (
        replace(case(challenger=[void(3)]), holder=Party(ANA, (IN_TOUCH,), fraud_proven=True)),
        (Ruling.POOL, None, Gate.FRAUD, Found.HOLDER_FRAUD),
    ),
    "a challenger who forged gets nothing": (
        replace(case(holder=[void(3)]), challenger=Party(BO, (IN_TOUCH,), fraud_proven=True)),
        (Ruling.UPHOLD, ANA, Gate.FRAUD, Found.CHALLENGER_FRAUD),
    ),
    "of two who forged nobody does": (
        Facts(
            Identity.ONE_UNIT,
            FILED,
            FILED,
            Party(ANA, (IN_TOUCH,), fraud_proven=True),
            Party(BO, (IN_TOUCH,), fraud_proven=True),
        ),
        (Ruling.POOL, None, Gate.FRAUD, Found.BOTH_FRAUD),
    ),
    "a protected holder who talked to the customer keeps them": (
        case(holder=[event(3)], challenger=[event(40), event(2)], protected_until=LATE),
        (Ruling.UPHOLD, ANA, Gate.PROTECTED, Found.PROTECTED),
    ),
    "protection that ran out protects nobody": (
        case(holder=[LONG_AGO], challenger=[IN_TOUCH], protected_until=FILED),
        (Ruling.TRANSFER, BO, Gate.FIRST_CONTACT, Found.ALONE_IN_TOUCH),
    ),
    "time alone protects nobody either": (
        case(holder=[void(3)], challenger=[LONG_AGO], protected_until=LATE),
        (Ruling.TRANSFER, BO, Gate.EMPTY_FOLLOW_UP, Found.EMPTY),
    ),
    "void notes lose to one contact, be it long ago": (
        case(holder=[void(9), void(4)], challenger=[LONG_AGO]),
        (Ruling.TRANSFER, BO, Gate.EMPTY_FOLLOW_UP, Found.EMPTY),
    ),
    "void notes on both sides lose to the pool": (
        case(holder=[void(9)], challenger=[void(4)]),
        (Ruling.POOL, None, Gate.EMPTY_FOLLOW_UP, Found.BOTH_EMPTY),
    ),
    "and the customer's choice is not asked for then": (
        case(holder=[void(9)], challenger=[void(4)], chosen_by_customer=BO),
        (Ruling.POOL, None, Gate.EMPTY_FOLLOW_UP, Found.BOTH_EMPTY),
    ),
    "what only the challenger says is no contact": (
        case(holder=[void(9)], challenger=[event(4, Contact.CLAIMED)]),
        (Ruling.POOL, None, Gate.EMPTY_FOLLOW_UP, Found.BOTH_EMPTY),
    ),
    "a holder who tried is not empty": (
        case(holder=[void(9), event(8, Contact.ATTEMPT)], challenger=[]),
        (Ruling.INSUFFICIENT, None, Gate.FIRST_CONTACT, Found.NOBODY_IN_TOUCH),
    ),
    "the customer's written word decides between honest parties": (
        case(holder=[LONG_AGO], challenger=[IN_TOUCH], chosen_by_customer=ANA),
        (Ruling.UPHOLD, ANA, Gate.CUSTOMERS_CHOICE, Found.CHOSEN),
    ),
    "a word for somebody else decides nothing": (
        case(holder=[LONG_AGO], challenger=[IN_TOUCH], chosen_by_customer=99),
        (Ruling.TRANSFER, BO, Gate.FIRST_CONTACT, Found.ALONE_IN_TOUCH),
    ),
    "of two in touch the first keeps the customer": (
        case(holder=[event(30), event(5)], challenger=[event(29), event(1)]),
        (Ruling.UPHOLD, ANA, Gate.FIRST_CONTACT, Found.FIRST),
    ),
    "or gets them": (
        case(holder=[event(29), event(1)], challenger=[event(30), event(5)]),
        (Ruling.TRANSFER, BO, Gate.FIRST_CONTACT, Found.FIRST),
    ),
    "whoever was first and fell silent is not the first any more": (
        case(holder=[event(102), void(63), void(46), void(30), void(16)], challenger=[event(42), event(23), event(8)]),
        (Ruling.TRANSFER, BO, Gate.FIRST_CONTACT, Found.ALONE_IN_TOUCH),
    ),
    "nobody in touch has shown enough": (
        case(holder=[LONG_AGO], challenger=[event(61)]),
        (Ruling.INSUFFICIENT, None, Gate.FIRST_CONTACT, Found.NOBODY_IN_TOUCH),
    ),
    "within the hour the one who reached a key person is ahead": (
        case(holder=[event(5 + 1 / 24)], challenger=[event(5), event(2, reached_key_person=True)]),
        (Ruling.TRANSFER, BO, Gate.KEY_PERSON, Found.AHEAD),
    ),
    "then the one who got further": (
        case(holder=[event(5, milestone="need"), event(4, milestone="quote")], challenger=[event(5, milestone="need")]),
        (Ruling.UPHOLD, ANA, Gate.PROGRESS, Found.AHEAD),
    ),
    "the same milestone twice is one": (
        replace(
            case(holder=[event(5, milestone="need"), event(4, milestone="need")]),
            challenger=Party(BO, (event(5, milestone="demo"),), active_units=0),
        ),
        (Ruling.TRANSFER, BO, Gate.LOT, Found.AHEAD),
    ),
    "then the one who has fewer customers": (
        Facts(
            Identity.ONE_UNIT,
            FILED,
            FILED,
            Party(ANA, (event(5),), active_units=31),
            Party(BO, (event(5),), active_units=30),
        ),
        (Ruling.TRANSFER, BO, Gate.WORKLOAD, Found.AHEAD),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES.keys())
def test_the_rules(facts, expected):
    assert recommended(facts) == expected


def test_the_gates_stand_in_the_order_of_the_rules():
    found = recommend(case(holder=[event(5)], challenger=[event(5)]), HERE, POLICY)
    assert [step.gate for step in found.steps] == list(Gate)
    assert len(GATES) == len(Gate)
    assert all(step.ruling is None for step in found.steps[:-1])


def test_a_step_says_what_it_found():
    steps = recommend(case(holder=[LONG_AGO], challenger=[IN_TOUCH], discovered_at=FILED - days(3)), HERE, POLICY).steps
    assert [step.found for step in steps] == [
        Found.ONE_UNIT,
        Found.NO_CONTRACT,
        Found.IN_TIME,
        Found.NO_FRAUD,
        Found.UNPROTECTED,
        Found.FOLLOWED_UP,
        Found.NO_CHOICE,
        Found.ALONE_IN_TOUCH,
    ]
    assert steps[2].params == {"days": 3, "within": 7}
    assert steps[7].params == {
        "holder_first": LONG_AGO.at.isoformat(),
        "holder_last": LONG_AGO.at.isoformat(),
        "challenger_first": IN_TOUCH.at.isoformat(),
        "challenger_last": IN_TOUCH.at.isoformat(),
    }


def test_what_comes_after_the_filing_does_not_count():
    later = Event(FILED + HOUR, FILED + 2 * HOUR, Contact.CAPTURED)
    written_later = Event(FILED - HOUR, FILED + HOUR, Contact.CAPTURED)
    for one in (later, written_later):
        assert recommended(case(holder=[void(4)], challenger=[one]))[0] is Ruling.POOL


def test_what_was_written_down_too_late_is_no_contact():
    backdated = Event(FILED - days(20), FILED - days(1), Contact.CAPTURED)
    assert recommended(case(holder=[void(4)], challenger=[backdated]))[0] is Ruling.POOL


def test_the_moment_of_the_filing_is_after_everything_that_counts():
    at_filing = Event(FILED, FILED, Contact.CAPTURED)
    written_at_filing = Event(FILED - HOUR, FILED, Contact.CAPTURED)
    announced = Event(FILED, FILED - HOUR, Contact.CAPTURED)
    for one in (at_filing, written_at_filing, announced):
        assert recommended(case(holder=[void(4)], challenger=[one]))[0] is Ruling.POOL


def test_a_time_limit_ends_to_the_second():
    second = timedelta(seconds=1)
    filing_ends = HERE.deadline(FILED - days(9), POLICY.conflicts.file_within)
    touch_ends = HERE.deadline(FILED - days(30), POLICY.protection.follow_up)
    for ends, facts, found in (
        (filing_ends, case(challenger=[IN_TOUCH], discovered_at=FILED - days(9)), Found.TOO_LATE),
        (touch_ends, case(challenger=[event(30)]), Found.NOBODY_IN_TOUCH),
    ):
        seen = {"discovered_at": facts.discovered_at if found is Found.TOO_LATE else ends}
        assert recommended(replace(facts, filed_at=ends, **seen))[3] is found
        assert recommended(replace(facts, filed_at=ends - second, **seen))[3] is Found.ALONE_IN_TOUCH


def test_a_company_may_not_let_customers_choose():
    strict = replace(POLICY, conflicts=replace(POLICY.conflicts, customers_choice=False))
    facts = case(holder=[LONG_AGO], challenger=[IN_TOUCH], chosen_by_customer=ANA)
    found = recommend(facts, HERE, strict)
    assert (found.ruling, found.to) == (Ruling.TRANSFER, BO)
    assert found.steps[6].found is Found.CHOICE_NOT_ALLOWED


def test_a_lot_falls_by_its_seed_to_either_and_always_the_same():
    drawn = [
        recommend(case(holder=[event(5)], challenger=[event(5)], lot=f"K-{n}"), HERE, POLICY).to for n in range(20)
    ]
    assert set(drawn) == {ANA, BO}
    again = [
        recommend(case(holder=[event(5)], challenger=[event(5)], lot=f"K-{n}"), HERE, POLICY).to for n in range(20)
    ]
    assert drawn == again
