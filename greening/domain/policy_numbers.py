"""Which numbers of asking a provider about telephone numbers can be argued about?"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class NumberStatesPolicy:
    kinds: tuple[str, ...]
    kept: timedelta
    again: timedelta
    at_once: int
    a_day: int
    seconds: timedelta
    answer_bytes: int
    sweep_every: timedelta
