"""Which record has which keys, and how common is each? In numbers, a row a key of a record."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from greening.matching.values import STRONG, Values, hashes

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Entries:
    """The keys of every record, by number: a row of each array is one key of one record.

    Those of a kind stand together, in order of the records: `ends` says where those of each kind in `names` end.
    """

    hashes: Numbers
    members: Codes
    ends: Numbers
    names: tuple[str, ...]
    records: int

    @classmethod
    def of(cls, values: Iterable[tuple[str, Values]], names: tuple[str, ...], records: int) -> "Entries":
        """The keys of record 0, 1, …, kind by kind, of kinds with these `names`: what each record has of one, each once."""
        found, members = {}, {}
        for name, rows in values:  # one kind and then the next: its texts are still in the processor's memory
            sizes = np.fromiter(map(len, rows), dtype=np.int64, count=records)
            found[name] = hashes(name, chain.from_iterable(rows))
            members[name] = np.repeat(np.arange(records, dtype=np.int32), sizes)
        told = [found[name] for name in names]
        ends = np.cumsum(list(map(len, told)))
        return cls(np.concatenate(told), np.concatenate([members[name] for name in names]), ends, names, records)

    def rows(self, name: str) -> slice:
        """Where the keys of a kind stand: nowhere if there is no such kind."""
        at = self.names.index(name) if name in self.names else len(self.names)
        first, last = [0, *self.ends.tolist(), 0][at : at + 2]
        return slice(first, last)

    def tally(self, copies: Numbers) -> "Tally":
        """How many records have each key, when record n stands for `copies[n]` of them."""
        codes = np.zeros(len(self.hashes), dtype=np.int32)
        found, known = [], 0
        for name in self.names:
            rows = self.rows(name)
            order = np.argsort(self.hashes[rows], kind="stable")
            keys = _Keys.of(self.hashes[rows][order], self.members[rows][order], copies, strong=name in STRONG)
            several = keys.totals > 1
            codes[rows][order] = np.repeat((np.cumsum(several) + known) * several, keys.sizes)
            found.append(keys.chosen(several))
            known += len(found[-1].totals)
        shared = _Keys(*map(np.concatenate, zip(*found, strict=True)))
        return Tally(codes, *shared, records=self.records)


class _Keys(NamedTuple):
    """Keys of one kind."""

    hashes: Numbers
    totals: Numbers
    sizes: Numbers
    strong: Truths
    members: Codes

    @classmethod
    def of(cls, hashes: Numbers, members: Codes, copies: Numbers, *, strong: bool) -> "_Keys":
        """The keys in order, with those that have them."""
        starts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
        sizes = np.diff(starts, append=len(hashes))
        totals = np.add.reduceat(copies[members], starts) if len(starts) else sizes
        return cls(hashes[starts], totals, sizes, np.full(len(starts), strong), members)

    def chosen(self, which: Truths) -> "_Keys":
        return _Keys(
            self.hashes[which],
            self.totals[which],
            self.sizes[which],
            self.strong[which],
            self.members[np.repeat(which, self.sizes)],
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How common keys are: `codes` numbers the key of each entry from 1, 0 is one that stands on a single record.

    Of code 1, 2, …: the `hashes`, how many records have it (`totals`) and how many distinct ones (`sizes`), and whether it is
    `strong`. `members` are the distinct records that have code 1, those that have code 2, …, each in order.
    """

    codes: Codes
    hashes: Numbers
    totals: Numbers
    sizes: Numbers
    strong: Truths
    members: Codes
    records: int

    def counts(self) -> dict[int, int]:
        """How many records have each key that several have, by its hash."""
        return dict(zip(self.hashes.tolist(), self.totals.tolist(), strict=True))
