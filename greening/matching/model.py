"""How likely is it that two are one? Adds up what the fields say, in bits, and lets the rules outside the score decide.

A step is worth what its row of the weight table says: `base`, the logarithm to base 2 of how much more often true pairs
look like this than their values' rarity tells, plus `rarity` times the bits that the shared values carry. The rows are
shipped, with reasons; how rare a value is comes from the records themselves.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log2
from typing import Any, Generic

from greening.matching.frequencies import Frequencies, prior, rarity
from greening.matching.scheme import F, Rule, Scheme
from greening.matching.values import Opinion, Term, Verdict

PRIOR = "prior"
CEILING = "ceiling"
"""The term that takes back what a step's ceiling does not let count."""
UNLIKELY = -60.0
"""Bits below which a probability is 0 for every purpose."""
ENDLESS = float("inf")
"""The bound of a row that has none, as most have."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of the table; `most` bounds the bits that rarity adds.

    `ceiling` bounds the whole sum, where a step says what all else cannot outweigh: two companies of one house have number,
    domain and persons in common, so these prove nothing once the names say that there are two. `moves` bounds the bits by
    which the records of a base may move the row (`greening.matching.fitting`). A `proof` is a value that names a company: where none
    agrees, nothing is merged without a person.
    """

    base: float
    why: str
    rarity: float = 0.0
    most: float = ENDLESS
    ceiling: float = ENDLESS
    moves: float = 0.0
    proof: bool = False


@dataclass(frozen=True, slots=True)
class Model(Generic[F]):
    """A scheme with its weights. Immutable; `version` names it wherever one of its opinions is stored.

    `threshold` is the probability from which a pair counts as a duplicate, `review` the one from which a person should
    look. `missing` is what a pair that was never compared counts in a cluster, in bits. `vetoed` is the most that the
    probability of a pair can be that a rule says is not one. `moves` bounds the bits by which the records of a base may
    move `matches`, and `doubt` is how many matches, or pairs of a row, it takes for them to be half believed.
    """

    scheme: Scheme[F]
    version: str
    matches: float
    threshold: float
    review: float
    missing: float
    vetoed: float
    weights: Mapping[str, Weight]
    moves: float = 0.0
    doubt: float = 20.0

    def opinion(self, left: F, right: F, frequencies: Frequencies) -> Opinion:
        """What to think of a pair; the same for both orders."""
        bits, ceiling = prior(frequencies, self.matches), ENDLESS
        terms = [Term(PRIOR, PRIOR, bits, {})]
        for step in self.scheme.steps(left, right, frequencies):
            weight = self.weights[step.code]
            worth = weight.base
            if step.shared and weight.rarity:
                rare = rarity(frequencies, step.shared)
                worth += weight.rarity * (rare if weight.most == ENDLESS else min(rare, weight.most))
            terms.append(Term(step.field, step.code, worth, step.params))
            bits += worth
            if weight.ceiling != ENDLESS:
                ceiling = min(ceiling, weight.ceiling)
        if bits > ceiling:
            terms.append(Term(CEILING, CEILING, ceiling - bits, {}))
            bits = ceiling
        return self._judged(bits, tuple(terms), self.scheme.rule(left, right))

    def at(self, threshold: float | None) -> "Model[F]":
        """The same with another threshold, if one is given; who asks for a lower one looks at what is likely from there on."""
        if threshold is None:
            return self
        return replace(self, threshold=threshold, review=min(self.review, threshold))

    @property
    def bar(self) -> float:
        """The threshold in bits."""
        return odds(self.threshold)

    @property
    def low(self) -> float:
        """The bits below which nobody needs to look."""
        return odds(self.review)

    def _judged(self, bits: float, terms: tuple[Term, ...], rule: Rule | None) -> Opinion:
        chance = probability(bits)
        if rule is None:
            return Opinion(bits, chance, terms, self._verdict(chance))
        if rule.same:
            return Opinion(bits, 1.0, terms, Verdict.DUPLICATE, decider=rule.code)
        if not rule.relation:
            return Opinion(bits, 0.0, terms, Verdict.DIFFERENT, decider=rule.code)
        verdict = Verdict.RELATED if chance >= self.review else Verdict.DIFFERENT
        return Opinion(bits, min(chance, self.vetoed), terms, verdict, rule.relation, rule.code)

    def _verdict(self, chance: float) -> Verdict:
        if chance >= self.threshold:
            return Verdict.DUPLICATE
        return Verdict.REVIEW if chance >= self.review else Verdict.DIFFERENT


def probability(bits: float) -> float:
    """The probability that odds of so many bits stand for."""
    return 0.0 if bits < UNLIKELY else 1 / (1 + 2.0**-bits)


def odds(probability: float) -> float:
    """The bits that a probability between 0 and 1 stands for."""
    return log2(probability) - log2(1 - probability)


def load(scheme: Scheme[F], text: str) -> Model[F]:
    """Read a weight table: the rows of a model, and a table of weights by code of a step."""
    document: dict[str, Any] = tomllib.loads(text)
    rows = document["model"]
    weights = {code: Weight(**row) for code, row in document["weights"].items()}
    values = {name: row["value"] for name, row in rows.items()}
    return Model(scheme, weights=weights, **values)
