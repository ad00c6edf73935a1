"""What speaks for and against groups being one, of all groups at once? Arrays, and what can be said of them in one go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greening.matching.clusters.linking import NEVER

HALF = 31
"""Bits of the name of a group: so that two of them are one number."""

Numbers = NDArray[np.int64]
Bits = NDArray[np.float64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Net:
    """Links between groups, in order: `one` < `other` name them, `bits` is the sum of the `seen` pairs between them."""

    one: Numbers
    other: Numbers
    bits: Bits
    seen: Numbers

    @classmethod
    def summed(cls, left: Numbers, right: Numbers, bits: Bits, seen: Numbers) -> "Net":
        """Links between the same two are one. The least is added first: sums do not depend on the order of rows."""
        one, other = np.minimum(left, right), np.maximum(left, right)
        order = np.lexsort((bits, one << HALF | other))
        one, other, bits, seen = one[order], other[order], bits[order], seen[order]
        new = np.ones(one.size, dtype=np.bool_)
        new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
        if new.all():
            return cls(one, other, bits, seen)
        starts = np.flatnonzero(new)
        return cls(one[starts], other[starts], np.add.reduceat(bits, starts), np.add.reduceat(seen, starts))

    def contracted(self, names: Numbers) -> "Net":
        """The links between groups once group n is called `names[n]`; those within one are gone."""
        one, other = names[self.one], names[self.other]
        between = one != other
        return self.summed(one[between], other[between], self.bits[between], self.seen[between])

    def parted(self, pairs: Sequence[tuple[int, int]]) -> "Net":
        """With pairs that are never one."""
        left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        bits = np.concatenate([self.bits, np.full(left.size, NEVER)])
        seen = np.concatenate([self.seen, np.zeros_like(left)])
        return self.summed(np.concatenate([self.one, left]), np.concatenate([self.other, right]), bits, seen)

    def chosen(self, which: Chosen | Numbers) -> "Net":
        return Net(self.one[which], self.other[which], self.bits[which], self.seen[which])

    def rows(self) -> Iterator[tuple[int, int, float, int]]:
        """Link by link."""
        yield from zip(self.one.tolist(), self.other.tolist(), self.bits.tolist(), self.seen.tolist(), strict=True)

    def average(self, pairs: Numbers, missing: float) -> Bits:
        """What each link says on average of so many `pairs` between its groups."""
        told = self.bits + missing * (pairs - self.seen)
        return np.where(pairs > 0, told / np.maximum(pairs, 1), NEVER)

    def components(self, strong: Chosen) -> "Components":
        """The groups that strong links connect, with all links among them."""
        groups, ends = np.unique(np.concatenate([self.one[strong], self.other[strong]]), return_inverse=True)
        _, labels = np.unique(_lowest(groups.size, *ends.reshape(2, -1)), return_inverse=True)
        return Components.of(groups, labels, self)


@dataclass(frozen=True, slots=True)
class Components:
    """`groups`, in order, and the component of each; `inside` are the links within them, and `of_link` the component of each."""

    groups: Numbers
    labels: Numbers
    inside: Numbers
    of_link: Numbers

    @classmethod
    def of(cls, groups: Numbers, labels: Numbers, net: Net) -> "Components":
        own = np.full(max(net.other.max(initial=0), groups.max(initial=0)) + 1, -1, dtype=np.int64)
        own[groups] = labels
        inside = np.flatnonzero((own[net.one] >= 0) & (own[net.one] == own[net.other]))
        return cls(groups, labels, inside, own[net.one[inside]])

    @property
    def count(self) -> int:
        return int(self.labels.max(initial=-1)) + 1

    def agreeing(self, clear: Chosen) -> Chosen:
        """Which components have a clear link between every two of their groups. `clear` has an entry a link of the net."""
        sizes = np.bincount(self.labels, minlength=self.count)
        found = np.bincount(self.of_link[clear[self.inside]], minlength=self.count)
        all_clear: Chosen = found == sizes * (sizes - 1) // 2
        return all_clear

    def lowest(self) -> Numbers:
        """The lowest group of each component."""
        _, first = np.unique(self.labels, return_index=True)
        return self.groups[first]

    def each(self, which: Chosen) -> Iterator[tuple[Numbers, Numbers]]:
        """The groups and the links (by their place in the net) of some components, one after the other."""
        groups, links = which[self.labels], which[self.of_link]
        yield from zip(
            _apart(self.groups[groups], self.labels[groups]),
            _apart(self.inside[links], self.of_link[links]),
            strict=True,
        )


def _lowest(count: int, one: Numbers, other: Numbers) -> Numbers:
    """The lowest of so many numbers that each is connected with, when `one[n]` and `other[n]` are."""
    lowest = np.arange(count)
    while one.size:
        low, high = np.minimum(lowest[one], lowest[other]), np.maximum(lowest[one], lowest[other])
        np.minimum.at(lowest, high, low)
        while not np.array_equal(lowest, below := lowest[lowest]):
            lowest = below
        apart = lowest[one] != lowest[other]
        one, other = one[apart], other[apart]
    return lowest


def _apart(values: Numbers, labels: Numbers) -> list[Numbers]:
    order = np.argsort(labels, kind="stable")
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    return np.split(values[order], ends) if values.size else []
