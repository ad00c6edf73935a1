"""What does a page show of the weights by which records are compared, and of what people are asked about them?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Band:
    """Of the pairs that are said to be one with a probability from `begins` to `ends`: how many people were `asked` about,
    how many of these are one (`same`), and the lower end of the interval for that share.
    """

    begins: float
    ends: float
    said: float
    asked: int
    same: int
    lower: float


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A version: what taught it, how good it is by answers it had not seen, and whether it holds. The shipped one has no id."""

    id: int | None
    version: str
    labels: int
    learned_at: datetime | None
    precision: float | None
    recall: float | None
    bands: tuple[Band, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Who had which version hold, and why."""

    version: str
    person: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Weighing:
    """Everything about the weights: versions, choices, this week's questions, and how far merging by machine is off.

    `sure_asked` are the answers on pairs that the machine was sure of, `sure_same` those that are one; `sure_lower` is the
    lower end of the interval for their share, and `is_proven` whether both reach what the policy asks for.
    """

    models: tuple[ModelRow, ...]
    choices: tuple[Choice, ...]
    questions: int
    answered: int
    rulings_since: int
    sure_asked: int
    sure_same: int
    sure_lower: float
    is_proven: bool
    may_choose: bool


def week_of(now: datetime) -> date:
    """The Monday of the week."""
    return now.date() - timedelta(days=now.weekday())
