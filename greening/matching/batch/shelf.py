"""Where does what was read of records lie, so that nobody reads it twice and it need not fit into memory?

In a folder, as Parquet, in parts: `records` with what was read, packed, and its facts as columns; `keys` with a row a key.
A part is written whole and renamed, so one that is there is complete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

import numpy as np

from greening.matching.batch.copies import digest
from greening.matching.batch.held import Copies, Held, facts
from greening.matching.batch.tables import connection, write
from greening.matching.entries import Entries, Numbers
from greening.matching.packing import pack, unpack
from greening.matching.scheme import F, Scheme
from greening.matching.uncollected import uncollected

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

FACT = "fact_"
"""What columns with facts begin with, before their name and which of several they are."""
PART = 50_000
"""Records of a part: half a minute's work, which is what a run that is broken off loses."""


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
            keys, rows = self._keys(features, first), self._rows(features, first)
        write(keys, self._file("keys", part))
        write(rows, self._file("records", part))

    def held(self) -> Held[F]:
        """All that is there, ready to be matched; what was read stays where it is until it is lent."""
        with connection() as base:
            records = self._all(base, "records")
            copies = Copies.of(_numbered(records.project("high, low").fetchnumpy()))
            own = {name: _fact(records, columns)[copies.firsts] for name, columns in _names(records.columns).items()}
            return Held(self._entries(base, copies), own, copies, Lender(self, copies))

    def lend(self, wanted: Numbers) -> Mapping[int, F]:
        """What was read of the records at some places."""
        with connection() as base:
            base.register("wanted", {"place": wanted})
            own = self._all(base, "records").project("place, packed")
            rows = own.join(base.view("wanted"), "place", how="semi").fetchnumpy()
        found = zip(rows["place"].tolist(), rows["packed"], strict=True)
        return {place: unpack(self.form, text) for place, text in found}

    def digest(self) -> bytes:
        """What stands for all that the records say, in their order."""
        with connection() as base:
            digests = self._all(base, "records").project("high, low").fetchnumpy()
        return blake2b(digests["high"].tobytes() + digests["low"].tobytes(), digest_size=16).digest()

    def _keys(self, features: Sequence[F], first: int) -> dict[str, Any]:
        """A row a key of a record."""
        own = Entries.of(list(map(self.scheme.keys, features)), self.scheme.kinds)
        places = (own.members + first).astype(np.int32)
        return {"place": places, "kind": own.kinds, "hash": own.hashes, "strong": own.strong}

    def _rows(self, features: Sequence[F], first: int) -> dict[str, Any]:
        """A row a record: what was read, what stands for it, and what is told of it in numbers."""
        packed = list(map(pack, features))
        digests = np.frombuffer(b"".join(map(digest, packed)), dtype=np.int64).reshape(-1, 2).byteswap()
        rows: dict[str, Any] = {
            "place": np.arange(first, first + len(features), dtype=np.int32),
            "high": digests[:, 0],
            "low": digests[:, 1],
            "packed": np.array(packed, dtype=object),
        }
        for name, own in facts(features, self.scheme).items():
            rows |= {f"{FACT}{name}_{at}": column for at, column in enumerate(own.reshape(len(features), -1).T)}
        return rows

    def _entries(self, base: "DuckDBPyConnection", copies: Copies) -> Entries:
        rows = self._all(base, "keys").project("place, hash, strong, kind").fetchnumpy()
        is_first = np.zeros(len(copies.places), dtype=np.bool_)
        is_first[copies.firsts] = True
        chosen = slice(None) if is_first.all() else is_first[rows["place"]]
        members = copies.numbers[rows["place"][chosen]]
        hashes, strong, kinds = (rows[name][chosen] for name in ("hash", "strong", "kind"))
        return Entries(hashes, members, strong, kinds, self.scheme.kinds, len(copies.firsts))

    def _file(self, table: str, part: int) -> Path:
        return self.folder / f"{table}-{part:05}.parquet"

    def _all(self, base: "DuckDBPyConnection", table: str) -> "DuckDBPyRelation":
        """Every part of a table that is there, in order."""
        return base.read_parquet([str(path) for path in sorted(self.folder.glob(f"{table}-*.parquet"))])


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


def _names(columns: Sequence[str]) -> dict[str, list[str]]:
    """The columns of each fact by its name."""
    found: dict[str, list[str]] = {}
    for column in columns:
        if column.startswith(FACT):
            found.setdefault(column.removeprefix(FACT).rpartition("_")[0], []).append(column)
    return found


def _fact(records: "DuckDBPyRelation", columns: Sequence[str]) -> Numbers:
    found = records.project(", ".join(columns)).fetchnumpy()
    return np.stack([found[column] for column in columns], axis=1) if len(columns) > 1 else found[columns[0]]


def _numbered(digests: Mapping[str, Numbers]) -> Numbers:
    """The number of each record, by its digest: equal ones have one, and they are in order."""
    high, low = (digests[name].view(np.uint64) for name in ("high", "low"))
    order = np.lexsort((low, high))
    begins = np.append(True, (np.diff(high[order]) != 0) | (np.diff(low[order]) != 0))[: len(order)]
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(begins) - 1
    return numbers
