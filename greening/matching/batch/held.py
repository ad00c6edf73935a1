"""Which records are there to be matched? Each that says something of its own once, by number, whatever its copies.

They are numbered in their order; where an order could tell in what is found, it is that of what they say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from greening.matching.batch.copies import digests
from greening.matching.bounds.columns import Fact
from greening.matching.entries import Entries, Numbers
from greening.matching.packing import pack_each
from greening.matching.scheme import F, Scheme

F_co = TypeVar("F_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Copies:
    """Where records stand: those of number n are `places[starts[n]:starts[n + 1]]`, in order.

    `firsts`, in order, is where the first of each number stands, and `sizes` how many it has; `numbers` is the number of each
    record by place. `ranks`, by place too, is an order that does not depend on where records stand; copies have theirs.
    """

    places: Numbers
    starts: Numbers
    firsts: Numbers
    sizes: Numbers
    numbers: Numbers
    ranks: Numbers

    @classmethod
    def of(cls, digests: Numbers) -> "Copies":
        """The copies among records of which each has a row, of two numbers, that stands for what it says."""
        high, low = digests.T.view(np.uint64)
        order = np.lexsort((low, high))
        begins = np.append(True, (np.diff(high[order]) != 0) | (np.diff(low[order]) != 0))[: len(order)]
        first = np.empty_like(order)
        first[order] = np.repeat(order[begins], np.diff(np.flatnonzero(np.append(begins, True))))
        is_first = first == np.arange(len(order))
        numbers = (np.cumsum(is_first) - 1)[first]
        sizes = np.bincount(numbers, minlength=0)
        places = np.argsort(numbers, kind="stable")  # which is quick for what is nearly in order
        ranks = np.empty_like(order)
        ranks[order] = np.arange(len(order))
        return cls(places, np.append(0, np.cumsum(sizes)), np.flatnonzero(is_first), sizes, numbers, ranks)

    def at(self, number: int) -> list[int]:
        places: list[int] = self.places[self.starts[number] : self.starts[number + 1]].tolist()
        return places


class Store(Protocol[F_co]):
    """Gives what was read of records by their number; numbers are asked for in order."""

    def lend(self, numbers: Numbers, /) -> Mapping[int, F_co]: ...


@dataclass(frozen=True, slots=True)
class Held(Generic[F]):
    """Distinct records by number, with their keys, their facts by name (a row each) and their copies."""

    entries: Entries
    facts: Mapping[str, Fact]
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
    copies = Copies.of(digests(pack_each(features)))
    firsts = [features[place] for place in copies.firsts.tolist()]
    entries = Entries.of(scheme.values(firsts), scheme.kinds, len(firsts))
    return Held(entries, facts(firsts, scheme), copies, Listed(firsts))


def facts(features: Sequence[F], scheme: Scheme[F]) -> dict[str, Fact]:
    """The facts of records, a row each, by name. None where the scheme tells none."""
    return scheme.reach.facts(features) if scheme.reach else {}
