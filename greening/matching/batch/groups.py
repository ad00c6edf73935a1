"""Which pairs do blocks make? Each once, with the size of the smallest block that it is in, however many blocks it is in.

Pairs are packed into one number each, and made for some records after the other, so that memory holds those that are kept
and a chunk of those that are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greening.matching.batch.limits import too_large
from greening.matching.entries import Codes, Numbers

CHUNK = 1 << 18
"""Pairs that are made together, at most, before those that several blocks make are counted once."""
MEMBERS = 1 << 21
"""Members of two blocks together that are put in order together."""
WIDEST = 63
"""Bits of a number without its sign."""
AT_FIRST = 1.5
"""Times the pairs that are wanted that are made at first: of three that blocks make, one is seldom made by another too."""

Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Groups:
    """Blocks behind each other: `sizes` says of how many of the `members` each is made, which are in order in each.

    Members are numbers below `records`.
    """

    members: Codes
    sizes: Codes
    records: int

    @classmethod
    def of(cls, blocks: Numbers | Codes, members: Numbers | Codes, records: int) -> "Groups":
        """The blocks, in order of their numbers, when record `members[n]` is in `blocks[n]`.

        Block 0 stands for none, and blocks of a single record are left out.
        """
        sizes = np.bincount(blocks, minlength=1)
        sizes[0] = 0
        shared = np.flatnonzero((sizes > 1)[blocks])
        width = records.bit_length()
        rows = blocks[shared].astype(np.int64)
        rows <<= width
        rows |= members[shared]
        rows.sort()
        rows &= (1 << width) - 1
        return cls(rows.astype(np.int32), sizes[sizes > 1].astype(np.int32), records)

    def chosen(self, blocks: Truths) -> "Groups":
        """Some of the blocks."""
        return Groups(self.members[np.repeat(blocks, self.sizes)], self.sizes[blocks], self.records)

    def pairs(self) -> Numbers:
        """How many pairs the blocks of each size make: entry n is about blocks of n records."""
        counts = np.bincount(self.sizes, minlength=2)
        sizes = np.arange(len(counts))
        made: Numbers = counts * (sizes * (sizes - 1) // 2)
        return made

    def made(self, chunk: int = CHUNK) -> Iterator[tuple[Numbers, Numbers]]:
        """The pairs, each once and in order, packed, with the size of the smallest block that they are in.

        They come in chunks, of so many that blocks make at most, but for a record that has more alone.
        """
        behind = np.repeat(np.cumsum(self.sizes, dtype=np.int32), self.sizes)
        behind -= np.arange(1, len(behind) + 1, dtype=np.int32)
        own = np.repeat(self.sizes, self.sizes)
        width, room = self.records.bit_length(), int(own.max(initial=0)).bit_length()
        rows, firsts = _by_member(self.members, np.flatnonzero(behind), self.records)
        counts = np.bincount(self.members, behind, self.records).astype(np.int64)
        for first, last in _chunks(counts, 1 << (WIDEST - width - room), chunk):
            at = rows[firsts[first] : firsts[last]]
            times = behind[at]
            made = np.repeat((self.members[at].astype(np.int64) - first) << (width + room) | own[at], times)
            beside = np.repeat(at + 1 - (np.cumsum(times) - times), times)
            beside += np.arange(len(made))
            made |= self.members[beside].astype(np.int64) << room
            made.sort()
            packed = made >> room
            once = begins(packed)
            yield packed[once] + (first << width), made[once] & ((1 << room) - 1)


def both(one: Codes, other: Codes, members: Codes, records: int) -> Groups:
    """The groups of those that are in two blocks together: record `members[n]` is in blocks `one[n]` and `other[n]`."""
    width, room = records.bit_length(), int(other.max(initial=0)).bit_length()
    found, sizes = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
    for first, last in _chunks(np.bincount(one), 1 << (WIDEST - width - room), MEMBERS):
        at = np.flatnonzero((one >= first) & (one < last))
        rows = ((one[at].astype(np.int64) - first) << room | other[at]) << width | members[at]
        rows.sort()
        bounds = np.flatnonzero(np.append(begins(rows >> width), True))
        counts = bounds[1:] - bounds[:-1]
        found.append((rows[np.repeat(counts > 1, counts)] & ((1 << width) - 1)).astype(np.int32))
        sizes.append(counts[counts > 1].astype(np.int32))
    return Groups(np.concatenate(found), np.concatenate(sizes), records)


@dataclass(frozen=True, slots=True)
class Taken:
    """The pairs of the smallest blocks, packed, and the least size that was too large."""

    pairs: Numbers
    least: int


def take(groups: Groups, most: int, times: int) -> Taken:
    """The pairs of the smallest blocks: at most so many, of blocks that make at most so many times as many."""
    pairs = groups.pairs()
    countable = too_large(pairs, times * most)
    bound = min(too_large(pairs, int(AT_FIRST * most)), countable)
    taken = _taken(groups.chosen(groups.sizes < bound), most, bound)
    if taken.least == bound < countable:
        return _taken(groups.chosen(groups.sizes < countable), most, countable)
    return taken


def _taken(groups: Groups, most: int, countable: int) -> Taken:
    """The pairs of the smallest blocks, at most so many; what is too large as soon as that is clear is not kept."""
    kept: list[tuple[Numbers, Numbers]] = []
    new = np.zeros(countable, dtype=np.int64)
    least = countable
    for packed, sizes in groups.made():
        new += np.bincount(sizes, minlength=countable)
        least = too_large(new, most) if new.sum() > most else countable
        kept.append(_below(packed, sizes, least))
    pairs = [_below(packed, sizes, least)[0] for packed, sizes in kept]
    return Taken(np.concatenate([np.zeros(0, dtype=np.int64), *pairs]), least)


def _below(packed: Numbers, sizes: Numbers, least: int) -> tuple[Numbers, Numbers]:
    at = sizes < least
    return packed[at], sizes[at]


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


def _by_member(members: Codes, rows: Numbers, records: int) -> tuple[Numbers, Numbers]:
    """Some rows by member, and where those of each member begin."""
    width = len(members).bit_length()
    ordered = members[rows].astype(np.int64) << width | rows
    ordered.sort()
    ordered &= (1 << width) - 1
    return ordered, np.append(0, np.cumsum(np.bincount(members[rows], minlength=records)))


def _chunks(counts: Numbers, widest: int, chunk: int) -> Iterator[tuple[int, int]]:
    """Ranges of records, at most so wide, whose counts are together within `chunk`, but for one that has more alone."""
    reached, first = np.cumsum(counts), 0
    while first < len(counts):
        before = int(reached[first - 1]) if first else 0
        within = int(np.searchsorted(reached, before + chunk, side="right"))
        last = max(min(within, first + widest), first + 1)
        yield first, last
        first = last
