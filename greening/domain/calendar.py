"""Which days does the organisation work, and when does a deadline of so many working days end?

A deadline is the end of a day in the organisation's time zone. Days off come from `holidays`, China's days that are
worked to make up for them included; the organisation's own days come first. Where a government announces its days off
year by year, those of a year that it has not announced yet are provisional.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from greening.domain.policy_sections import CalendarPolicy

if TYPE_CHECKING:
    from holidays import HolidayBase

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one organisation. `overrides` are its own: true is worked, false is off.

    `country` is ISO 3166 in two letters; work begins at `opens` and ends at `closes`, full hours of `zone`. Days are
    days of `zone`; moments are aware, those given back are UTC.
    """

    zone: ZoneInfo
    country: str
    opens: int
    closes: int
    overrides: Mapping[date, bool] = field(default_factory=dict)

    def day_of(self, at: datetime) -> date:
        """The day it is here at that moment."""
        return at.astimezone(self.zone).date()

    def end_of_day(self, day: date) -> datetime:
        """The first moment that is no longer that day."""
        return self._at(day + DAY, time())

    def opening(self, day: date) -> datetime:
        """When work begins on that day."""
        return self._at(day, time(self.opens))

    def is_working(self, day: date) -> bool:
        own = self.overrides.get(day)
        return _is_working(self.country, day) if own is None else own

    def is_provisional(self, year: int) -> bool:
        """Whether the government has still to announce which days of that year are off, and which are worked instead."""
        announced = _last_announced(self.country)
        return announced is not None and year > announced

    def add(self, day: date, days: int) -> date:
        """The last of so many working days after `day`; for 0 the day itself or, where it is off, the next one worked."""
        if not days:
            return day if self.is_working(day) else self.add(day, 1)
        for _ in range(days):
            day += DAY
            while not self.is_working(day):
                day += DAY
        return day

    def back(self, day: date, days: int) -> date:
        """The first of so many working days before `day`."""
        for _ in range(days):
            day -= DAY
            while not self.is_working(day):
                day -= DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and with `last`; 0 where `last` is no later."""
        return sum(self.is_working(first + DAY * ahead) for ahead in range(1, (last - first).days + 1))

    def deadline(self, start: datetime, days: int) -> datetime:
        """The end of the last of so many working days after the day of `start`."""
        return self.end_of_day(self.add(self.day_of(start), days))

    def started_before(self, day: date, days: int) -> datetime:
        """Before which moment a start lies whose deadline of so many working days, at least one, is no later than `day`."""
        return self._at(self.back(day + DAY, days), time())

    def after_work(self, start: datetime, work: timedelta) -> datetime:
        """When so much working time will have passed since `start`; hours of the night and days off do not count."""
        day, left = self.day_of(start), work
        while True:
            begins, ends = max(start, self.opening(day)), self._at(day, time(self.closes))
            if begins < ends and self.is_working(day):
                if begins + left <= ends:
                    return begins + left
                left -= ends - begins
            day += DAY

    def pausing(self, days: Iterable[date]) -> "Calendar":
        """The same calendar for somebody whose clocks stand still on these days: none of them counts."""
        return replace(self, overrides={**self.overrides, **dict.fromkeys(days, False)})

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)


def calendar(policy: CalendarPolicy, overrides: Mapping[date, bool]) -> Calendar:
    """The organisation's calendar, with its own days in place of the country's."""
    return Calendar(ZoneInfo(policy.zone), policy.country, policy.opens, policy.closes, overrides)


def knows(country: str) -> bool:
    """Whether the days off of a country are known here."""
    from holidays import list_supported_countries

    return country in list_supported_countries()


@cache
def _national(country: str) -> "HolidayBase":
    """Loaded where it is used: reading all countries takes a third of a second."""
    from holidays import country_holidays

    return country_holidays(country)


@cache
def _is_working(country: str, day: date) -> bool:
    return _national(country).is_working_day(day)


@cache
def _last_announced(country: str) -> int | None:
    """The last year with announced exchanges of days, None where the law alone says which days are off."""
    national = _national(country)
    announced = getattr(national, "special_public_holidays", None)
    return max(announced) if announced and national.has_substituted_holidays else None
