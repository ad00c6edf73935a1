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
from greening.matching.entries import Entries, Numbers
from greening.matching.packing import pack_each, unpack, unpack_each
from greening.matching.scheme import F, Scheme
from greening.matching.uncollected import uncollected

VERSION = 7
"""Raised whenever other keys or facts are put there than before, or parts of another size: those of another version are not seen."""
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
        facts = tables.read_all(self._all("facts"))
        own = {name: column[copies.chosen] for name, column in facts.items()}
        return Held(self._entries(copies), own, copies, Lender(self, copies.firsts))

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

    def _entries(self, copies: Copies) -> Entries:
        parts = [tables.read(path) for path in self._all("keys")]
        places, hashes = (_by_kind(parts, name) for name in ("place", "hash"))
        ends = np.cumsum(np.sum([part["counts"].sum(axis=0) for part in parts], axis=0))
        if len(copies.firsts) < len(copies.places):
            is_first = (copies.firsts[copies.numbers] == np.arange(len(copies.places)))[places]
            places, hashes, ends = places[is_first], hashes[is_first], np.append(0, np.cumsum(is_first))[ends]
        return Entries(hashes, copies.numbers.astype(np.int32)[places], ends, self.scheme.kinds, len(copies.firsts))

    def _digests(self) -> Numbers:
        """What stands for each record, a row of two numbers."""
        return tables.read_all(self._all("records"), ("digest",))["digest"]

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


def _by_kind(parts: Sequence[Mapping[str, Column]], name: str) -> Column:
    """A column of the keys of all parts, where some records stand behind the other and each time `counts` of each kind: kind by kind."""
    apart = [
        part[name][first:last] for part in parts for first, last in pairwise((0, *np.cumsum(part["counts"]).tolist()))
    ]
    kinds = parts[0]["counts"].shape[1]
    return np.concatenate([piece for kind in range(kinds) for piece in apart[kind::kinds]])


def _rows(features: Sequence[object]) -> dict[str, Column]:
    """A row a record: what was read, and what stands for it."""
    packed = pack_each(features)
    return {"digest": digests(packed), "packed": np.array(packed, dtype=object)}
