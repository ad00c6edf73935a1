"""Which days of a year are other than an ordinary week would have them, and who says so?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from greening.domain.calendar import DAY, Calendar

WEEKEND_FROM = 5
DATE_IN_BRACKETS = re.compile(r"\s*[(（][^)）]*\d[^)）]*[)）]")
"""From which day it was moved, in the notation of another country."""


class Kind(StrEnum):
    """Off by law or announcement, worked to make up for that, or the organisation's own word, which comes first."""

    NATIONAL = "national"
    MAKE_UP = "make_up"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of the organisation's own, off or worked, and what it is called there."""

    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """`name` is the country's or the organisation's word, empty where there is none. `hides` says what an own day overrules."""

    day: date
    working: bool
    kind: Kind
    name: str
    hides: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """The special days of a year in order; `provisional` while the government has still to announce it."""

    year: int
    provisional: bool
    days: tuple[SpecialDay, ...]


def year(calendar: Calendar, number: int, own: Mapping[date, OwnDay], language: str) -> Year:
    """The special days of a year, with the names that holidays have in a language such as ``zh_CN`` or ``en_US``."""
    days = {one.day: one for one in national(calendar.country, number, language)}
    for day, said in own.items():
        if day.year == number:
            hides = days[day].name if day in days else ""
            days[day] = SpecialDay(day, said.working, Kind.OWN, said.name, hides)
    return Year(number, calendar.is_provisional(number), tuple(days[day] for day in sorted(days)))


def national(country: str, number: int, language: str) -> list[SpecialDay]:
    """What the country says of a year: days off with their names, and days of a weekend that are worked."""
    from holidays import country_holidays

    known = country_holidays(country)
    asked = language if language in known.supported_languages else None
    named = country_holidays(country, years=number, language=asked)
    off = [
        SpecialDay(day, working=False, kind=Kind.NATIONAL, name=DATE_IN_BRACKETS.sub("", name))
        for day, name in named.items()
    ]
    worked = [
        SpecialDay(day, working=True, kind=Kind.MAKE_UP, name="")
        for day in _weekends(number)
        if named.is_working_day(day)
    ]
    return [*off, *worked]


def _weekends(number: int) -> list[date]:
    first = date(number, 1, 1)
    days = (first + DAY * ahead for ahead in range(366))
    return [day for day in days if day.year == number and day.weekday() >= WEEKEND_FROM]
