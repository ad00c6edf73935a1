"""What do people's answers change? The weights, from what is shipped towards what the answers say; no answer, no change.

A logistic regression whose Gaussian prior has the shipped table as its mean: the posterior's maximum is a table again, so
whatever is learned is a `Model` like any other and every probability stays a sum that a page shows. Rows of a field keep
their order, what speaks against a pair never comes to speak for it, and rules outside the score are not learned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from math import log
from typing import Generic

import numpy as np

from greening.matching.frequencies import Frequencies
from greening.matching.learning import ladders
from greening.matching.learning.cases import Case, Columns, Label, Seen, chances, settings
from greening.matching.learning.ladders import Numbers, Order, Scale
from greening.matching.model import Model, Weight
from greening.matching.scheme import F

BIT = log(2)
"""What a bit is in natural logarithms of the odds."""
STEPS = 50
"""Newton's, at most; ten are enough as a rule."""
HALVED = 20
"""Times that a step which does not gain is halved."""
STILL = 1e-9
"""What a step has to gain to be followed by another."""


@dataclass(frozen=True, slots=True)
class Learned(Generic[F]):
    """What is known after some answers: the model, its numbers, and how sure each of them is (a covariance)."""

    model: Model[F]
    columns: Columns
    vector: Numbers = field(compare=False)
    spread: Numbers = field(compare=False)
    labels: int


@dataclass(frozen=True, slots=True)
class _Task:
    """Answers beside what was thought before them: the loss is the posterior's negative logarithm.

    `doubtless` is how sure that was: the inverse of its covariance.
    """

    seen: Seen
    said: Numbers
    mean: Numbers
    doubtless: Numbers
    order: Order

    def settled(self, vector: Numbers) -> Numbers:
        """The likeliest numbers, by Newton's method; a step that does not gain is halved."""
        loss = self.loss(vector)
        for _ in range(STEPS):
            slope, curvature = self.bent(vector)
            step = np.linalg.solve(curvature, slope)
            tried = ((one, self.loss(one)) for one in (vector - step / 2**halved for halved in range(HALVED)))
            vector, less = next(((one, less) for one, less in tried if less < loss), (vector, loss))
            gained, loss = loss - less, less
            if gained < STILL:
                break
        return vector

    def loss(self, vector: Numbers) -> float:
        odds = BIT * self.seen.bits(vector)
        moved = vector - self.mean
        misfit = (np.logaddexp(0, odds) - self.said * odds).sum()
        return float(misfit + moved @ self.doubtless @ moved / 2 + self.order.cost(vector))

    def bent(self, vector: Numbers) -> tuple[Numbers, Numbers]:
        """Slope and curvature of the loss."""
        slopes = BIT * self.seen.slopes(vector)
        chance = chances(self.seen.bits(vector))
        pull, stiffness = self.order.bent(vector)
        slope = slopes.T @ (chance - self.said) + self.doubtless @ (vector - self.mean) + pull
        curvature = slopes.T @ (slopes * (chance * (1 - chance))[:, None]) + self.doubtless + stiffness
        return slope, curvature


def learn(shipped: Model[F], labels: Sequence[Label]) -> Learned[F]:
    """The shipped model moved by answers; without any, the shipped model itself. The order of the answers says nothing."""
    columns = Columns.of(shipped.weights)
    mean = columns.vector(shipped)
    if not labels:
        return Learned(shipped, columns, mean, columns.spread(), 0)
    order, scale = _order(shipped.weights, columns)
    task = _task(labels, columns, mean, order)
    vector = ladders.tidied(task.settled(mean), scale, least=settings()["order"]["least"])
    spread = np.asarray(np.linalg.inv(task.bent(vector)[1]), dtype=np.float64)
    return Learned(_moved(shipped, columns, vector, len(labels)), columns, vector, spread, len(labels))


def taught(model: Model[F], answers: Iterable[tuple[F, F, bool]], frequencies: Frequencies) -> Learned[F]:
    """A model moved by what people said of pairs; what a rule decides is left out, as no weight changes it."""
    judged = ((model.opinion(left, right, frequencies), same) for left, right, same in answers)
    labels = [Label(Case.of(opinion, model), same) for opinion, same in judged if not opinion.decider]
    return learn(model, labels)


def _order(weights: Mapping[str, Weight], columns: Columns) -> tuple[Order, Scale]:
    said = settings()["order"]
    scale = Scale(weights, columns.base, columns.rarity, said["at"])
    return ladders.order(scale, count=columns.count, least=said["least"], firm=said["firm"]), scale


def _task(labels: Sequence[Label], columns: Columns, mean: Numbers, order: Order) -> _Task:
    ordered = sorted(labels, key=lambda label: (label.case.among, label.case.seen, label.same))
    seen = Seen.of([label.case for label in ordered], columns)
    said = np.array([label.same for label in ordered], dtype=np.float64)
    return _Task(seen, said, mean, np.asarray(np.linalg.inv(columns.spread()), dtype=np.float64), order)


def _moved(shipped: Model[F], columns: Columns, vector: Numbers, labels: int) -> Model[F]:
    """The table that a vector stands for; what people said is not moved again by what the records of a base say."""
    weights = {
        code: replace(
            row,
            base=float(vector[columns.base[code]]),
            rarity=float(vector[columns.rarity[code]]) if code in columns.rarity else row.rarity,
            ceiling=float(vector[columns.ceiling[code]]) if code in columns.ceiling else row.ceiling,
            moves=0.0,
        )
        for code, row in shipped.weights.items()
    }
    name = blake2b(vector.round(6).tobytes(), digest_size=4).hexdigest()
    version = f"{shipped.version}+{labels}.{name}"
    return replace(shipped, version=version, matches=float(2 ** vector[0]), weights=weights, moves=0.0)
