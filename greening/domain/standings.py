"""Who gets how far in a period? Counts of people, added up by team and region, ranked by what is surely true of them.

Whoever fills in most does not come first: volume counts as far as the checked share of it proves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from greening.domain.bounds import interval
from greening.domain.calendar import Calendar

QUARTER = timedelta(days=90)


class By(StrEnum):
    """What a row of the board is."""

    REGION = "region"
    TEAM = "team"
    PERSON = "person"


class Period(StrEnum):
    """The month that goes on, or the last ninety days."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was done in a period: pits dug, records handed in, records judged, those of them that passed and still stand;
    points of the ledger, what was taken back included; leads accepted.
    """

    claims: int = 0
    completed: int = 0
    judged: int = 0
    verified: int = 0
    points: Decimal = Decimal()
    leads: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))


@dataclass(frozen=True, slots=True)
class Member:
    """A person with the team and the region that their counts belong to."""

    id: int
    name: str
    team_id: int | None
    team: str
    region_id: int | None
    region: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the board. Between `low` and `high` records are verified, as far as the judged ones prove; it ranks by `low`.

    `id` is that of the person, team or region, None for those without one.
    """

    id: int | None
    name: str
    place: int
    counts: Counts
    low: float
    high: float


def since(period: Period, calendar: Calendar, now: datetime) -> datetime:
    """When a period began that goes on to `now`: with a day of the organisation."""
    today = calendar.day_of(now)
    first = today.replace(day=1) if period is Period.MONTH else today - QUARTER
    return calendar.end_of_day(first - timedelta(days=1))


def board(members: Iterable[Member], counted: Mapping[int, Counts], by: By, confidence: float) -> tuple[Standing, ...]:
    """Everybody in their place, the first one first; equals have equal places and stand in order of their names."""
    totals: dict[tuple[int | None, str], Counts] = {}
    for one in members:
        key = _key(one, by)
        totals[key] = totals.get(key, Counts()) + counted.get(one.id, Counts())
    rows = [Standing(key, name, 0, counts, *_sure(counts, confidence)) for (key, name), counts in totals.items()]
    ranked = sorted(rows, key=lambda one: (-one.low, -one.counts.verified, one.name))
    lows = [one.low for one in ranked]
    return tuple(Standing(r.id, r.name, lows.index(r.low) + 1, r.counts, r.low, r.high) for r in ranked)


def _key(one: Member, by: By) -> tuple[int | None, str]:
    if by is By.PERSON:
        return one.id, one.name
    return (one.team_id, one.team) if by is By.TEAM else (one.region_id, one.region)


def _sure(counts: Counts, confidence: float) -> tuple[float, float]:
    low, high = interval(counts.verified, counts.judged, confidence)
    return low * counts.judged, high * counts.judged
