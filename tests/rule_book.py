"""What tests of the rules share: a calendar without surprises, the shipped numbers, one moment."""

from datetime import UTC, datetime, timedelta

from greening.domain.calendar import calendar
from greening.domain.policy import shipped

POLICY = shipped()
HERE = calendar(POLICY.calendar, {})
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
"""A Friday, ten o'clock in Shanghai; no holiday within the month."""
ANA, BO, CHEN, DAI = 1, 2, 3, 4


def days(count: float) -> timedelta:
    return timedelta(days=count)


def utc(*at: int) -> datetime:
    return datetime(*at, tzinfo=UTC)
