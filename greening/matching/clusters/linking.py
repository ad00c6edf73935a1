"""Which groups of one component are joined? Average link: the two that speak most for each other, as long as any do.

Its cost is bounded by the links, not by the records squared: what was never compared counts against, so a group grows only
as far as a good share of its pairs were compared.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from typing import Generic, Protocol, TypeVar

from greening.matching.model import Model
from greening.matching.scheme import F

NEVER = float("-inf")
"""What a pair weighs that is not one, whatever else is said."""

F_co = TypeVar("F_co", covariant=True)


Entry = tuple[float, int, int]
"""Two groups that wait to be joined: what speaks against it on average, and their names, the lower one first."""


class Records(Protocol[F_co]):
    """What can be compared of records, by their place."""

    def __getitem__(self, place: int, /) -> F_co: ...


@dataclass(frozen=True, slots=True)
class Base(Generic[F]):
    """The records that groups are made of, by place, and how they are compared."""

    features: Records[F]
    model: Model[F]
    sources: Sequence[str] | None = None

    def parted(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether a rule says of any pair across that it is not one."""
        rule, features = self.model.scheme.rule, self.features
        others = [features[place] for place in right]
        found = (rule(own, other) for own in (features[place] for place in left) for other in others)
        return any(judged is not None and not judged.same for judged in found)

    def apart(self, left: Sequence[int], right: Sequence[int]) -> int:
        """Pairs across that are not to be compared, because both come from one source."""
        if self.sources is None:
            return 0
        origins = Counter(self.sources[place] for place in right)
        return sum(origins[self.sources[place]] for place in left)


@dataclass(slots=True)
class Component(Generic[F]):
    """Groups by name; `links` holds, for two of them, the bits and the number of their pairs. Both ways round.

    `entities` has the entity that the records of a group belonged to, where they belonged to one.
    """

    base: Base[F]
    members: dict[int, list[int]]
    entities: dict[int, int]
    missing: float
    links: defaultdict[int, dict[int, tuple[float, int]]] = field(default_factory=lambda: defaultdict(dict))
    joined: dict[int, list[int]] = field(default_factory=dict)

    def link(self, one: int, other: int, bits: float, seen: int) -> None:
        self.links[one][other] = self.links[other][one] = (bits, seen)

    def settle(self, bar: float) -> dict[int, list[int]]:
        """Join until no two groups speak for each other with so many bits on average.

        Two are called by the lower of their names from then on; by it the names that were joined to it.
        """
        both = ((one, other) for one, own in self.links.items() for other in own if one < other)
        waiting = self._waiting(both, bar)
        heapq.heapify(waiting)
        while waiting:
            entry = heapq.heappop(waiting)
            _, one, other = entry
            if other not in self.links[one] or self._entry(one, other) != entry:
                continue
            if self._parted(one, other):
                self.link(one, other, NEVER, 0)
                continue
            self._merge(one, other)
            for new in self._waiting(((one, third) for third in self.links[one]), bar):
                heapq.heappush(waiting, new)
        return self.joined

    def _waiting(self, pairs: Iterable[tuple[int, int]], bar: float) -> list[Entry]:
        return [entry for entry in starmap(self._entry, pairs) if -entry[0] >= bar]

    def _entry(self, one: int, other: int) -> Entry:
        bits, seen = self.links[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        if self.base.sources is not None:
            pairs -= self.base.apart(self.members[one], self.members[other])
        average = (bits + self.missing * (pairs - seen)) / pairs if pairs else NEVER
        return (-average, one, other) if one < other else (-average, other, one)

    def _parted(self, one: int, other: int) -> bool:
        """Whether the two were known as two, or a rule parts them; where every pair was compared, the rule has been heard."""
        own = self.entities
        if own.get(one, own.get(other)) != own.get(other, own.get(one)):
            return True
        left, right = self.members[one], self.members[other]
        return self.links[one][other][1] < len(left) * len(right) and self.base.parted(left, right)

    def _merge(self, one: int, other: int) -> None:
        self.members[one] += self.members.pop(other)
        self.joined.setdefault(one, []).extend([other, *self.joined.pop(other, [])])
        if other in self.entities:
            self.entities[one] = self.entities[other]
        own = self.links[one]
        del own[other]
        for third, (bits, seen) in self.links.pop(other).items():
            if third != one:
                del self.links[third][other]
                known = own.get(third, (0.0, 0))
                self.link(one, third, known[0] + bits, known[1] + seen)
