"""The ledger of a unit: once for a fact, to whoever found it, taken back by a row, never below nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import ANA, BO, CHEN, DAI, NOW, POLICY, days

from greening.domain.credits import (
    Entry,
    Grant,
    Kind,
    Proof,
    Share,
    Shares,
    balance,
    barred,
    credit,
    give_back,
    points,
    reverse,
    shares,
    standing,
    taken_back,
)
from greening.domain.refusals_units import CreditReversed
from validators.settings import Settings

RULES = POLICY.credits
PHONE, MAIL, ADDRESS, WEBSITE = "key_persons[0].phones[0]", "key_persons[0].emails[0]", "address", "website"


def pay(*proofs, ledger=(), barred=frozenset()):
    return credit(proofs, ledger, POLICY.settings, RULES, barred)


def booked(*grants, ledger=()):
    start = len(ledger)
    return [*ledger, *(Entry(start + n, NOW + timedelta(minutes=start + n), one) for n, one in enumerate(grants, 1))]


def grant(rep, path, got, kind=Kind.PROVEN):
    return Grant(rep, path, kind, Decimal(str(got)), "call-1")


@pytest.mark.parametrize(
    ("path", "got"),
    [
        (PHONE, "12"),
        ("key_persons[3].phones[1]", "12"),
        ("phones[0]", "3"),
        ("emails[0]", "2"),
        (MAIL, "4"),
        ("key_persons[0].title", "6"),
        ("key_persons[0].role", "6"),
        ("ids[0]", "10"),
        ("company", "10"),
        ("address", "10"),
        ("profile.brands", "1"),
        ("former_names[0]", "0"),
    ],
)
def test_a_proven_value_pays_what_its_field_weighs(path, got):
    assert points(path, POLICY.settings) == Decimal(got)


def test_points_are_of_a_hundred_whatever_the_weights_sum_to():
    doubled = Settings.from_mapping({"weights": {"key_person.phone": 88.0}})  # 100 - 12 + 88 = 176
    assert points(PHONE, doubled) == Decimal("50.0")
    assert points(ADDRESS, doubled) == Decimal("5.7")


def test_the_author_is_paid_whoever_proves_it():
    assert pay(Proof(PHONE, ANA, "call-1")) == (grant(ANA, PHONE, "12"),)
    assert pay(Proof(PHONE, ANA, "call-1", verifier_id=ANA)) == (grant(ANA, PHONE, "12"),)
    second = grant(BO, PHONE, "2.4", Kind.REVERIFIED)
    assert pay(Proof(PHONE, ANA, "call-1", verifier_id=BO)) == (grant(ANA, PHONE, "12"), second)


def test_one_event_pays_once_however_often_it_is_told():
    proof = Proof(PHONE, ANA, "call-1", verifier_id=BO)
    assert len(pay(proof, proof)) == 2
    assert pay(proof, ledger=booked(*pay(proof))) == ()


def test_one_event_has_one_author():
    assert pay(Proof(PHONE, ANA, "call-1"), Proof(PHONE, BO, "call-1")) == (grant(ANA, PHONE, "12"),)


def test_many_phones_are_one_field():
    proofs = [Proof(f"key_persons[{n}].phones[0]", ANA, f"call-{n}") for n in range(5)]
    assert pay(*proofs) == (Grant(ANA, "key_persons[0].phones[0]", Kind.PROVEN, Decimal(12), "call-0"),)


def test_what_is_worth_nothing_makes_no_row():
    assert pay(Proof("former_names[0]", ANA, "call-1")) == ()


def test_nobody_is_paid_for_claiming_back_what_they_held():
    held = {ANA: NOW - days(179), BO: NOW - days(180)}
    assert barred(held, RULES, NOW) == {ANA}
    assert pay(Proof(PHONE, ANA, "call-1", verifier_id=BO), barred=frozenset({ANA})) == (
        grant(BO, PHONE, "2.4", Kind.REVERIFIED),
    )


def test_a_reversal_is_a_row_and_happens_once():
    ledger = booked(grant(ANA, PHONE, "12"), grant(ANA, ADDRESS, "10"))
    row = reverse(ledger[0], ledger, "case-7")
    assert row == Grant(ANA, PHONE, Kind.REVERSAL, Decimal(-12), "case-7", reverses_id=1)

    after = booked(row, ledger=ledger)
    assert balance(after, ANA) == Decimal(10)
    assert standing(after) == (ledger[1],)
    for entry in (after[0], after[2]):
        with pytest.raises(CreditReversed):
            reverse(entry, after, "case-8")


def test_what_was_reversed_can_be_earned_again_but_not_by_the_same_event():
    ledger = booked(grant(ANA, PHONE, "12"))
    ledger = booked(reverse(ledger[0], ledger, "case-7"), ledger=ledger)
    assert pay(Proof(PHONE, ANA, "call-2"), ledger=ledger)
    assert pay(Proof(PHONE, ANA, "call-1"), ledger=ledger) == ()


@pytest.mark.parametrize(("price", "paths"), [("0", []), ("2", [WEBSITE]), ("12", [WEBSITE, ADDRESS]), ("99", None)])
def test_the_price_of_a_lie_is_taken_newest_first_and_never_exceeded(price, paths):
    ledger = booked(grant(ANA, PHONE, "12"), grant(ANA, ADDRESS, "10"), grant(ANA, WEBSITE, "2"))
    taken = [entry.grant.path for entry in taken_back(ledger, Decimal(price))]
    assert taken == (paths if paths is not None else [WEBSITE, ADDRESS, PHONE])


def test_the_right_is_for_ways_to_the_customer_and_shares_for_all_work():
    ledger = booked(
        grant(ANA, PHONE, "12"), grant(BO, ADDRESS, "10"), grant(BO, "ids[0]", "10"), grant(CHEN, "company", "8")
    )
    assert shares(ledger, RULES) == Shares(ANA, (Share(BO, Decimal("0.5")), Share(CHEN, Decimal("0.2"))))


def test_of_equals_the_first_has_the_right():
    assert shares(booked(grant(BO, PHONE, "12"), grant(ANA, PHONE, "12")), RULES).holder_id == BO


def test_without_a_way_to_the_customer_nobody_has_the_right():
    assert shares(booked(grant(BO, ADDRESS, "10")), RULES).holder_id is None
    assert shares([], RULES) == Shares(None, ())


def test_small_shares_are_none_and_three_are_the_most():
    ledger = booked(grant(ANA, PHONE, "60"), *(grant(rep, ADDRESS, "10") for rep in (BO, CHEN, DAI, 5)))
    assert [one.rep_id for one in shares(ledger, RULES).others] == [BO, CHEN, DAI]
    assert shares(booked(grant(ANA, PHONE, "91"), grant(BO, ADDRESS, "9")), RULES).others == ()


PATHS = st.sampled_from([PHONE, MAIL, ADDRESS, WEBSITE, "phones[0]", "key_persons[1].phones[0]"])
STEPS = st.lists(
    st.one_of(
        st.builds(Proof, PATHS, st.sampled_from([ANA, BO]), st.sampled_from("abc"), st.sampled_from([None, BO, CHEN])),
        st.integers(0, 30),
    ),
    max_size=30,
)


@given(STEPS)
def test_no_order_of_proofs_and_reversals_leaves_a_debt_or_pays_a_fact_twice(steps):
    ledger = []
    for step in steps:
        if isinstance(step, Proof):
            ledger = booked(*pay(step, ledger=ledger), ledger=ledger)
        elif step < len(ledger) and ledger[step] in standing(ledger):
            ledger = booked(reverse(ledger[step], ledger, f"case-{step}"), ledger=ledger)
    assert all(
        balance([one for one in ledger if one.grant.path == path], rep) >= 0
        for path in (PHONE, ADDRESS)
        for rep in (ANA, BO, CHEN)
    )
    assert all(balance(ledger, rep) == balance(standing(ledger), rep) for rep in (ANA, BO, CHEN))
    assert balance(ledger, ANA) <= 12 + 4 + 10 + 3 + 3


def taken(ledger, cause="complaint:1"):
    """The ledger with all that pays taken back."""
    return booked(*(reverse(entry, ledger, cause) for entry in standing(ledger)), ledger=ledger)


@given(st.integers(1, 5))
def test_what_is_taken_and_given_back_by_turns_pays_as_if_nothing_had_been(turns):
    first = booked(grant(ANA, PHONE, 12), grant(BO, WEBSITE, 2), grant(ANA, MAIL, 4))
    ledger = first
    for turn in range(turns):
        ledger = taken(ledger, f"complaint:{turn}")
        assert standing(ledger) == ()
        reversals = [entry.id for entry in ledger if entry.grant.kind is Kind.REVERSAL]
        ledger = booked(*give_back(reversals, ledger, f"appeal:{turn}"), ledger=ledger)
    assert standing(ledger) == tuple(first)
    assert shares(ledger, RULES) == shares(first, RULES)
    assert (balance(ledger, ANA), balance(ledger, BO)) == (16, 2)


def test_nothing_is_given_back_twice_nor_where_the_field_was_paid_again():
    ledger = taken(booked(grant(ANA, PHONE, 12)))
    given = give_back([2], ledger, "appeal:1")
    assert given == (Grant(ANA, PHONE, Kind.RESTORED, Decimal(12), "appeal:1", reverses_id=2),)
    assert give_back([2], booked(*given, ledger=ledger), "appeal:1") == ()
    again = booked(grant(ANA, "key_persons[1].phones[0]", 12), ledger=ledger)
    assert give_back([2], again, "appeal:1") == ()


def test_what_was_given_back_can_be_taken_for_another_reason():
    ledger = taken(booked(grant(ANA, PHONE, 12)))
    ledger = booked(*give_back([2], ledger, "appeal:1"), ledger=ledger)
    [first] = standing(ledger)
    again = reverse(first, ledger, "complaint:2")
    assert again == Grant(ANA, PHONE, Kind.REVERSAL, Decimal(-12), "complaint:2", 3)
    assert give_back([2], booked(again, ledger=ledger), "appeal:1") == (), "the first appeal gives back no second time"
