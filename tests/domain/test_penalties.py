"""What is proposed, when it runs, and what an appeal gives back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_book import HERE, NOW, POLICY, days, utc

from greening.domain.bounds import lower_bound
from greening.domain.penalties import (
    Conduct,
    Level,
    Period,
    Restored,
    Trigger,
    appeal_won,
    barred_until,
    propose,
    suspended_until,
    suspension,
)

RULES = POLICY.penalties
TOLD = tuple(Trigger)
FRIDAY_NIGHT = utc(2026, 11, 20, 16)


def proposed(**conduct):
    found = propose(Conduct(**conduct), RULES)
    return found and (found.level, found.trigger, found.days)


@pytest.mark.parametrize(
    ("conduct", "expected"),
    [
        ({}, None),
        ({"fabricated": 1}, (Level.LEADS, Trigger.FABRICATED, 7)),
        ({"fabricated": 1, "suspensions": 1}, (Level.LEADS, Trigger.FABRICATED, 14)),
        ({"fabricated": 3, "suspensions": 2}, (Level.LEADS, Trigger.FABRICATED, 30)),
        ({"fabricated": 1, "suspensions": 9}, (Level.LEADS, Trigger.FABRICATED, 30)),
        ({"careless": 10, "sampled": 29}, None),
        ({"careless": 5, "sampled": 30}, None),
        ({"careless": 6, "sampled": 30}, (Level.NOTICE, Trigger.CARELESS, 0)),
        ({"careless": 7, "sampled": 30, "noticed": TOLD}, (Level.LEADS, Trigger.CARELESS, 7)),
        ({"careless": 7, "sampled": 30, "noticed": [Trigger.VOID_NOTES]}, (Level.NOTICE, Trigger.CARELESS, 0)),
        ({"void": 19, "notes": 19}, None),
        ({"void": 6, "notes": 20}, None),
        ({"void": 7, "notes": 20}, (Level.NOTICE, Trigger.VOID_NOTES, 0)),
        ({"void": 7, "notes": 20, "noticed": TOLD, "suspensions": 1}, (Level.LEADS, Trigger.VOID_NOTES, 14)),
        (
            {"fabricated": 1, "careless": 20, "sampled": 30, "void": 20, "notes": 20},
            (Level.LEADS, Trigger.FABRICATED, 7),
        ),
        ({"careless": 20, "sampled": 30, "void": 20, "notes": 20}, (Level.NOTICE, Trigger.CARELESS, 0)),
        (
            {"careless": 20, "sampled": 30, "void": 20, "notes": 20, "noticed": [Trigger.VOID_NOTES]},
            (Level.LEADS, Trigger.VOID_NOTES, 7),
        ),
    ],
)
def test_what_is_proposed(conduct, expected):
    assert proposed(**conduct) == expected


def test_a_share_that_is_just_allowed_is_allowed():
    allowed = lower_bound(7, 30, RULES.confidence)
    assert propose(Conduct(careless=7, sampled=30), replace(RULES, careless=allowed)) is None


def test_a_proposal_shows_its_numbers():
    assert propose(Conduct(careless=7, sampled=30), RULES).params == {"careless": 7, "sampled": 30}


def test_a_suspension_ends_by_itself_with_a_day():
    assert suspension(NOW, 7, [], HERE) == Period(NOW, utc(2026, 11, 27, 16))


def test_a_second_one_waits_for_the_first():
    first = suspension(NOW, 7, [], HERE)
    second = suspension(NOW, 14, [first], HERE)
    assert second == Period(first.until, utc(2026, 12, 12, 16))
    assert suspended_until([second, first], NOW) == second.until
    over = Period(NOW - days(9), NOW - days(2))
    assert suspension(NOW, 7, [over], HERE) == first


@pytest.mark.parametrize(
    ("periods", "until"),
    [
        ([], None),
        ([Period(NOW - days(2), NOW)], None),
        ([Period(NOW, NOW + days(1))], NOW + days(1)),
        ([Period(NOW + days(1), NOW + days(2))], None),
        ([Period(NOW - days(1), NOW + days(1)), Period(NOW + days(2), NOW + days(3))], NOW + days(1)),
    ],
)
def test_who_is_suspended_now(periods, until):
    assert suspended_until(periods, NOW) == until


def test_an_appeal_that_is_won_gives_the_time_back():
    wrong, queued = Period(NOW, NOW + days(7)), Period(NOW + days(7), NOW + days(21))
    assert appeal_won(wrong, [queued], RULES, NOW + days(3)) == Restored((Period(NOW + days(3), NOW + days(14)),), 3)


def test_time_served_for_nothing_may_have_served_what_waited():
    wrong, queued = Period(NOW, NOW + days(30)), Period(NOW + days(30), NOW + days(37))
    assert appeal_won(wrong, [queued], RULES, NOW + days(6.9)).queued == (Period(NOW + days(6.9), NOW + days(7)),)
    assert appeal_won(wrong, [queued], RULES, NOW + days(7)).queued == ()


def test_what_had_not_begun_is_owed_nothing():
    later = Period(NOW + days(7), NOW + days(14))
    assert appeal_won(later, [], RULES, NOW) == appeal_won(later, [], RULES, later.began_at) == Restored((), 0)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=5), st.integers(0, 120))
def test_nobody_is_suspended_for_longer_after_an_appeal_than_before(lengths, won_after):
    periods = []
    for length in lengths:
        periods.append(suspension(FRIDAY_NIGHT, length, periods, HERE))
    now = FRIDAY_NIGHT + days(won_after)
    restored = appeal_won(periods[0], periods[1:], RULES, now)
    before, after = (suspended_until(one, now) or now for one in (periods, restored.queued))
    assert after <= before
    assert sum((one.until - one.began_at for one in restored.queued), days(0)) <= sum(
        (one.until - one.began_at for one in periods[1:]), days(0)
    )


def test_nobody_gains_leads_by_a_complaint():
    assert barred_until(NOW, RULES) == NOW + days(30)
