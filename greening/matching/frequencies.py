"""How common is a value? What many share says little about two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from greening.matching.values import Key, hashed

WORLD = 1000
"""Records, at least, among which a value is thought to stand: ten records say nothing about how rare their values are."""


ALIKE = 2
"""Records, beside the one itself, that may have a value because they are the same: so many do not make it common."""


class Frequencies(Protocol):
    """The records that a pair stands among."""

    @property
    def total(self) -> int:
        """How many records there are."""
        ...

    def count(self, key: Key, /) -> int:
        """How many of them have a key."""
        ...


@dataclass(frozen=True, slots=True)
class Counted:
    """Frequencies by hash of the key; a key that is not there stands on one record."""

    total: int
    counts: Mapping[int, int] = field(default_factory=dict)

    def count(self, key: Key, /) -> int:
        return self.counts.get(hashed(key), 1)


NOTHING_COUNTED = Counted(0)


def rarities(total: int, totals: NDArray[np.int64]) -> NDArray[np.float64]:
    """How surprising it is that a stranger has a value that so many records have, in bits, of many values at once."""
    most = log2(total + WORLD)
    rare: NDArray[np.float64] = np.minimum(most - np.log2(np.maximum((totals - 1) / ALIKE, 1)), most)
    return rare


def rarity(frequencies: Frequencies, shared: tuple[Key, ...]) -> float:
    """How surprising it is that a stranger has all of these values, in bits; at most as surprising as any record is.

    The record itself is counted out, and a value that it shares with no more than `ALIKE` others is as rare as can be.
    """
    most = _most(frequencies.total)
    if len(shared) == 1:  # as nearly always
        return most - _less(frequencies.count(shared[0]))
    return min(sum([most - _less(frequencies.count(key)) for key in shared]), most)


def prior(frequencies: Frequencies, matches: float) -> float:
    """The odds, in bits, that a record and any other are one when a record has so many `matches` on average."""
    return log2(matches) - _most(frequencies.total)


@lru_cache(maxsize=64)
def _most(total: int) -> float:
    """The bits that a value has which nobody shares."""
    return log2(total + WORLD)


@lru_cache(maxsize=8192)
def _less(count: int) -> float:
    """The bits that a value has less because so many have it."""
    return log2(max((count - 1) / ALIKE, 1))
