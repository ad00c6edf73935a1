"""What does a page say of the clocks of a customer? Until when, why, what moved them, what did not, and what will."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from greening.domain.protection import Protection


@dataclass(frozen=True, slots=True)
class VisitEffect:
    """What a visit did to clock F: `code` is an effect, or why the visit is void; `last_day` is that of the clock after it.

    Confirmable is a contact that only its author says took place; confirmed one that somebody else knows of.
    """

    code: str
    last_day: date
    confirmable: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Countdown:
    """How a customer is protected, for one reader. `since` is the visit that counted last, or `began_at`.

    A contact that happened today would move the end to `if_captured`, or `if_claimed` where nobody but its author knows
    of it; either is the end that stands where it would move nothing. `visits` are those of the owner, by id.
    """

    record_id: int
    owner_id: int
    owner: str
    ends: Protection
    began_at: datetime
    since: datetime
    by_visit: bool
    if_claimed: datetime
    if_captured: datetime
    opening: bool
    drops: bool
    """False in a dry run: what has run out stays."""
    cases: frozenset[str]
    visits: Mapping[int, VisitEffect]


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A customer that drops next."""

    record_id: int
    company: str
    owner: str
    ends: Protection
    opening: bool
    cases: frozenset[str]


@dataclass(frozen=True, slots=True)
class Coming:
    """What drops within the next working days: the nearest `rows` first, of `count`; `more` says that not everything was
    looked at.
    """

    rows: tuple[ComingRow, ...]
    count: int
    ahead: int
    drops: bool
    more: bool
