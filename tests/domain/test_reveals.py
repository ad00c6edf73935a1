"""So many contacts an hour, so many a day."""

from datetime import UTC, datetime, timedelta

import pytest

from greening.domain.people import Role
from greening.domain.policy_sections import RevealsPolicy
from greening.domain.reveals import Limit, limits, looked_back, wait

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
POLICY = RevealsPolicy(hour=2, day=5, day_selling=3)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize("role", Role)
def test_whoever_sells_gets_fewer_a_day(role):
    day = 3 if role in {Role.REP, Role.MANAGER} else 5
    assert limits(POLICY, role) == (Limit(2, HOUR), Limit(day, DAY))
    assert looked_back(POLICY, role) == day


@pytest.mark.parametrize(
    ("minutes_ago", "left"),
    [
        ([], (0, 0)),
        ([1], (0, 0)),
        ([1, 59], (1, 2)),
        ([1, 60], (0, 0)),
        ([20, 40], (20, 2)),
        ([10, 20, 30], (24 * 60 - 30, 3)),
        ([70, 80, 90], (24 * 60 - 90, 3)),
        ([70, 80, 24 * 60], (0, 0)),
        ([1, 2, 24 * 60 - 1], (58, 2)),
    ],
)
def test_the_longest_wait_counts(minutes_ago, left):
    shown = [NOW - timedelta(minutes=one) for one in minutes_ago]
    minutes, count = left
    assert wait(shown, limits(POLICY, Role.REP), NOW) == (timedelta(minutes=minutes), count)
