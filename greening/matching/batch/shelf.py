"""Where does what was read of records lie, so that nobody reads it twice and it need not fit into memory?

In a folder, in parts: `records` with what was read, packed; `facts` with what is told of each in numbers; `keys` with a row a
key. A part is written whole and renamed, so one that is there is complete.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Generic

import numpy as np

from greening.matching.batch import tables
from greening.matching.batch.copies import digests
from greening.matching.batch.held import Copies, Held, facts
from greening.matching.batch.tables import Column
from greening.matching.entries import Entries, Numbers, Truths
from greening.matching.packing import pack_each, unpack, unpack_each
from greening.matching.scheme import F, Scheme
from greening.matching.uncollected import uncollected

VERSION = 8
"""Raised whenever other features, keys or facts are put there than before, or parts of another size: others are not seen."""
PART = 10_000
"""Records of a part, which are in memory together while they are put there: more would make it no quicker."""
HOT = 1_000
"""Records of a part that everything is told of while they are in the processor's memory: a fifth quicker than all of them."""
TABLES = ("keys", "facts", "records")
"""In the order in which they are written: where the last is there, all are."""
OPEN = 256
"""Parts that are open at once, of those that are asked for one record after the other."""
PRIVATE = 0o700
"""Who may look into a folder with what was read of records, numbers of people among it: its owner."""


@dataclass(frozen=True, slots=True)
class Shelf(Generic[F]):
    """A folder of records of one scheme; `form` is the type of what was read of one."""

    folder: Path
    scheme: Scheme[F]
    form: type[F]

    def has(self, part: int) -> bool:
        """Whether a part has been put there."""
        return self._file("records", part).exists()

    @uncollected()
    def put(self, part: int, features: Sequence[F], *, first: int) -> None:
        """Keep what was read of records, of which the first stands at place `first`; parts are numbered in their order."""
        starts = range(0, max(len(features), 1), HOT)
        told = [self._told(features[start : start + HOT], first + start) for start in starts]
        for table, pieces in zip(TABLES, zip(*told, strict=True), strict=True):
            tables.write(tables.joined(pieces), self._file(table, part))

    def held(self) -> Held[F]:
        """All that is there, ready to be matched; what was read stays where it is until it is lent."""
        copies = Copies.of(self._digests())
        return Held(self._entries(copies), self._facts(copies.firsts), copies, Lender(self, copies.firsts))

    def lend(self, places: Numbers) -> list[F]:
        """What was read of the records at some places, which are in order."""
        found: list[F] = []
        first = 0
        for path in self._all("records"):
            table = tables.opened(path)
            behind = first + len(table["digest"])
            own = places[np.searchsorted(places, first) : np.searchsorted(places, behind)]
            found.extend(unpack_each(self.form, tables.pieces(table, "packed", own - first)))
            first = behind
        return found

    def opened(self) -> "OnShelf[F]":
        """What was read of all records, for those who ask for one at a time."""
        parts = self._all("records")
        sizes = [len(tables.opened(path)["digest"]) for path in parts]
        return OnShelf(self.form, parts, list(accumulate(sizes, initial=0))[:-1])

    def digest(self) -> bytes:
        """What stands for all that the records say, in their order."""
        return blake2b(self._digests().tobytes(), digest_size=16).digest()

    def _told(self, features: Sequence[F], first: int) -> tuple[Mapping[str, Column], ...]:
        """What is put into each of the tables."""
        return self._keys(features, first), facts(features, self.scheme), _rows(features)

    def _keys(self, features: Sequence[F], first: int) -> dict[str, Column]:
        """A row a key of a record, and how many of them are of each kind."""
        own = Entries.of(self.scheme.values(features), self.scheme.kinds, len(features))
        counts = np.diff(own.ends, prepend=0)
        return {"place": own.members + np.int32(first), "hash": own.hashes, "counts": counts[None, :]}

    def _facts(self, firsts: Numbers) -> dict[str, Numbers]:
        """The facts of the records at some places, which are in order; part by part, as they are much together."""
        found: dict[str, Numbers] = {}
        first, begin = 0, 0
        for path in self._all("facts"):
            table = tables.opened(path)
            behind = first + max(map(len, table.values()), default=0)
            end = int(np.searchsorted(firsts, behind))
            for name, column in table.items():
                if name not in found:
                    found[name] = np.empty((len(firsts), *column.shape[1:]), dtype=column.dtype)
                found[name][begin:end] = column[firsts[begin:end] - first]
            first, begin = behind, end
        return found

    def _entries(self, copies: Copies) -> Entries:
        is_first = copies.firsts[copies.numbers] == np.arange(len(copies.places))
        parts = [_chosen(tables.opened(path), is_first) for path in self._all("keys")]
        counts = [part["counts"] for part in parts]
        ends = np.cumsum(np.concatenate(counts).sum(axis=0))
        places, hashes = (_by_kind([part.pop(name) for part in parts], counts) for name in ("place", "hash"))
        return Entries(hashes, copies.numbers.astype(np.int32)[places], ends, self.scheme.kinds, len(copies.firsts))

    def _digests(self) -> Numbers:
        """What stands for each record, a row of two numbers."""
        return tables.column(self._all("records"), "digest")

    def _file(self, table: str, part: int) -> Path:
        return self.folder / f"{table}-{VERSION}-{part:05}{tables.SUFFIX}"

    def _all(self, table: str) -> list[Path]:
        """Every part of a table that is there, in order."""
        return sorted(self.folder.glob(f"{table}-{VERSION}-*{tables.SUFFIX}"))


