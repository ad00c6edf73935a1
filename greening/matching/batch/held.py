"""Which records are there to be matched? Each that says something of its own once, by number, whatever its copies.

Nothing depends on the order of the records: they are numbered by what they say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from greening.matching.batch.copies import digest
from greening.matching.entries import Entries, Numbers
from greening.matching.packing import pack
from greening.matching.scheme import F, Scheme

F_co = TypeVar("F_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Copies:
    """Where records stand: those of number n are `places[starts[n]:starts[n + 1]]`, in order."""

    places: Numbers
    starts: Numbers

    @classmethod
    def of(cls, numbers: Numbers) -> "Copies":
        """The copies, when the record at place n has `numbers[n]`."""
        sizes = np.bincount(numbers) if numbers.size else np.zeros(0, dtype=np.int64)
        return cls(np.argsort(numbers, kind="stable"), np.append(0, np.cumsum(sizes)))

    @property
    def sizes(self) -> Numbers:
        """How many records there are of each number."""
        return np.diff(self.starts)

    @property
    def firsts(self) -> Numbers:
        """Where the first of each number stands."""
        return self.places[self.starts[:-1]]

    @property
    def numbers(self) -> Numbers:
        """The number of each record, by place."""
        numbers = np.empty(len(self.places), dtype=np.int64)
        numbers[self.places] = np.repeat(np.arange(len(self.sizes)), self.sizes)
        return numbers

    @property
    def ranks(self) -> Numbers:
        """The number of each record in an order that does not depend on where it stands; copies in theirs."""
        ranks = np.empty(len(self.places), dtype=np.int64)
        ranks[self.places] = np.arange(len(self.places))
        return ranks

    def at(self, number: int) -> list[int]:
        places: list[int] = self.places[self.starts[number] : self.starts[number + 1]].tolist()
        return places


class Store(Protocol[F_co]):
    """Gives what was read of records by their number."""

    def lend(self, numbers: Numbers, /) -> Mapping[int, F_co]: ...


@dataclass(frozen=True, slots=True)
class Held(Generic[F]):
    """Distinct records by number, with their keys, their facts by name (a row each) and their copies."""

    entries: Entries
    facts: Mapping[str, Numbers]
    copies: Copies
    store: Store[F]

    @property
    def total(self) -> int:
        """How many records there are, copies counted."""
        return len(self.copies.places)


@dataclass(frozen=True, slots=True)
class Listed(Generic[F]):
    """Features that are all in memory."""

    features: Sequence[F]

    def lend(self, numbers: Numbers, /) -> Mapping[int, F]:
        return {number: self.features[number] for number in numbers.tolist()}


def hold(features: Sequence[F], scheme: Scheme[F]) -> Held[F]:
    """Number records that were read."""
    digests = [digest(pack(one)) for one in features]
    known = {own: number for number, own in enumerate(sorted(set(digests)))}
    copies = Copies.of(np.array([known[own] for own in digests], dtype=np.int64))
    firsts = [features[place] for place in copies.firsts.tolist()]
    entries = Entries.of(scheme.values(firsts), scheme.kinds, len(firsts))
    return Held(entries, facts(firsts, scheme), copies, Listed(firsts))


def facts(features: Sequence[F], scheme: Scheme[F]) -> dict[str, Numbers]:
    """The facts of records, a row each, by name. None where the scheme tells none."""
    return scheme.reach.facts(features) if scheme.reach else {}
