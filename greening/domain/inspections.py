"""What do two people say of a doubted fact, what is it ruled to be, and what becomes of the complaint?

The second reviewer is asked of every fact the first has answered, and sees no answer: of what it is that the first calls
fabricated they are not told.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greening.domain.complaints import Kind, State
from greening.domain.faults import EFFECTS, Effect, FaultKind, ruled

VISITS = "visits"


class Answer(StrEnum):
    """What somebody who looks says of a fact: it holds, nobody can tell, or it is wrong in one of four ways."""

    TRUE = "true"
    UNKNOWN = "unknown"
    STALE = "stale"
    MISTAKE = "mistake"
    CARELESS = "careless"
    FABRICATED = "fabricated"

    @property
    def fault(self) -> FaultKind | None:
        """The kind of fault; None for what is not wrong."""
        return None if self in {Answer.TRUE, Answer.UNKNOWN} else FaultKind(self.value)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that can be looked into, and whose it is. The path of a follow-up holds its id: ``visits[17]``."""

    path: str
    value: str
    author_id: int | None
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """One person's answer about the fact at `path`, with what they go by."""

    path: str
    answer: Answer
    evidence: str = ""


def doubted(kinds: Collection[Kind], path: str) -> bool:
    """Whether a complaint of these kinds doubts what stands at `path`."""
    return any(kind.doubts(path) for kind in kinds)


def asks_second(first: Iterable[Answer]) -> bool:
    """Whether somebody else has to look, who does not see these answers."""
    return Answer.FABRICATED in first


def settled(first: Mapping[str, Answer], second: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """What each fact is ruled to be. Of two answers the milder one holds; only fabricated asks for a second."""
    return {path: _ruled(answer, second.get(path)) for path, answer in first.items()}


def outcome(answers: Collection[Answer]) -> State:
    """What becomes of the complaint: upheld where anything is wrong, refuted where everything holds."""
    if any(answer.fault for answer in answers):
        return State.UPHELD
    return State.REFUTED if answers and set(answers) == {Answer.TRUE} else State.UNPROVEN


def is_upheld(ruled: Iterable[tuple[Answer, int | None]], cleared: Collection[int]) -> bool:
    """Whether anything is still wrong of what was ruled, each with its author; `cleared` are who won their appeals."""
    return any(answer.fault and not (answer is Answer.FABRICATED and author in cleared) for answer, author in ruled)


def does(answer: Answer, effect: Effect) -> bool:
    """Whether what was ruled has this effect."""
    return answer.fault is not None and effect in EFFECTS[answer.fault]


def visit_id(path: str) -> int | None:
    """The id of a follow-up, of a path that leads to one.

    >>> visit_id("visits[17]"), visit_id("phones[0]")
    (17, None)
    """
    inside = path.removeprefix(f"{VISITS}[").removesuffix("]")
    return int(inside) if inside != path and inside.isdigit() else None


def _ruled(first: Answer, second: Answer | None) -> Answer:
    if first.fault is None or second is None:
        return first
    if second.fault is None:
        return second if first is Answer.FABRICATED else first
    return Answer((ruled(first.fault, second.fault) or first.fault).value)
