"""Which pairs do blocks make? Each once, with the size of the smallest block that it is in, however many blocks it is in.

Pairs are packed into one number each, with the size behind them, so that putting them in order finds those that are there twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greening.matching.batch.limits import too_large
from greening.matching.entries import Codes, Numbers

MEMBERS = 1 << 21
"""Members of two blocks together that are put in order together."""
WIDEST = 63
"""Bits of a number without its sign."""
AT_FIRST = 1.5
"""Times the pairs that are wanted that are made at first: of three that blocks make, one is seldom made by another too."""
MORE = 2
"""Times the pairs that are still wanted that are made next: of those of larger blocks more are made by others too."""

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Groups:
    """Blocks behind each other: `sizes` says of how many of the `members` each is made, which are in order in each.

    Members are numbers below `records`.
    """

    members: Codes
    sizes: Numbers
    records: int

    def chosen(self, blocks: Truths) -> "Groups":
        """Some of the blocks."""
        return Groups(self.members[np.repeat(blocks, self.sizes)], self.sizes[blocks], self.records)

    def pairs(self) -> Numbers:
        """How many pairs the blocks of each size make: entry n is about blocks of n records."""
        counts = np.bincount(self.sizes, minlength=2)
        sizes = np.arange(len(counts))
        made: Numbers = counts * (sizes * (sizes - 1) // 2)
        return made

    def made(self, least: int, below: int) -> Numbers:
        """The pairs of blocks of these sizes, as often as blocks make them, each packed with the size of its block."""
        width, pairs = self.records.bit_length(), self.pairs()[:below]
        found, end = np.empty(pairs[least:].sum(), dtype=np.int64), 0
        starts = np.cumsum(self.sizes) - self.sizes
        for size in (least + np.flatnonzero(pairs[least:])).tolist():
            rows = self.members[starts[self.sizes == size] + np.arange(size)[:, None]].astype(np.int64)
            rows <<= WIDEST - 2 * width
            one, other = np.triu_indices(size, 1)
            made = found[end : end + pairs[size]].reshape(len(one), -1)
            np.take(rows << width, one, axis=0, out=made)
            made |= rows[other]
            made |= size
            end += pairs[size]
        return found


def both(one: Codes, other: Codes, members: Codes, records: int) -> Groups:
    """The groups of those that are in two blocks together: record `members[n]` is in blocks `one[n]` and `other[n]`."""
    width, room = records.bit_length(), int(other.max(initial=0)).bit_length()
    found, sizes = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int64)]
    for first, last in _chunks(np.bincount(one), 1 << (WIDEST - width - room), MEMBERS):
        at = np.flatnonzero((one >= first) & (one < last))
        rows = ((one[at].astype(np.int64) - first) << room | other[at]) << width | members[at]
        rows.sort()
        bounds = np.flatnonzero(np.append(begins(rows >> width), True))
        counts = bounds[1:] - bounds[:-1]
        found.append((rows[np.repeat(counts > 1, counts)] & ((1 << width) - 1)).astype(np.int32))
        sizes.append(counts[counts > 1])
    return Groups(np.concatenate(found), np.concatenate(sizes), records)


@dataclass(frozen=True, slots=True)
class Taken:
    """The pairs of the smallest blocks, packed, and the least size that was too large."""

    pairs: Numbers
    least: int


def take(groups: Groups, most: int, times: int) -> Taken:
    """The pairs of the smallest blocks: at most so many, of blocks that make at most so many times as many."""
    pairs, room = groups.pairs(), WIDEST - 2 * groups.records.bit_length()
    countable = min(too_large(pairs, times * most), 1 << room)
    rows, below, wanted = np.zeros(0, dtype=np.int64), 0, int(AT_FIRST * most)
    while True:
        least, below = below, min(max(too_large(pairs, wanted), below + 1), countable)
        made = groups.made(least, below)
        rows = once(np.concatenate([rows, made]) if rows.size else made, groups.records)
        sizes = rows & (1 << room) - 1
        found = too_large(np.bincount(sizes, minlength=below), most) if len(rows) > most else below
        if found < below or below == countable:
            return Taken(rows[sizes < found] >> room, found)
        wanted = int(pairs[:below].sum()) + MORE * (most - len(rows))


def once(made: Numbers, records: int) -> Numbers:
    """Of packed pairs with sizes each with the least, in order."""
    made.sort()
    return made[begins(made >> WIDEST - 2 * records.bit_length())]


def begins(ordered: Numbers) -> Truths:
    """Which stand behind another value than their own."""
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]


def unpacked(pairs: Numbers, records: int) -> Codes:
    """Pairs of records by number, a row each."""
    width = records.bit_length()
    found = np.empty((len(pairs), 2), dtype=np.int32)
    np.right_shift(pairs, width, out=found[:, 0], casting="unsafe")
    np.bitwise_and(pairs, (1 << width) - 1, out=found[:, 1], casting="unsafe")
    return found


def _chunks(counts: Numbers, widest: int, chunk: int) -> Iterator[tuple[int, int]]:
    """Ranges of records, at most so wide, whose counts are together within `chunk`, but for one that has more alone."""
    reached, first = np.cumsum(counts), 0
    while first < len(counts):
        before = int(reached[first - 1]) if first else 0
        within = int(np.searchsorted(reached, before + chunk, side="right"))
        last = max(min(within, first + widest), first + 1)
        yield first, last
        first = last
