"""Does everything still hold? What is looked at, what can be found, and what nobody can tell."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Promise(StrEnum):
    """What always holds. The last four by replaying: the same facts give the same again."""

    OWNERS = "owners"
    CLAIMS = "claims"
    RIGHTS = "rights"
    COUNTERS = "counters"
    CAPS = "caps"
    LEADS = "leads"
    CONFLICTS = "conflicts"
    CREDITS = "credits"
    ROUTINGS = "routings"
    RULINGS = "rulings"
    SCORES = "scores"


class Left(StrEnum):
    """Why something could not be replayed, which is no fault."""

    OLDER = "older"
    """Stored when facts were not kept yet."""
    RULES = "rules"
    """Made under rules of another version of this program."""
    POLICY = "policy"
    """Made under a policy that this version of the program cannot read."""
    MOVED = "moved"
    """Something that it went by, such as who shares a number, has changed since, or it waits to be judged again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A promise that is broken: how, which is a code, and where. `params` are what its sentence names."""

    code: str
    params: Mapping[str, Any]


@dataclass
class Answer:
    """What came of one promise: how many were looked at, what is broken, and how many could not be told."""

    promise: Promise
    checked: int = 0
    faults: list[Fault] = field(default_factory=list)
    left: Counter[Left] = field(default_factory=Counter)

    def fault(self, code: str, **params: Any) -> None:
        """Something is broken; its code begins with the promise."""
        self.faults.append(Fault(f"{self.promise}.{code}", params))
