"""Which record has which keys, and how common is each? In numbers, a row a key of a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from greening.matching.values import STRONG, Key, hashes

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Entries:
    """The keys of every record, by number: a row of each array is one key of one record, those of a record in order.

    `kinds` are numbers of the kinds in `names`.
    """

    hashes: Numbers
    members: Numbers
    strong: NDArray[np.bool_]
    kinds: NDArray[np.uint8]
    names: tuple[str, ...]
    records: int

    @classmethod
    def of(cls, keys: Sequence[Sequence[Key]], names: tuple[str, ...]) -> "Entries":
        """The keys of record 0, 1, …, each once a record, which are of kinds with these `names`."""
        places = {name: at for at, name in enumerate(names)}
        flat = list(chain.from_iterable(keys))
        kinds = np.fromiter((places[key.kind] for key in flat), dtype=np.uint8, count=len(flat))
        strong = np.array([name in STRONG for name in names])[kinds]
        members = np.repeat(np.arange(len(keys)), np.fromiter(map(len, keys), dtype=np.int64, count=len(keys)))
        return cls(hashes(flat), members, strong, kinds, names, len(keys))

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
