"""Which record has which keys, and how common is each? In numbers, a row a key of a record."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greening.matching.values import Key

Numbers = NDArray[np.int64]


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


def _runs(ordered: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The values of an ordered array, where each begins, and which of them stands at each place."""
    begins = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    starts = np.flatnonzero(begins)
    return ordered[starts], starts, np.cumsum(begins) - 1
