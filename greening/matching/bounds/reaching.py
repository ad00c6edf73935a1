"""How much can a pair be worth at most, as far as numbers tell? What cannot reach the bar need not be compared.

The bound is exact in one direction: it is never below what comparing the pair in full would say. So leaving out what it
rules out changes no result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from greening.matching.bounds.columns import Bits, Fact, Pairs

F_contra = TypeVar("F_contra", contravariant=True)

SLACK = 0.001
"""Bits by which a bound may be off, because numbers of 32 bits are added in another order."""


class Row(Protocol):
    """A row of a weight table."""

    @property
    def base(self) -> float: ...
    @property
    def rarity(self) -> float: ...
    @property
    def most(self) -> float: ...


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What the rows of a weight table can be worth, one for all pairs; `most` is the rarity that no value exceeds.

    Of a pair that cannot reach the `bar`, in bits beside the prior, nobody needs to know how far it is below it.
    """

    weights: Mapping[str, Row]
    most: float
    bar: float = float("-inf")

    def of(self, *codes: str, shared: Bits | float = 0.0) -> Bits:
        """The most that any of these rows is worth when values of so many bits, at most, are shared."""
        rows = [np.asarray(self._row(self.weights[code], shared)) for code in codes]
        bits: Bits = np.maximum.reduce(rows) if len(rows) > 1 else rows[0]
        return bits

    def _row(self, weight: Row, shared: Bits | float) -> Bits | float:
        if weight.rarity <= 0:
            return weight.base
        return weight.base + weight.rarity * np.minimum(shared, min(weight.most, self.most))


class Reach(Protocol[F_contra]):
    """How a scheme tells the bound of its pairs.

    `kinds` are the kinds of keys that it looks at, `firsts` those of which it looks at the first of each record only.
    """

    @property
    def firsts(self) -> tuple[str, ...]: ...

    @property
    def kinds(self) -> tuple[str, ...]: ...

    def facts(self, features: Sequence[F_contra], /) -> dict[str, Fact]:
        """What has to be known of records, a row each, by name: numbers, or several in columns."""
        ...

    def most(self, pairs: Pairs, worth: Worth, /) -> Bits:
        """The most bits that each pair can be worth beside the prior; infinite where a rule may say that it is one, and below every
        bar where a rule says that it is none.
        """
        ...
