"""What is known of records in numbers, by which millions of pairs can be looked at before any is compared?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from greening.matching.entries import Entries, Tally

if TYPE_CHECKING:
    from greening.matching.bounds.reaching import Reach

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Bits = NDArray[np.floating[Any]]
Truths = NDArray[np.bool_]
N = TypeVar("N", np.int32, np.int64)

WIDTH = 6
"""Keys of one kind that are held of a record; of one that has more, nothing is ruled out by that kind."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The keys of one kind. `codes` (records × `WIDTH`) are equal where keys are, 0 where no other record has the key.

    `told` says how many keys of the kind a record has; the code of its n-th is in place n.
    """

    codes: Codes
    told: Codes


@dataclass(frozen=True, slots=True)
class Columns:
    """Records in numbers, a row each: keys by kind, and the facts that their scheme tells of them.

    `rare` says of every code how many bits one has in common who shares the key; of code 0 the most that there are. `owned`
    says it of the first key of a kind that a record has, and 0 where it has none.
    """

    cells: Mapping[str, Cells]
    owned: Mapping[str, NDArray[np.float32]]
    facts: Mapping[str, Numbers]
    rare: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shared:
    """What pairs have in common of one kind of key.

    `bits` is how rare all of it is, 0 where there is nothing; `open` where more may be shared than is known; `both` where
    each has such a key.
    """

    bits: Bits
    open: Truths
    both: Truths


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records by number: `left` and `right` are two arrays of one length.

    `gathered` are facts of them that were asked for before.
    """

    columns: Columns
    left: Numbers
    right: Numbers
    gathered: dict[str, Numbers] = field(default_factory=dict, repr=False, compare=False)

    def fact(self, name: str) -> Numbers:
        """A fact of the left ones and of the right ones: 2 × pairs, or 2 × pairs × how many it has."""
        if name not in self.gathered:
            self.gathered[name] = self._both(self.columns.facts[name])
        return self.gathered[name]

    def own(self, kind: str) -> Bits:
        """How rare the first key of a kind is, of that of the two that has the rarer one."""
        owned = self.columns.owned[kind]
        bits: Bits = np.maximum(owned[self.left], owned[self.right])
        return bits

    def flagged(self, flag: int) -> Truths:
        """Which pairs have both a flag."""
        own, other = self.fact("flags")
        both: Truths = (own & other & flag) != 0
        return both

    def codes(self, kind: str) -> Codes:
        """The codes of a kind: 2 × pairs × `WIDTH` at most."""
        return self._both(self.columns.cells[kind].codes)

    def told(self, kind: str) -> Codes:
        """How many keys of a kind each has: 2 × pairs."""
        return self._both(self.columns.cells[kind].told)

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

    def _both(self, column: NDArray[N]) -> NDArray[N]:
        return np.stack([column[self.left], column[self.right]])

    def shared(self, kind: str) -> Shared:
        """What both have of a kind of key."""
        own, other = self.told(kind)
        bits = np.zeros(len(self.left), dtype=np.float32)
        both = (own > 0) & (other > 0)
        at = np.flatnonzero(both)
        one, two = self.chosen(at).codes(kind)
        for place in range(min(WIDTH, int(own[at].max(initial=0)))):
            codes = one[:, place]
            met = (two == codes[:, None]).any(axis=1) & (codes > 0)
            bits[at[met]] += self.columns.rare[codes[met]]
        return Shared(bits, both & ((own > WIDTH) | (other > WIDTH)), both)


def _told(column: Numbers, members: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Which of some records have a first, second, … fact in the column, and what it is."""
    at = np.arange(len(members))
    for place in range(column.shape[1]):
        own = column[members[at], place]
        at, own = at[own != 0], own[own != 0]
        yield at, own


def of(entries: Entries, tally: Tally, rare: Bits, reach: "Reach[Any]", facts: Mapping[str, Numbers]) -> Columns:
    """The columns of records by those of their keys that `reach` looks at.

    `rare` says it of the keys of code 1, 2, … behind that of code 0.
    """
    told = {kind: (tally.codes[at], entries.members[at]) for kind in reach.kinds for at in [entries.rows(kind)]}
    owned = {kind: (tally.codes[at], entries.members[at]) for kind in reach.owned for at in [entries.rows(kind)]}
    return Columns(
        {kind: _cells(codes, members, entries.records) for kind, (codes, members) in told.items()},
        {kind: _owned(rare[codes], members, entries.records) for kind, (codes, members) in owned.items()},
        facts,
        rare.astype(np.float32),
    )


def _owned(rare: Bits, members: Codes, records: int) -> NDArray[np.float32]:
    """How rare the first key of each record is; `members` says whose each key is."""
    starts = np.flatnonzero(np.diff(members, prepend=-1))
    owned = np.zeros(records, dtype=np.float32)
    owned[members[starts]] = rare[starts]
    return owned


def _cells(codes: Codes, members: Codes, records: int) -> Cells:
    """The keys of one kind by record; `members` says whose each key is, those of a record behind each other."""
    starts = np.flatnonzero(np.diff(members, prepend=-1))
    told = np.zeros(records, dtype=np.int32)
    told[members[starts]] = np.diff(starts, append=len(members))
    place = np.arange(len(members)) - np.repeat(starts, told[members[starts]])
    held = np.zeros((records, min(WIDTH, int(told.max(initial=1)))), dtype=np.int32)
    fits = place < held.shape[1]
    held[members[fits], place[fits]] = codes[fits]
    return Cells(held, told)
