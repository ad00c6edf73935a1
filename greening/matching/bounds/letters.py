"""Can two texts be close? A set of letters in one number, from which much can be ruled out before anything is compared.

A slip of the finger changes one letter, so texts that differ in more letters are no typing error of each other. Letters
share the places of the set, so it may find two texts alike that are not, but never the other way round.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

PLACES = 56
"""Bits of the set; above them stands the length of the text."""
LONGEST = 127
"""A length that stands for all greater ones: a difference of lengths is never overstated."""
_SET = np.int64((1 << PLACES) - 1)

Sets = NDArray[np.int64]


def letters(text: str) -> int:
    """The set of a text: of its letters."""
    return _packed(map(ord, text), len(text))


def neighbours(text: str) -> int:
    """The set of a text: of its pairs of neighbours, for numbers, which all have the same few digits."""
    return _packed((ord(one) * 11 + ord(other) for one, other in pairwise(text)), len(text))


def lengths(sets: Sets) -> Sets:
    """How long the texts are, 0 where there is none."""
    return sets >> PLACES


def lacking(one: Sets, other: Sets) -> Sets:
    """How many places of the one set the other has not."""
    lacked: Sets = np.bitwise_count(one & ~other & _SET).astype(np.int64)
    return lacked


def within(one: Sets, other: Sets) -> NDArray[np.bool_]:
    """Whether the one text may be a piece of the other, or its letters stand in the other in their order."""
    inside: NDArray[np.bool_] = ((one & ~other & _SET) == 0) & (lengths(one) <= lengths(other))
    return inside


def meet(one: Sets, other: Sets) -> NDArray[np.bool_]:
    """Whether the two texts may have a letter in common."""
    met: NDArray[np.bool_] = (one & other & _SET) != 0
    return met


def _packed(places: Iterable[int], length: int) -> int:
    held = 0
    for place in places:
        held |= 1 << place % PLACES
    return min(length, LONGEST) << PLACES | held
