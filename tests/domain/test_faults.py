"""A mistake is not a lie, and a lie does not pay."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import HERE, NOW, POLICY, utc

from greening.domain.faults import EFFECTS, Effect, FaultKind, price, reopened_until, ruled

RULES = POLICY.penalties
STALE, MISTAKE, CARELESS, FABRICATED = FaultKind


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (STALE, None, STALE),
        (MISTAKE, None, MISTAKE),
        (CARELESS, None, CARELESS),
        (CARELESS, FABRICATED, CARELESS),
        (FABRICATED, None, None),
        (FABRICATED, FABRICATED, FABRICATED),
        (FABRICATED, MISTAKE, MISTAKE),
    ],
)
def test_only_two_who_do_not_see_each_other_can_call_it_fabricated(first, second, kind):
    assert ruled(first, second) is kind


def test_only_what_was_made_up_costs_anything_at_once():
    costly = {Effect.REVERSE_CREDIT, Effect.END_RIGHT, Effect.PROPOSE_PENALTY}
    assert set(EFFECTS) == set(FaultKind)
    assert {kind for kind in FaultKind if EFFECTS[kind] & costly} == {FABRICATED}
    assert {kind for kind in FaultKind if Effect.REOPEN in EFFECTS[kind]} == {STALE, MISTAKE, CARELESS}
    assert {kind for kind in FaultKind if Effect.COUNT in EFFECTS[kind]} == {CARELESS}


def test_two_weeks_to_put_it_right():
    assert reopened_until(NOW, HERE, RULES) == utc(2026, 12, 4, 16)


@pytest.mark.parametrize(
    ("sampled", "submitted", "times"),
    [(100, 100, 1), (60, 100, 1), (50, 100, 2), (10, 100, 14), (5, 100, 29)],
)
def test_the_rarer_the_look_the_higher_the_price(sampled, submitted, times):
    paid = price(Decimal(12), sampled=sampled, submitted=submitted, recent_credit=Decimal(10**6), policy=RULES)
    assert paid == 12 * times


@pytest.mark.parametrize("sampled", [0, 1])
def test_the_price_is_never_more_than_the_credit_of_a_quarter(sampled):
    paid = price(Decimal(12), sampled=sampled, submitted=1000, recent_credit=Decimal("80.4"), policy=RULES)
    assert paid == Decimal("80.4")


@given(st.integers(1, 300), st.integers(1, 300))
def test_lying_does_not_pay(one, other):
    """What is gained where nobody looks is less than what is lost where somebody does."""
    sampled, submitted = sorted((one, other))
    paid = price(Decimal(10), sampled=sampled, submitted=submitted, recent_credit=Decimal(10**6), policy=RULES)
    noticed = Fraction(sampled, submitted)
    assert (1 - noticed) * 10 - noticed * Fraction(paid) < 0
