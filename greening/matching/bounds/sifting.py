"""Which of many pairs have to be compared? Those that can still be worth a look, as far as numbers tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2
from typing import Generic

import numpy as np

from greening.matching.bounds import columns
from greening.matching.bounds.columns import Bits, Columns, Fact, Numbers, Pairs
from greening.matching.bounds.reaching import SLACK, Reach, Worth
from greening.matching.entries import Codes, Entries, Tally
from greening.matching.frequencies import WORLD, Counted, prior, rarities
from greening.matching.model import Model
from greening.matching.scheme import F

CHUNK = 1 << 17
"""Pairs that are looked at together: enough to make numbers pay, few enough to stay in the processor's memory."""


@dataclass(frozen=True, slots=True)
class Sieve(Generic[F]):
    """Lets those pairs through that comparing them in full might find worth a look: no other is."""

    model: Model[F]
    reach: Reach[F] | None
    columns: Columns | None
    known: float
    worth: Worth

    def chosen(self, pairs: Numbers) -> Numbers:
        """Of pairs of records by number, those that have to be compared; in their order."""
        return pairs[self.bounds(pairs) >= self.model.low - SLACK]

    def bounds(self, pairs: Numbers) -> Bits:
        """The most bits that each pair can have; infinite where nothing is known."""
        if self.reach is None or self.columns is None:
            return np.full(len(pairs), np.inf)
        return self.known + self.reach.most(Pairs(self.columns, *np.ascontiguousarray(pairs.T)), self.worth)


def sieve(model: Model[F], facts: Mapping[str, Fact], entries: Entries, tally: Tally, total: int) -> Sieve[F]:
    """The sieve for records by number, with their facts and keys; `total` counts their copies too."""
    known, most = prior(Counted(total), model.matches), log2(total + WORLD)
    reach, worth = model.scheme.reach, Worth(model.weights, most, model.low - SLACK - known)
    if reach is None:
        return Sieve(model, None, None, known, worth)
    rare = np.append(most, rarities(total, tally.totals))
    held = columns.of(entries, tally, rare, reach, facts)
    return Sieve(model, reach, held, known, worth)


def chunks(pairs: Codes) -> Iterator[Numbers]:
    """Pairs in pieces that are looked at together."""
    yield from (pairs[start : start + CHUNK].astype(np.int64) for start in range(0, len(pairs), CHUNK))
