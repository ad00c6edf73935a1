"""What has a won appeal given back of what a ruling took, and what not, because of what?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from greening.domain.calendar import Calendar

INSTANT = timedelta(microseconds=1)
"""A right holds until just before its end, mostly the midnight after its last day."""


class Kept(StrEnum):
    """Why a value was not given back. Changed: somebody has written that field since, or had before it was ruled. Merged:
    its record has become part of another one. Taken: another record has what it would be known by. Unkept: it was struck
    before strikes were kept whole.
    """

    CHANGED = "changed"
    MERGED = "merged"
    TAKEN = "taken"
    UNKEPT = "unkept"


class Lost(StrEnum):
    """Why a right was not given back. Others: the leads of the unit belong to somebody else by now. Own: they belong to the
    same person again already. Left: whose it was sells here no longer.
    """

    OTHERS = "others"
    OWN = "own"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class RightBack:
    """A right that had ended: either it holds again, to `until`, or `lost` says why not."""

    until: datetime | None
    lost: Lost | None = None


@dataclass(frozen=True, slots=True)
class Restitution:
    """What came of a won appeal. `facts` says of each struck value by its path why it was not given back, None where it was.

    `points` of credit came back; `unpaid` did not, their fields having been paid to the same person again meanwhile.
    `opened` tells that the customer is no longer closed to everybody because of the complaint.
    """

    points: Decimal = Decimal()
    unpaid: Decimal = Decimal()
    facts: Mapping[str, Kept | None] | None = None
    rights: tuple[RightBack, ...] = ()
    opened: bool = False

    @property
    def back(self) -> int:
        """How many values stand again."""
        return sum(kept is None for kept in (self.facts or {}).values())

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "points": str(self.points),
            "unpaid": str(self.unpaid),
            "facts": dict(self.facts or {}),
            "rights": [
                {"until": one.until.isoformat() if one.until else None, "lost": one.lost} for one in self.rights
            ],
            "opened": self.opened,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Restitution":
        """What `to_json` has made."""
        return cls(
            points=Decimal(told["points"]),
            unpaid=Decimal(told["unpaid"]),
            facts={path: Kept(kept) if kept else None for path, kept in told["facts"].items()},
            rights=tuple(_right(one) for one in told["rights"]),
            opened=told["opened"],
        )


def until(struck_at: datetime, was_until: datetime, calendar: Calendar, now: datetime) -> datetime:
    """The end of a right that is given back now: it holds for as many days after today as it did when it was taken."""
    last = calendar.day_of(was_until - INSTANT)
    return calendar.end_of_day(last + (calendar.day_of(now) - calendar.day_of(struck_at)))


def _right(told: Mapping[str, Any]) -> RightBack:
    until_ = datetime.fromisoformat(told["until"]) if told["until"] else None
    return RightBack(until_, Lost(told["lost"]) if told["lost"] else None)
