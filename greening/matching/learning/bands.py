"""May the machine merge two records by itself? Only where people have looked at enough such pairs and hardly ever disagreed.

A probability is what a model believes of itself. What counts here is what people said of pairs that it would have merged:
the lower end of Wilson's interval for the share of those that were one (Wilson 1927).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from greening.matching.model import Model
from greening.matching.scheme import F
from greening.matching.values import Opinion, Verdict


@dataclass(frozen=True, slots=True)
class Gate:
    """When merging without a person begins. `least` and `bound` are 0 to 1.

    `least` is the probability from which pairs belong to the band that is judged, `answers` how many of them people must
    have judged, `bound` what the lower end of the interval must reach, `width` how many standard errors it is wide on
    each side.
    """

    least: float
    answers: int
    bound: float
    width: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many pairs of a band people were asked, and how many of them are one."""

    asked: int = 0
    same: int = 0

    @classmethod
    def of(cls, answers: Iterable[bool]) -> "Tally":
        said = list(answers)
        return cls(len(said), sum(said))


def wilson_lower(same: int, asked: int, *, width: float) -> float:
    """The lower end of Wilson's interval for a share, 0 to 1; 0 where nobody was asked."""
    if not asked:
        return 0.0
    share, square = same / asked, width**2
    middle = share + square / (2 * asked)
    half = width * sqrt(share * (1 - share) / asked + square / (4 * asked**2))
    return max(0.0, (middle - half) / (1 + square / asked))


def in_band(opinion: Opinion, model: Model[F], gate: Gate) -> bool:
    """Whether a pair is of those that might be merged unseen: all but certain, an id, domain or number agrees, no veto."""
    proven = any(term.code in model.weights and model.weights[term.code].proof for term in opinion.terms)
    same_ids = opinion.verdict is Verdict.DUPLICATE and bool(opinion.decider)
    likely = opinion.verdict is Verdict.DUPLICATE and opinion.probability >= gate.least
    return likely and (proven or same_ids)


def is_open(tally: Tally, gate: Gate) -> bool:
    """Whether people have judged enough pairs of the band, and found enough of them to be one."""
    return tally.asked >= gate.answers and wilson_lower(tally.same, tally.asked, width=gate.width) >= gate.bound


def merges_alone(opinion: Opinion, model: Model[F], tally: Tally, gate: Gate) -> bool:
    """Whether a pair may be merged without a person; `tally` is of answers on pairs of this band, not learned from."""
    return in_band(opinion, model, gate) and is_open(tally, gate)
