"""Which records are one, when each pair has been judged by itself? Average link: a group joins another as a whole.

Two groups are joined when their pairs, on average, speak for it; a pair that was never compared counts a little against.
So one doubtful pair does not chain two groups, and no component is too large to be looked at. No group ever holds two
records that a rule says are not one.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol

from greening.matching.model import Model
from greening.matching.scheme import F
from greening.matching.values import Opinion

MOST = 40.0
"""Bits that a pair can have for or against in an average: one certain pair must not outvote all others."""


class Judged(Protocol):
    """A pair with what is thought of it."""

    @property
    def left(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def opinion(self) -> Opinion: ...


def join(
    pairs: Sequence[Judged],
    features: Sequence[F],
    model: Model[F],
    *,
    ranks: Sequence[int],
    sources: Sequence[str] | None = None,
) -> list[list[int]]:
    """The groups of two and more records that are taken for one, each and all in order of place.

    `ranks` order the records by what they say: where two joins are equally good, the lower one is made first.
    """
    places = {rank: at for at, rank in enumerate(ranks)}
    groups = _Groups(features, model, places, sources)
    for pair in sorted(pairs, key=lambda pair: sorted((ranks[pair.left], ranks[pair.right]))):
        groups.link(ranks[pair.left], ranks[pair.right], pair.opinion)
    groups.settle()
    joined = ([places[rank] for rank in members] for members in groups.members.values() if len(members) > 1)
    return sorted(sorted(group) for group in joined)


@dataclass(slots=True)
class _Groups(Generic[F]):
    """Groups by number, at first one a record; `links` holds, for two groups, the bits and the number of their pairs."""

    features: Sequence[F]
    model: Model[F]
    places: dict[int, int]
    sources: Sequence[str] | None
    members: dict[int, list[int]] = field(default_factory=dict)
    links: defaultdict[int, dict[int, tuple[float, int]]] = field(default_factory=lambda: defaultdict(dict))
    origins: dict[int, Counter[str]] = field(default_factory=dict)

    def link(self, one: int, other: int, opinion: Opinion) -> None:
        bits = max(-MOST, min(MOST, _bits(opinion)))
        for rank in (one, other):
            self.members.setdefault(rank, [rank])
            if self.sources is not None:
                self.origins[rank] = Counter([self.sources[self.places[rank]]])
        self.links[one][other] = self.links[other][one] = (bits, 1)

    def settle(self) -> None:
        """Join the two groups that speak most for each other, as long as any do."""
        waiting = [entry for one in self.links for other in self.links[one] if one < other
                   for entry in [self._entry(one, other)] if -entry[0] >= self.model.bar]  # fmt: skip
        heapq.heapify(waiting)
        number = max(self.members, default=0)
        while waiting:
            _, one, other = heapq.heappop(waiting)
            if one in self.members and other in self.members:
                if self._forbidden(one, other):
                    continue
                number += 1
                self._merge(one, other, number)
                for third in self.links[number]:
                    entry = self._entry(number, third)
                    if -entry[0] >= self.model.bar:
                        heapq.heappush(waiting, entry)

    def _entry(self, one: int, other: int) -> tuple[float, int, int]:
        bits, seen = self.links[one][other]
        pairs = len(self.members[one]) * len(self.members[other]) - self._apart(one, other)
        low, high = sorted((one, other))
        return -((bits + self.model.missing * (pairs - seen)) / pairs), low, high

    def _apart(self, one: int, other: int) -> int:
        """Pairs of two groups that are not to be compared, because both come from one source."""
        if self.sources is None:
            return 0
        return sum(count * self.origins[other][source] for source, count in self.origins[one].items())

    def _merge(self, one: int, other: int, number: int) -> None:
        self.members[number] = self.members.pop(one) + self.members.pop(other)
        if self.sources is not None:
            self.origins[number] = self.origins.pop(one) + self.origins.pop(other)
        links: dict[int, tuple[float, int]] = {}
        for former in (one, other):
            for third, (bits, seen) in self.links.pop(former).items():
                if third not in {one, other}:
                    known = links.get(third, (0.0, 0))
                    links[third] = (known[0] + bits, known[1] + seen)
                    self.links[third].pop(former)
        self.links[number] = links
        for third, link in links.items():
            self.links[third][number] = link

    def _forbidden(self, one: int, other: int) -> bool:
        rule, own = self.model.scheme.rule, self.places
        found = (
            rule(self.features[own[left]], self.features[own[right]])
            for left in self.members[one]
            for right in self.members[other]
        )
        return any(judged is not None and not judged.same for judged in found)


def _bits(opinion: Opinion) -> float:
    """What a pair weighs: its bits, unless a rule decided it."""
    if opinion.probability in {0.0, 1.0}:
        return MOST if opinion.probability else -MOST
    return -MOST if opinion.decider else opinion.bits
