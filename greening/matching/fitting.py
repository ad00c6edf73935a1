"""What do the records of a base say about how much a value in common is worth among them? No label is needed for it.

How rare a value is does not tell whether those who share it are one: in a street of small shops a door is a shop, in a
tower it is a hundred companies, and both doors may be as rare. What else the sharers have in common tells it. So a model
looks once at a sample of the pairs that it would compare: how many of them it takes for one says how many matches a
record has here, and how many of those with an equal door says what an equal door is worth. Both move within bounds, and
nothing is learned of how true pairs look: learning that too finds what is frequent, not what is one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import log2

from greening.matching.frequencies import Frequencies, prior
from greening.matching.model import Model, probability
from greening.matching.scheme import F

SAMPLE = 20_000
"""Pairs, at most, that are worth looking at: a thousand of a kind fix a share to a hundredth."""
SUREST = 0.98
"""The share of matches among pairs with one value in common that is believed at most."""


@dataclass(slots=True)
class _Told:
    """The pairs of a row: how many, how many of them are matches, and what the row says of each by itself."""

    pairs: float = 0.0
    matches: float = 0.0
    bits: list[tuple[float, float]] = field(default_factory=list)


def fitted(model: Model[F], pairs: Iterable[tuple[F, F, float]], frequencies: Frequencies) -> Model[F]:
    """The model as it fits a base, of which `pairs` are a sample of those to compare, each with how many it stands for.

    Depends on the pairs alone, not on their order but for rounding. Rows that may not move stay as they are.
    """
    matches, rows = _look(model, pairs, frequencies)
    expected = model.matches * frequencies.total
    moved = _bounded(log2((2 * matches + model.doubt) / (expected + model.doubt)), model.moves)
    known = prior(frequencies, model.matches) + moved
    weights = dict(model.weights)
    for code, told in rows.items():
        base = weights[code].base + _bounded(_worth(told, known, model.doubt), weights[code].moves)
        weights[code] = replace(weights[code], base=base)
    version = model.version if weights == model.weights and not moved else f"{model.version}+base"
    return replace(model, version=version, matches=model.matches * 2.0**moved, weights=weights)


def _look(
    model: Model[F], pairs: Iterable[tuple[F, F, float]], frequencies: Frequencies
) -> tuple[float, dict[str, _Told]]:
    """How many matches the pairs stand for, in all and by row that may move."""
    matches = 0.0
    rows: defaultdict[str, _Told] = defaultdict(_Told)
    moving = {code for code, weight in model.weights.items() if weight.moves}
    for left, right, stands in pairs:
        opinion = model.opinion(left, right, frequencies)
        likely = stands * opinion.probability
        matches += likely
        for term in opinion.terms:
            if term.code in moving:
                told = rows[term.code]
                told.pairs += stands
                told.matches += likely
                told.bits.append((stands, term.bits))
    return matches, rows


def _worth(told: _Told, known: float, doubt: float) -> float:
    """By how many bits more the row should say what all fields together say of its pairs."""
    alone = sum(stands * probability(known + bits) for stands, bits in told.bits)
    share = (told.matches + doubt * alone / told.pairs) / (told.pairs + doubt)
    return _odds(min(share, SUREST)) - _odds(alone / told.pairs)


def _odds(share: float) -> float:
    bounded = min(max(share, 1 - SUREST), SUREST)
    return log2(bounded / (1 - bounded))


def _bounded(bits: float, most: float) -> float:
    return max(-most, min(most, bits))
