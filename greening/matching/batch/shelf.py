"""Where does what was read of records lie, so that nobody reads it twice and it need not fit into memory?

In a folder, in parts: `records` with what was read, packed; `facts` with what is told of each in numbers; `keys` with a row a
key. A part is written whole and renamed, so one that is there is complete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Generic

import numpy as np

from greening.matching.batch import tables
from greening.matching.batch.copies import digest
from greening.matching.batch.held import Copies, Held, facts
from greening.matching.batch.tables import Column
from greening.matching.entries import Entries, Numbers
from greening.matching.packing import pack_each, unpack_each
from greening.matching.scheme import F, Scheme
from greening.matching.uncollected import uncollected

VERSION = 2
"""Raised whenever other keys or facts are put there than before, or parts of another size: those of another version are not seen."""
PART = 10_000
"""Records of a part, which are in memory together while they are put there: more would make it no quicker."""
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

    def put(self, part: int, features: Sequence[F], *, first: int) -> None:
        """Keep what was read of records, of which the first stands at place `first`; parts are numbered in their order."""
        with uncollected():
            tables.write(self._keys(features, first), self._file("keys", part))
            tables.write(facts(features, self.scheme), self._file("facts", part))
            tables.write(_rows(features), self._file("records", part))

    def held(self) -> Held[F]:
        """All that is there, ready to be matched; what was read stays where it is until it is lent."""
        copies = Copies.of(_numbered(**tables.read(self._all("records"), ("high", "low"))))
        return Held(self._entries(copies), self._facts(copies), copies, Lender(self, copies))

    def lend(self, wanted: Numbers) -> Mapping[int, F]:
        """What was read of the records at some places, each once."""
        found: dict[int, F] = {}
        first, ordered = 0, np.sort(wanted)
        for path in self._all("records"):
            with np.load(path) as table:
                behind = first + len(table["high"])
                own = ordered[np.searchsorted(ordered, first) : np.searchsorted(ordered, behind)]
                if own.size:
                    packed = tables.pieces(table, "packed", own - first)
                    found.update(zip(own.tolist(), unpack_each(self.form, packed), strict=True))
            first = behind
        return found

    def digest(self) -> bytes:
        """What stands for all that the records say, in their order."""
        digests = tables.read(self._all("records"), ("high", "low"))
        return blake2b(digests["high"].tobytes() + digests["low"].tobytes(), digest_size=16).digest()

    def _keys(self, features: Sequence[F], first: int) -> dict[str, Column]:
        """A row a key of a record."""
        own = Entries.of(self.scheme.values(features), self.scheme.kinds, len(features))
        places = (own.members + first).astype(np.int32)
        return {"place": places, "kind": own.kinds, "hash": own.hashes, "strong": own.strong}

    def _facts(self, copies: Copies) -> dict[str, Numbers]:
        """The facts of each record that says something of its own; those of its copies are the same."""
        found: dict[str, Numbers] = {}
        numbers, first = copies.numbers, 0
        for path in self._all("facts"):
            with np.load(path) as table:
                columns: dict[str, Numbers] = dict(table)
            for name, column in columns.items():
                shape = (len(copies.firsts), *column.shape[1:])
                own = found.setdefault(name, np.empty(shape, dtype=column.dtype))
                own[numbers[first : first + len(column)]] = column
            first += max(map(len, columns.values()), default=0)
        return found

    def _entries(self, copies: Copies) -> Entries:
        rows = tables.read(self._all("keys"), ("place", "hash", "strong", "kind"))
        is_first = np.zeros(len(copies.places), dtype=np.bool_)
        is_first[copies.firsts] = True
        chosen = slice(None) if is_first.all() else is_first[rows["place"]]
        members = copies.numbers[rows["place"][chosen]]
        hashes, strong, kinds = (rows[name][chosen] for name in ("hash", "strong", "kind"))
        return Entries(hashes, members, strong, kinds, self.scheme.kinds, len(copies.firsts))

    def _file(self, table: str, part: int) -> Path:
        return self.folder / f"{table}-{VERSION}-{part:05}{tables.SUFFIX}"

    def _all(self, table: str) -> list[Path]:
        """Every part of a table that is there, in order."""
        return sorted(self.folder.glob(f"{table}-{VERSION}-*{tables.SUFFIX}"))


@dataclass(slots=True)
class OnShelf(Generic[F]):
    """What lies on a shelf, by place, for those who ask for one at a time: the `likely` are fetched together."""

    shelf: Shelf[F]
    likely: Numbers
    fetched: dict[int, F] = field(default_factory=dict)

    def __getitem__(self, place: int, /) -> F:
        if not self.fetched:
            self.fetched.update(self.shelf.lend(self.likely))
        if place not in self.fetched:
            self.fetched.update(self.shelf.lend(np.array([place], dtype=np.int64)))
        return self.fetched[place]


@dataclass(frozen=True, slots=True)
class Lender(Generic[F]):
    """Lends by number what lies on a shelf by place."""

    shelf: Shelf[F]
    copies: Copies

    def lend(self, numbers: Numbers, /) -> Mapping[int, F]:
        places = self.copies.firsts[numbers]
        found = self.shelf.lend(places)
        return {number: found[place] for number, place in zip(numbers.tolist(), places.tolist(), strict=True)}


def _rows(features: Sequence[object]) -> dict[str, Column]:
    """A row a record: what was read, and what stands for it."""
    packed = pack_each(features)
    digests = np.frombuffer(b"".join(map(digest, packed)), dtype=np.int64).reshape(-1, 2).byteswap()
    return {"high": digests[:, 0], "low": digests[:, 1], "packed": np.array(packed, dtype=object)}


def _numbered(high: Numbers, low: Numbers) -> Numbers:
    """The number of each record, by its digest: equal ones have one, and they are in order."""
    high, low = high.view(np.uint64), low.view(np.uint64)
    order = np.lexsort((low, high))
    begins = np.append(True, (np.diff(high[order]) != 0) | (np.diff(low[order]) != 0))[: len(order)]
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(begins) - 1
    return numbers
