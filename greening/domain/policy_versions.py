"""Which numbers of changing the policy itself can be argued about?"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class VersionsPolicy:
    look_every: timedelta
    ahead: timedelta
    reason: int
    phrase: int
    phrases: int
    replayed: timedelta
    sample: int
    examples: int
    chunk: int
    span: int
