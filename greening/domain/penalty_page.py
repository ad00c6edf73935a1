"""What do pages show of penalties? The case, the numbers, who decided and why, what runs and for how long, and the appeal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from greening.domain.inspections import Answer
from greening.domain.penalties import Level, Period, Trigger
from greening.domain.restitutions import Restitution


@dataclass(frozen=True, slots=True)
class AppealShown:
    """What was said against a penalty, and what became of it; `decision` is empty while it waits."""

    words: str
    at: datetime
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """A penalty in a list. `decision` is empty while it waits for a person; `period` is that of a suspension."""

    id: int
    person: str
    level: Level
    trigger: Trigger
    days: int
    params: Mapping[str, Any]
    complaint_id: int | None
    proposed_at: datetime
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    period: Period | None
    ended_early: bool
    appeal: AppealShown | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One of somebody's own facts that led to it."""

    record_id: int | None
    company: str
    path: str
    value: str
    ruled: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One penalty, for whoever may see it."""

    row: Row
    examples: tuple[Example, ...]
    restitution: Restitution | None
    """What an appeal that was won has given back."""
    reversed_points: Decimal
    """Points that the case took back, with the price of a lie."""
    may_decide: bool
    may_appeal: bool
    may_decide_appeal: bool
    policy_version: int


@dataclass(frozen=True, slots=True)
class Penalties:
    """What somebody sees: their own, what waits for a decision, and what was decided lately."""

    own: tuple[Row, ...]
    waiting: tuple[Row, ...]
    decided: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody, the oldest first."""

    count: int
    rows: tuple[Row, ...]
