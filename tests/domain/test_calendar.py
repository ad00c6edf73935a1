"""Working days as they are worked: make-up days, holidays, one's own days, and deadlines that end with a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greening.domain.calendar import calendar, knows
from greening.domain.policy import shipped

HERE = calendar(shipped().calendar, {})
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
MOMENTS = st.integers(0, 3 * 365 * 86400).map(
    lambda second: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)


def utc(*at):
    return datetime(*at, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # Saturday, worked for the Spring Festival
        (date(2026, 10, 10), True),  # Saturday, worked for the National Day
        (date(2026, 9, 20), True),  # Sunday
        (date(2026, 2, 16), False),  # Monday, New Year's Eve
        (date(2026, 10, 7), False),  # Wednesday
        (date(2026, 11, 21), False),  # an ordinary Saturday
        (date(2026, 11, 23), True),
    ],
)
def test_days_are_worked_as_announced(day, works):
    assert HERE.is_working(day) is works


def test_the_organisations_own_days_come_first():
    own = calendar(shipped().calendar, {date(2026, 11, 23): False, date(2026, 11, 21): True})
    assert not own.is_working(date(2026, 11, 23))
    assert own.is_working(date(2026, 11, 21))


def test_what_is_not_announced_yet_is_provisional():
    assert [HERE.is_provisional(year) for year in (2025, 2026, 2027)] == [False, False, True]


def test_where_the_law_alone_decides_nothing_is_provisional():
    assert not calendar(replace(shipped().calendar, country="HK"), {}).is_provisional(2040)


def test_countries():
    assert knows("CN")
    assert not knows("XX")


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 8, 10), 15, date(2026, 8, 31)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the Saturday that is worked
        (date(2026, 2, 14), 1, date(2026, 2, 24)),  # over the festival
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_adding_counts_worked_days_only(start, days, last):
    assert HERE.add(start, days) == last


@given(DAYS, st.integers(1, 60))
def test_adding_going_back_and_counting_agree(day, days):
    last = HERE.add(day, days)
    assert HERE.is_working(last)
    assert HERE.working_days_between(day, last) == days
    first = HERE.back(last, days)
    assert HERE.is_working(first)
    assert first <= day < HERE.add(first, 1)


def test_nothing_lies_between_a_day_and_an_earlier_one():
    assert HERE.working_days_between(date(2026, 11, 23), date(2026, 11, 20)) == 0


def test_a_day_ends_at_midnight_here():
    assert HERE.end_of_day(date(2026, 11, 20)) == utc(2026, 11, 20, 16)
    assert HERE.day_of(utc(2026, 11, 20, 15, 59, 59)) == date(2026, 11, 20)
    assert HERE.day_of(utc(2026, 11, 20, 16)) == date(2026, 11, 21)


def test_a_deadline_is_the_end_of_a_working_day_here():
    late_on_thursday = utc(2026, 11, 19, 17)  # already Friday here
    assert HERE.deadline(late_on_thursday, 1) == utc(2026, 11, 23, 16)
    assert HERE.deadline(late_on_thursday, 1).tzinfo is UTC


@given(MOMENTS, st.integers(1, 60))
def test_deadlines_of_later_starts_are_no_earlier(at, days):
    assert at < HERE.deadline(at, days) <= HERE.deadline(at + timedelta(hours=5), days)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (utc(2026, 11, 20, 2), 30, utc(2026, 11, 20, 2, 30)),  # ten o'clock
        (utc(2026, 11, 20, 9, 45), 30, utc(2026, 11, 23, 1, 15)),  # a quarter to six on Friday
        (utc(2026, 11, 20, 9, 30), 30, utc(2026, 11, 20, 10)),
        (utc(2026, 11, 20, 14), 30, utc(2026, 11, 23, 1, 30)),  # at night
        (utc(2026, 11, 22, 2), 30, utc(2026, 11, 23, 1, 30)),  # on Sunday
        (utc(2026, 11, 19, 22), 30, utc(2026, 11, 20, 1, 30)),  # six in the morning
        (utc(2026, 11, 20, 2), 10 * 60, utc(2026, 11, 23, 3)),
    ],
)
def test_working_time_passes_at_work(start, minutes, end):
    assert HERE.after_work(start, timedelta(minutes=minutes)) == end


def test_a_clock_that_stands_still_counts_no_day():
    leave = [date(2026, 11, 23), date(2026, 11, 24)]
    assert HERE.pausing(leave).add(date(2026, 11, 20), 1) == date(2026, 11, 25)
    assert HERE.add(date(2026, 11, 20), 1) == date(2026, 11, 23)


@given(DAYS, st.integers(1, 20), MOMENTS)
def test_what_began_before_a_moment_has_had_its_days(day, days, start):
    assert (start < HERE.started_before(day, days)) == (HERE.deadline(start, days) <= HERE.end_of_day(day))
