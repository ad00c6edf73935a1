"""Which pairs are worth comparing? Those that share a key that few have, within a bound that grows with the records.

Blocks are taken from the smallest up until they make as many pairs as the budget allows, so what counts as a key that
few have follows from the records themselves. Records of a block that is too large are still compared where they share
two of their rarer keys. What is cut even then is counted.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from greening.matching.values import Key

STRONG_BUDGET = 8
"""Pairs a record, on average, that strong keys may make."""
WEAK_BUDGET = 4
"""Pairs a record that weak keys may make, and again that two weak keys together may."""
REPEATED = 8
"""Times the budget that pairs may be made in, before those that share several keys are counted once."""
COMBINED = 4
"""Rarest keys of a record, of those whose blocks were too large, that are combined with each other."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Blocks:
    """`pairs` holds left < right, sorted, each once; `cut` says how many blocks were too large, `lost` the pairs in them."""

    pairs: Numbers
    cut: int
    lost: int


@dataclass(frozen=True, slots=True)
class _Groups:
    """Members of blocks of two and more: those of block b are `members[starts[b]:starts[b] + sizes[b]]`."""

    members: Numbers
    starts: Numbers
    sizes: Numbers

    def chosen(self, mask: NDArray[np.bool_]) -> "_Groups":
        return _Groups(self.members, self.starts[mask], self.sizes[mask])

    def within(self, budget: int) -> NDArray[np.bool_]:
        """Which blocks are small enough: the limit is a size, so that equal blocks have equal luck.

        Pairs that share many keys count once, as they are compared once: true pairs share more than a handful.
        """
        counts = np.bincount(self.sizes, minlength=2)
        sizes = np.arange(counts.size)
        made = counts * (sizes * (sizes - 1) // 2)
        countable = np.cumsum(made) <= REPEATED * budget
        pairs = self.chosen(self.sizes < np.append(countable, False).argmin()).pairs()
        _, first = np.unique(pairs[:, 0] * (pairs.max(initial=0) + 1) + pairs[:, 1], return_index=True)
        new = np.bincount(np.repeat(sizes[countable], made[countable])[first], minlength=2)
        mask: NDArray[np.bool_] = self.sizes < np.append(np.cumsum(new) <= budget, False).argmin()
        return mask

    def pairs(self) -> Numbers:
        made = [_pairs_of(self, int(size)) for size in np.unique(self.sizes)]
        return np.concatenate(made) if made else np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Entries:
    """The keys of every record, by number: a row of each array is one key of one record, those of a record in order.

    `kinds` are numbers of the kinds in `names`.
    """

    hashes: Numbers
    members: Numbers
    strong: NDArray[np.bool_]
    kinds: Numbers
    names: tuple[str, ...]
    records: int

    @classmethod
    def of(cls, keys: Iterable[Iterable[Key]]) -> "Entries":
        """Read the keys of record 0, 1, …; each once a record."""
        flat = array("q")
        kinds: dict[str, int] = {}
        at = -1
        for at, own in enumerate(keys):
            for key in dict.fromkeys(own):
                flat.extend((key.hash, at, key.strong, kinds.setdefault(key.kind, len(kinds))))
        table = np.frombuffer(flat, dtype=np.int64).reshape(-1, 4)
        return cls(table[:, 0], table[:, 1], table[:, 2] == 1, table[:, 3], tuple(kinds), at + 1)

    def tally(self, copies: Numbers) -> "Tally":
        """How many records have each key, when record n stands for `copies[n]` of them."""
        order = np.argsort(self.hashes, kind="stable")
        hashes, starts, inverse = _runs(self.hashes[order])
        totals = np.add.reduceat(copies[self.members[order]], starts) if starts.size else starts
        several = totals > 1
        codes = np.empty(len(order), dtype=np.int32)
        codes[order] = (np.cumsum(several) * several)[inverse]
        return Tally(codes, hashes[several], totals[several])


@dataclass(frozen=True, slots=True)
class Tally:
    """How common keys are: `codes` numbers the key of each entry from 1, 0 is one that stands on a single record.

    `hashes` and `totals`, how many records have it, are those of code 1, 2, …
    """

    codes: NDArray[np.int32]
    hashes: Numbers
    totals: Numbers

    def counts(self) -> dict[int, int]:
        """How many records have each key that several have, by its hash."""
        return dict(zip(self.hashes.tolist(), self.totals.tolist(), strict=True))


def find(entries: Entries) -> Blocks:
    """The pairs of records, by number, that are worth comparing."""
    records = entries.records
    strong = _groups(entries.hashes[entries.strong], entries.members[entries.strong])
    weak = _groups(entries.hashes[~entries.strong], entries.members[~entries.strong])
    fits, small = strong.within(STRONG_BUDGET * records), weak.within(WEAK_BUDGET * records)
    cut = [strong.chosen(~fits), weak.chosen(~small)]
    both = _groups(*_combined(cut, records))
    found = [
        strong.chosen(fits).pairs(),
        weak.chosen(small).pairs(),
        both.chosen(both.within(WEAK_BUDGET * records)).pairs(),
    ]
    lost = sum(int((groups.sizes * (groups.sizes - 1) // 2).sum()) for groups in cut)
    return Blocks(_distinct(np.concatenate(found), records), sum(groups.sizes.size for groups in cut), lost)


def _runs(ordered: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The values of an ordered array, where each begins, and which of them stands at each place."""
    begins = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    starts = np.flatnonzero(begins)
    return ordered[starts], starts, np.cumsum(begins) - 1


def _groups(hashes: Numbers, members: Numbers) -> _Groups:
    order = np.lexsort((members, hashes))
    _, starts, sizes = np.unique(hashes[order], return_index=True, return_counts=True)
    several = sizes > 1
    return _Groups(members[order], starts[several], sizes[several])


def _pairs_of(groups: _Groups, size: int) -> Numbers:
    """Every pair within the blocks of one size."""
    starts = groups.starts[groups.sizes == size]
    left, right = np.triu_indices(size, k=1)
    return np.stack(
        [groups.members[(starts[:, None] + left).ravel()], groups.members[(starts[:, None] + right).ravel()]], axis=1
    )


def _combined(cut: Sequence[_Groups], records: int) -> tuple[Numbers, Numbers]:
    """Blocks of records that share two keys whose own blocks are too large, of each record's rarest ones."""
    own: list[list[tuple[int, int]]] = [[] for _ in range(records)]
    number = 0
    for groups in cut:
        for start, size in zip(groups.starts.tolist(), groups.sizes.tolist(), strict=True):
            number += 1
            for member in groups.members[start : start + size].tolist():
                own[member].append((size, number))
    flat = np.fromiter((n for entry in _combinations(own, number + 1) for n in entry), dtype=np.int64).reshape(-1, 2)
    return flat[:, 0], flat[:, 1]


def _combinations(own: Sequence[list[tuple[int, int]]], base: int) -> Iterator[tuple[int, int]]:
    for member, blocks in enumerate(own):
        rarest = sorted(number for _, number in sorted(blocks)[:COMBINED])
        yield from ((one * base + other, member) for one, other in combinations(rarest, 2))


def _distinct(pairs: Numbers, records: int) -> Numbers:
    codes = np.unique(pairs[:, 0] * records + pairs[:, 1])
    return np.stack([codes // records, codes % records], axis=1) if records else pairs
