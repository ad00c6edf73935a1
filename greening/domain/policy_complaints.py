"""Which numbers of complaints and penalties can be argued about? What each means, and why, stands in the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class PenaltiesPolicy:
    reopened: int
    price: float
    credit_within: timedelta
    confidence: float
    careless: float
    sampled: int
    void: float
    notes: int
    days: tuple[int, ...]
    remembered: timedelta
    owed: int
    barred: timedelta


@dataclass(frozen=True, slots=True)
class ComplaintsPolicy:
    acknowledge: timedelta
    answer: timedelta
    closed: int
    a_day: int
    an_hour: int
    tries: int
    words: int
    told: int
    points: Mapping[str, int]
    pattern: int
    similar: int
    warn: timedelta
    sweep_every: timedelta
