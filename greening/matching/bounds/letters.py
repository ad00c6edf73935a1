"""Can two texts be close? A set of letters in one number, from which much can be ruled out before anything is compared.

A slip of the finger changes one letter, so texts that differ in more letters are no typing error of each other. Letters
share the places of the set, so it may find two texts alike that are not, but never the other way round.
"""

from collections.abc import Sequence, Sized

import numpy as np
from numpy.typing import NDArray

CLASSES = 26
"""Letters that are told apart where they are counted; others share their places."""
PLACES = 56
"""Bits of the set; above them stands the length of the text."""
LONGEST = 127
"""A length that stands for all greater ones: a difference of lengths is never overstated."""
_SET = np.int64((1 << PLACES) - 1)
_TWICE = np.int64(((1 << CLASSES) - 1) << CLASSES)

Sets = NDArray[np.int64]
Codes = NDArray[np.uint32]


def letters(texts: Sequence[str]) -> Sets:
    """The set of each text: of its letters."""
    return sets(of_letters(codes_of(texts)), *spans(texts))


def neighbours(texts: Sequence[str]) -> Sets:
    """The set of each text: of its pairs of neighbours, for numbers, which all have the same few digits."""
    starts, ends = spans(texts)
    return sets(of_neighbours(codes_of(texts)), starts, ends - 1, ends - starts)


def counted(texts: Sequence[str]) -> Sets:
    """The set of each text: of its letters, and of those that it has twice."""
    sizes = sized(texts)
    rows = np.repeat(np.arange(len(texts)) * CLASSES, sizes)
    counts = np.bincount(rows + codes_of(texts) % CLASSES, minlength=len(texts) * CLASSES).reshape(-1, CLASSES)
    once = 2.0 ** np.arange(CLASSES)  # numbers with a point are multiplied quicker, and these are exact
    marks = (counts > 0) @ once + (counts > 1) @ once * 2.0**CLASSES
    return marks.astype(np.int64) | np.minimum(sizes, LONGEST) << PLACES


def sets(bits: Sets, starts: Sets, ends: Sets, sizes: Sets | None = None) -> Sets:
    """The sets of texts whose members stand from each start to each end; each is so long, or as many as they are."""
    sizes = np.maximum(ends - starts, 0) if sizes is None else sizes
    made, held = np.minimum(sizes, LONGEST) << PLACES, np.flatnonzero(ends > starts)
    if held.size:
        turns = np.stack([starts[held], ends[held]], axis=1).ravel()  # what stands between two texts is told, too
        made[held] |= np.bitwise_or.reduceat(np.append(bits, 0), turns)[::2]
    return made


def of_letters(codes: Codes) -> Sets:
    """Letters as members of a set."""
    return np.left_shift(1, (codes % PLACES).astype(np.int64))


def of_neighbours(codes: Codes) -> Sets:
    """Each letter and the one behind it as a member of a set."""
    return of_letters(codes[:-1] * np.uint32(11) + codes[1:])


def told_apart(letters: Sequence[str]) -> Sets:
    """Single letters as members of a set of counted ones."""
    return np.left_shift(1, (codes_of(letters) % CLASSES).astype(np.int64))


def once_each(sets: Sets) -> Sets:
    """Sets of counted letters without what they have twice."""
    return sets & ~_TWICE


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


def codes_of(texts: Sequence[str]) -> Codes:
    """The numbers of all letters of texts behind each other."""
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")


def spans(texts: Sequence[str]) -> tuple[Sets, Sets]:
    """Where each text begins and where it ends, when they stand behind each other."""
    sizes = sized(texts)
    ends = np.cumsum(sizes)
    return ends - sizes, ends


def sized(values: Sequence[Sized]) -> Sets:
    """How long each is."""
    return np.fromiter(map(len, values), dtype=np.int64, count=len(values))