@dataclass(frozen=True, slots=True)
class OnShelf(Generic[F]):
    """What was read of records and lies on a shelf, for those who ask for one at a time, by place, and for few of them.

    `parts` are the files, and `firsts` says at which place each begins.
    """

    form: type[F]
    parts: Sequence[Path]
    firsts: Sequence[int]
    opened: Callable[[Path], Mapping[str, Column]] = field(default_factory=lambda: lru_cache(OPEN)(tables.opened))

    def __getitem__(self, place: int, /) -> F:
        part = bisect_right(self.firsts, place) - 1
        row = np.array([place - self.firsts[part]])
        (packed,) = tables.pieces(self.opened(self.parts[part]), "packed", row)
        return unpack(self.form, packed)


@dataclass(frozen=True, slots=True)
class Lender(Generic[F]):
    """Lends by number what lies on a shelf by place."""

    shelf: Shelf[F]
    firsts: Numbers

    def lend(self, numbers: Numbers, /) -> Mapping[int, F]:
        return dict(zip(numbers.tolist(), self.shelf.lend(self.firsts[numbers]), strict=True))


def _chosen(keys: Mapping[str, Column], which: Truths) -> dict[str, Column]:
    """The keys of some records by place."""
    at = which[keys["place"]]
    counts = np.diff(np.append(0, np.cumsum(at))[np.cumsum(keys["counts"])], prepend=0)
    return {"place": keys["place"][at], "hash": keys["hash"][at], "counts": counts.reshape(keys["counts"].shape)}


def _by_kind(columns: Sequence[Column], counts: Sequence[Numbers]) -> Column:
    """A column of the keys of all parts, where some records stand behind the other and each time so many of each kind: kind by kind."""
    apart = [
        column[first:last]
        for column, own in zip(columns, counts, strict=True)
        for first, last in pairwise((0, *np.cumsum(own).tolist()))
    ]
    kinds = counts[0].shape[1]
    return np.concatenate([piece for kind in range(kinds) for piece in apart[kind::kinds]])


def _rows(features: Sequence[object]) -> dict[str, Column]:
    """A row a record: what was read, and what stands for it."""
    packed = pack_each(features)
    return {"digest": digests(packed), "packed": np.array(packed, dtype=object)}
