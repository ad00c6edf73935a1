"""Which numbers of leads can be argued about? What each means, and why it is what it is, stands in the document."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class LeadsPolicy:
    least_weight: float
    confidence: float
    quota: int
    answer: timedelta
    remind: timedelta
    misses: int
    missed_within: int
    pause: int
    match: float
    gap: float
    same_within: timedelta
    turns_within: timedelta
    look: timedelta
    same_sender: int
    overflow: int
    form_seconds: timedelta
    form_hours: timedelta
    reason_chars: int
    sweep_every: timedelta
    swept: int
