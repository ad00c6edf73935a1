"""What do pages show of a complaint? Plain values: to whoever comes back with a code, and to whoever looks into it.

Nothing here says who complained.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from greening.domain.complaints import Evidence, Kind, Mode, State
from greening.domain.inspections import Answer


@dataclass(frozen=True, slots=True)
class Filed:
    """What somebody is told who has complained: the code, once, and until when they hear."""

    code: str
    acknowledge_by: datetime
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the talk; `by` is empty where whoever complained wrote it."""

    by: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A complaint as whoever made it sees it. Of the record it tells no more than they have said themselves."""

    number: str
    named: str
    words: str
    state: State
    is_overturned: bool
    """It was upheld, and appeals have cleared everybody of all that was found."""
    received_at: datetime
    acknowledge_by: datetime
    answer_by: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    reply: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A complaint in the queue. `points` by kind of evidence add up to what it is ranked by."""

    id: int
    number: str
    mode: Mode
    kinds: tuple[Kind, ...]
    record_id: int | None
    company: str
    state: State
    points: Mapping[Evidence, int]
    received_at: datetime
    acknowledged_at: datetime | None
    acknowledge_by: datetime
    answer_by: datetime
    inspector: str
    """Who looks into it now; empty is nobody."""
    waits_for_second: bool
    is_mine: bool

    @property
    def sum(self) -> int:
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, the best evidence first; then what was answered lately."""

    waiting: tuple[Row, ...]
    closed: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FactShown:
    """A value that can be looked into, masked, and whose it is. `is_doubted` by what was complained about."""

    path: str
    value: str
    author: str
    entered_at: datetime | None
    is_doubted: bool


@dataclass(frozen=True, slots=True)
class Ruled:
    """A fact that was ruled. `author` is empty where nobody is known (legacy)."""

    path: str
    value: str
    author: str
    ruled: Answer
    reopened_until: datetime | None
    is_cleared: bool
    """Its author's appeal was won: it is held against nobody any more."""


@dataclass(frozen=True, slots=True)
class Like:
    """Another record in which an author of a made-up fact wrote the like."""

    record_id: int
    company: str


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as somebody of quality control sees it. `asks` are the facts that they may answer now."""

    row: Row
    is_overturned: bool
    named: str
    words: str
    reply: str
    messages: tuple[Message, ...]
    accused: tuple[str, ...]
    may_take: bool
    is_inspector: bool
    is_second: bool
    asks: tuple[FactShown, ...]
    ruled: tuple[Ruled, ...]
    similar: tuple[Like, ...]
    penalty_ids: tuple[int, ...]
    closed_until: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody, the most pressing first: complaints to look into or to look at a second time."""

    count: int
    rows: tuple[Row, ...]
