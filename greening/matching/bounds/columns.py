"""What is known of records in numbers, by which millions of pairs can be looked at before any is compared?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from greening.matching.entries import Entries, Tally

if TYPE_CHECKING:
    from greening.matching.bounds.reaching import Reach

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Fact = NDArray[np.integer[Any]]
Bits = NDArray[np.floating[Any]]
Truths = NDArray[np.bool_]
Column = NDArray[Any]

WIDTH = 6
"""Keys of one kind that are held of a record; of one that has more, nothing is ruled out by that kind."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The keys of one kind. `firsts` are codes of the first key of each record: 0 where it has none, and below 0 where no other
    record has it.

    `told` says how many keys of the kind a record has, `WIDTH` + 1 if there are more. Where all of them are asked for, their
    codes stand in `every`, a row for the first of each record, one for the second, …; 0 where no other record has the key.
    """

    firsts: Codes
    told: NDArray[np.int8]
    every: Codes


@dataclass(frozen=True, slots=True)
class Columns:
    """Records in numbers: keys by kind, and the facts that their scheme tells of them, a row each.

    `rare` says of every code how many bits one has in common who shares the key; of code 0 the most that there are.
    """

    cells: Mapping[str, Cells]
    facts: Mapping[str, Fact]
    rare: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records by number: `left` and `right` are two arrays of one length.

    `gathered` is what was asked for before.
    """

    columns: Columns
    left: Numbers
    right: Numbers
    gathered: dict[tuple[str, str], tuple[Any, Any]] = field(default_factory=dict, repr=False, compare=False)

    def fact(self, name: str) -> tuple[Any, Any]:
        """A fact of the left ones, and of the right ones: a number a pair, or several in columns."""
        return self._both("fact", name, self.columns.facts[name])

    def firsts(self, kind: str) -> tuple[Codes, Codes]:
        """The codes of the first keys of a kind."""
        return self._both("firsts", kind, self.columns.cells[kind].firsts)

    def equal(self, name: str) -> Truths:
        """Of which pairs both have the same fact."""
        own, other = self.fact(name)
        equal: Truths = own == other
        return equal

    def flagged(self, flag: int, name: str = "flags") -> Truths:
        """Which pairs have both a flag."""
        own, other = self.fact(name)
        both: Truths = (own & other & flag) != 0
        return both

    def same(self, kind: str) -> Truths:
        """Which pairs have one first key of a kind."""
        own, other = self.firsts(kind)
        same: Truths = (own == other) & (own > 0)
        return same

    def both(self, kind: str) -> Truths:
        """Which pairs have a key of a kind each."""
        own, other = self.firsts(kind)
        both: Truths = (own != 0) & (other != 0)
        return both

    def own(self, kind: str) -> Bits:
        """How rare the first key of a kind is, of that of the two that has the rarer one."""
        return np.maximum(*(self.columns.rare.take(np.maximum(codes, 0)) for codes in self.firsts(kind)))

    def told(self, kind: str) -> tuple[Any, Any]:
        """How many keys of a kind each has, `WIDTH` + 1 at most."""
        return self._both("told", kind, self.columns.cells[kind].told)

    def codes(self, kind: str, place: int) -> tuple[Codes, Codes]:
        """The codes of the keys of a kind that stand at some place."""
        row = self.columns.cells[kind].every[place]
        return row.take(self.left), row.take(self.right)

    def any(self, name: str, like: Callable[[Numbers, Numbers], Truths]) -> Truths:
        """Whether any of the one's facts of a name is like any of the other's; those that one has stand first."""
        column = self.columns.facts[name]
        found = np.zeros(len(self.left), dtype=np.bool_)
        others = list(_told(column, self.right))
        for at, one in _told(column, self.left):
            held = np.zeros(len(found), dtype=np.int64)
            held[at] = one
            for beside, two in others:
                met = np.flatnonzero((held[beside] != 0) & ~found[beside])
                found[beside[met]] = like(held[beside[met]], two[met])
        return found

    def chosen(self, at: Numbers) -> "Pairs":
        return Pairs(self.columns, self.left[at], self.right[at])

    def shared(self, kind: str) -> Bits:
        """How rare all that is that both have of a kind of key: 0 where there is nothing, infinite where nobody knows."""
        bits = np.zeros(len(self.left), dtype=np.float32)
        at = np.flatnonzero(self.same(kind))
        bits[at] = self.columns.rare.take(self.firsts(kind)[0][at])
        if len(self.columns.cells[kind].every) > 1:
            at = np.flatnonzero(self.both(kind) & (np.maximum(*self.told(kind)) > 1))
            bits[at] = _of_several(self.chosen(at), kind)
        return bits

    def _both(self, what: str, name: str, column: Column) -> tuple[Column, Column]:
        if (what, name) not in self.gathered:
            self.gathered[what, name] = column.take(self.left, axis=0), column.take(self.right, axis=0)
        return self.gathered[what, name]


def _of_several(pairs: Pairs, kind: str) -> Bits:
    """What pairs share of whom one has several keys of a kind."""
    bits = np.zeros(len(pairs.left), dtype=np.float32)
    codes = [pairs.codes(kind, place) for place in range(len(pairs.columns.cells[kind].every))]
    for own, _ in codes:
        met = np.logical_or.reduce([own == other for _, other in codes]) & (own > 0)
        bits[met] += pairs.columns.rare[own[met]]
    bits[np.maximum(*pairs.told(kind)) > WIDTH] = np.inf
    return bits


def _told(column: Fact, members: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Which of some records have a first, second, … fact in the column, and what it is."""
    at = np.arange(len(members))
    for place in range(column.shape[1]):
        own = column[members[at], place]
        at, own = at[own != 0], own[own != 0]
        yield at, own


def of(entries: Entries, tally: Tally, rare: Bits, reach: "Reach[Any]", facts: Mapping[str, Fact]) -> Columns:
    """The columns of records by those of their keys that `reach` looks at.

    `rare` says it of the keys of code 1, 2, … behind that of code 0.
    """
    cells = {}
    for kind in (*reach.kinds, *reach.firsts):
        own, width = entries.rows(kind), WIDTH if kind in reach.kinds else 0
        cells[kind] = _cells(tally.codes[own], entries.members[own], entries.records, width)
    return Columns(cells, facts, rare.astype(np.float32))


def _cells(codes: Codes, members: Codes, records: int, width: int) -> Cells:
    """The keys of one kind by record, so many of each; `members` says whose each key is, those of a record behind each other."""
    starts = np.flatnonzero(np.diff(members, prepend=-1))
    told = np.zeros(records, dtype=np.int8)
    told[members[starts]] = np.minimum(np.diff(starts, append=len(members)), WIDTH + 1)
    firsts = np.zeros(records, dtype=np.int32)
    firsts[members[starts]] = np.where(codes[starts] > 0, codes[starts], -1)
    every = np.zeros((min(width, int(told.max(initial=1))), records), dtype=np.int32)
    at = starts
    for row in every:
        row[members[at]] = codes[at]
        at = at[np.append(members, -1)[at + 1] == members[at]] + 1
    return Cells(firsts, told, every)
