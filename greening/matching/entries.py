"""Which record has which keys, and how common is each? In numbers, a row a key of a record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from greening.matching.values import STRONG, Values, hashes

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]

PART = 1 << 21
"""Keys of records that are put in order together, about."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The keys of every record, by number: a row of each array is one key of one record, those of a record and kind together.

    `kinds` are numbers of the kinds in `names`.
    """

    hashes: Numbers
    members: Numbers
    strong: NDArray[np.bool_]
    kinds: NDArray[np.uint8]
    names: tuple[str, ...]
    records: int

    @classmethod
    def of(cls, values: Iterable[tuple[str, Values]], names: tuple[str, ...], records: int) -> "Entries":
        """The keys of record 0, 1, …, kind by kind, of kinds with these `names`: what each record has of one, each once."""
        found, members, kinds = [], [], []
        for name, rows in values:  # one kind and then the next: its texts are still in the processor's memory
            sizes = np.fromiter(map(len, rows), dtype=np.int64, count=records)
            found.append(hashes(name, chain.from_iterable(rows)))
            members.append(np.repeat(np.arange(records), sizes))
            kinds.append(np.full(len(found[-1]), names.index(name), dtype=np.uint8))
        kind = np.concatenate(kinds)
        strong = np.array([name in STRONG for name in names])[kind]
        return cls(np.concatenate(found), np.concatenate(members), strong, kind, names, records)

    def tally(self, copies: Numbers) -> "Tally":
        """How many records have each key, when record n stands for `copies[n]` of them."""
        codes = np.zeros(len(self.hashes), dtype=np.int32)
        hashes, totals, known = [], [], 0
        for at in _parts(self.hashes):
            order = at[np.argsort(self.hashes[at], kind="stable")]
            ordered = self.hashes[order]
            starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
            counts = np.add.reduceat(copies[self.members[order]], starts) if starts.size else starts
            several = counts > 1
            numbers = (np.cumsum(several) + known) * several
            codes[order] = np.repeat(numbers, np.diff(starts, append=len(order)))
            hashes.append(ordered[starts[several]])
            totals.append(counts[several])
            known += int(several.sum())
        return Tally(codes, np.concatenate(hashes), np.concatenate(totals))


@dataclass(frozen=True, slots=True)
class Tally:
    """How common keys are: `codes` numbers the key of each entry from 1, 0 is one that stands on a single record.

    `hashes` and `totals`, how many records have it, are those of code 1, 2, …
    """

    codes: Codes
    hashes: Numbers
    totals: Numbers

    def counts(self) -> dict[int, int]:
        """How many records have each key that several have, by its hash."""
        return dict(zip(self.hashes.tolist(), self.totals.tolist(), strict=True))


def _parts(hashes: Numbers) -> Iterator[Numbers]:
    """Where those of the least hashes stand, those of greater ones, …: so many that they can be put in order in little room."""
    bits = min((len(hashes) // PART).bit_length() + 1, 8)
    tops = (hashes >> (64 - bits)).astype(np.int8)
    return (np.flatnonzero(tops == top) for top in range(-(1 << bits - 1), 1 << bits - 1))
