"""Which pairs should people be asked about? Those whose answer would teach most about all the others.

What an answer teaches is how much less sure one may be, after it, of pairs that lie near the border: many pairs alike make
a question worth asking, and so does not knowing the answer. Some questions are drawn by lot over all kinds of pairs, since
the rest ask only where the model knows that it does not know.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import pi
from typing import Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from greening.matching.learning.cases import Case, Columns, Seen, chances, settings
from greening.matching.learning.ladders import Numbers
from greening.matching.learning.regression import BIT, Learned
from greening.matching.scheme import F

Places = NDArray[np.int64]
SOFT = pi / 8
"""What makes a mean of probabilities of uncertain odds (MacKay 1992): the odds shrink by the root of 1 + SOFT * variance."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Pairs that may be asked about; `counts` says of how many pairs of records each is an example.

    `kinds` numbers them by which steps they show: pairs of a kind look alike but for how rare their values are.
    """

    seen: Seen
    counts: Numbers
    kinds: Places

    @classmethod
    def of(cls, cases: Sequence[Case], columns: Columns, counts: Sequence[int] | None = None) -> Self:
        seen = Seen.of(cases, columns)
        shown = seen.rows[:, list(columns.base.values())] > 0
        _, kinds = np.unique(shown, axis=0, return_inverse=True)
        return cls(seen, np.ones(len(cases)) if counts is None else np.array(counts, dtype=float), kinds.ravel())

    def some(self, places: Places, most: int, lots: Generator) -> tuple[Places, Numbers]:
        """At most so many of the places, all kinds among them, and how many pairs of records each then stands for."""
        if len(places) <= most:
            return places, self.counts[places]
        share = 1 / np.sqrt(np.bincount(self.kinds[places])[self.kinds[places]])
        share /= share.sum()
        drawn = lots.choice(len(places), most, replace=False, p=share)
        return places[drawn], self.counts[places[drawn]] / (share[drawn] * most)


def ask(learned: Learned[F], pool: Pool, *, count: int, seed: int, asked: Collection[int] = ()) -> list[int]:
    """The places of so many pairs of the pool to ask about next, the most telling first, none that was `asked`.

    The same seed asks the same; fewer where the pool ends.
    """
    lots = np.random.default_rng([seed, len(asked)])
    free = np.setdiff1d(np.arange(len(pool.kinds)), np.fromiter(asked, dtype=np.int64, count=len(asked)))
    said = settings()["asking"]
    places, stands_for = pool.some(free, int(said["looked_at"]), lots)
    view = _View.of(learned, pool, places, stands_for)
    for _ in range(min(count, len(places))):
        view.choose(view.by_lot(pool, lots) if lots.random() < said["by_lot"] else view.most_telling())
    return [int(places[at]) for at in view.chosen]


@dataclass(slots=True)
class _View:
    """The pairs looked at: the odds of each (natural logarithm), and how much knowing one tells of another."""

    places: Places
    stands_for: Numbers
    odds: Numbers
    shared: Numbers
    chosen: list[int]

    @classmethod
    def of(cls, learned: Learned[F], pool: Pool, places: Places, stands_for: Numbers) -> Self:
        seen = pool.seen.at(places)
        slopes = BIT * seen.slopes(learned.vector)
        return cls(places, stands_for, BIT * seen.bits(learned.vector), slopes @ learned.spread @ slopes.T, [])

    def most_telling(self) -> int:
        """Whose answer takes most doubt, by variance of the odds, from pairs of which it could turn the verdict."""
        doubt = self.shared.diagonal()
        turning = self.stands_for * np.exp(-(self.odds**2) / (2 * (1 + doubt))) / np.sqrt(1 + doubt)
        news = self._news()
        gain = (turning @ self.shared**2) * news / (1 + news * doubt)
        gain[self.chosen] = -1.0
        return int(gain.argmax())

    def by_lot(self, pool: Pool, lots: Generator) -> int:
        """Any band of probability, then any kind in it, then any pair."""
        left = np.setdiff1d(np.arange(len(self.places)), self.chosen)
        many = int(settings()["asking"]["bands"])
        bands = np.minimum((chances(self.odds / BIT) * many).astype(np.int64), many - 1)
        kinds = pool.kinds[self.places]
        left = left[bands[left] == lots.choice(np.unique(bands[left]))]
        left = left[kinds[left] == lots.choice(np.unique(kinds[left]))]
        return int(lots.choice(left))

    def choose(self, at: int) -> None:
        """Put a question, and know as much more of the others as its answer is expected to tell."""
        news = self._news()[at]
        told = self.shared[:, at].copy()
        self.shared -= np.outer(told, told) * (news / (1 + news * told[at]))
        self.chosen.append(at)

    def _news(self) -> Numbers:
        """How much an answer is expected to say of each."""
        chance = chances(self.odds / BIT / np.sqrt(1 + SOFT * self.shared.diagonal()))
        return chance * (1 - chance)
