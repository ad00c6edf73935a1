"""Can two texts be close? A set of letters in one number, from which much can be ruled out before anything is compared.

A slip of the finger changes one letter, so texts that differ in more letters are no typing error of each other. Letters
share the places of the set, so it may find two texts alike that are not, but never the other way round.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CLASSES = 26
"""Letters that are told apart where they are counted; others share their places."""
PLACES = 56
"""Bits of the set; above them stands the length of the text."""
LONGEST = 127
"""A length that stands for all greater ones: a difference of lengths is never overstated."""
_SET = np.int64((1 << PLACES) - 1)

Sets = NDArray[np.int64]

_NONE: Sets = np.empty(0, dtype=np.int64)


def letters(texts: Sequence[str]) -> Sets:
    """The set of each text: of its letters."""
    sizes, codes = _sized(texts)
    return _packed(sizes, codes)


def counted(texts: Sequence[str]) -> Sets:
    """The set of each text: of its letters, and of those that it has twice."""
    sizes, codes = _sized(texts)
    rows = np.repeat(np.arange(len(texts)), sizes)
    counts = np.bincount(rows * CLASSES + codes % CLASSES, minlength=len(texts) * CLASSES).reshape(-1, CLASSES)
    once = np.left_shift(1, np.arange(CLASSES, dtype=np.int64))
    return (counts > 0) @ once | ((counts > 1) @ once) << CLASSES | np.minimum(sizes, LONGEST) << PLACES


def neighbours(texts: Sequence[str]) -> Sets:
    """The set of each text: of its pairs of neighbours, for numbers, which all have the same few digits."""
    sizes, codes = _sized(texts)
    pairs = codes * 11 + np.append(codes[1:], 0)[: codes.size]
    ends = np.cumsum(sizes)[sizes > 0] - 1
    return _packed(sizes, pairs, ends)


def lengths(sets: Sets) -> Sets:
    """How long the texts are, 0 where there is none."""
    return sets >> PLACES


def lacking(one: Sets, other: Sets) -> NDArray[np.uint8]:
    """How many places of the one set the other has not."""
    lacked: NDArray[np.uint8] = np.bitwise_count(one & ~other & _SET)
    return lacked


def within(one: Sets, other: Sets) -> NDArray[np.bool_]:
    """Whether the one text may be a piece of the other, or its letters stand in the other in their order."""
    inside: NDArray[np.bool_] = ((one & ~other & _SET) == 0) & (lengths(one) <= lengths(other))
    return inside


def meet(one: Sets, other: Sets) -> NDArray[np.bool_]:
    """Whether the two texts may have a letter in common."""
    met: NDArray[np.bool_] = (one & other & _SET) != 0
    return met


def codes_of(texts: Sequence[str]) -> Sets:
    """The numbers of all letters of texts behind each other."""
    written = "".join(texts).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(written, dtype="<u4").astype(np.int64)


def _sized(texts: Sequence[str]) -> tuple[Sets, Sets]:
    """How long texts are, and the numbers of all their letters behind each other."""
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)), codes_of(texts)


def _packed(sizes: Sets, codes: Sets, without: Sets = _NONE) -> Sets:
    """The sets of texts that are so long and whose members, behind each other, have these numbers; `without` some of them."""
    bits = np.left_shift(1, codes % PLACES)
    bits[without] = 0
    told = sizes > 0
    sets = np.minimum(sizes, LONGEST) << PLACES
    if bits.size:
        sets[told] |= np.bitwise_or.reduceat(bits, (np.cumsum(sizes) - sizes)[told])
    return sets
