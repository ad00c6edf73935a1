"""What have people said of pairs of records, and which records are one by that alone?

That two are one holds for ever, whatever the score and the rules say, and so does that they are not.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Two = tuple[int, int]
RULING = "ruling"
"""Names a person as the one who decided a pair, where a rule would be named."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of records, by place, that people ruled the same, and those that they ruled different or only related."""

    same: tuple[Two, ...] = ()
    different: tuple[Two, ...] = ()

    @classmethod
    def of(cls, answers: Iterable[tuple[int, int, bool]]) -> "Rulings":
        """Read pairs with whether the two are one."""
        said = list(answers)
        one, two = (tuple((left, right) for left, right, same in said if same == wanted) for wanted in (True, False))
        return cls(one, two)

    @property
    def answers(self) -> Iterator[tuple[int, int, bool]]:
        """Each pair with whether the two are one."""
        yield from ((one, other, True) for one, other in self.same)
        yield from ((one, other, False) for one, other in self.different)

    def renamed(self, name: Callable[[int], int]) -> "Rulings":
        """The same said of other names of the records; what is then said of a record and itself is nothing."""
        same, different = (
            tuple(pair for one, other in own if (pair := _ordered(name(one), name(other)))[0] != pair[1])
            for own in (self.same, self.different)
        )
        return Rulings(same, different)


NOTHING_RULED = Rulings()


@dataclass(frozen=True, slots=True)
class Agreed:
    """What rulings come to: `groups` are one, in order. Each of `refused` was ruled the same and would join different ones."""

    groups: list[list[int]]
    refused: list[Two]


def agreed(rulings: Rulings) -> Agreed:
    """Join what was ruled the same, except where that would make one of two that were ruled different.

    People can contradict each other: a is b, b is c, a is not c. Then the pair of the lowest records is joined, so the
    order in which they spoke does not count, and the other one is told.
    """
    joined = _Joined()
    for one, other in rulings.different:
        joined.part(one, other)
    refused = [pair for pair in _in_order(rulings.same) if not joined.join(*pair)]
    return Agreed(sorted(sorted(group) for group in joined.members.values() if len(group) > 1), refused)


@dataclass(slots=True)
class _Joined:
    """Groups by one of their members; `parted` says which groups a group is never one with."""

    group: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    parted: dict[int, set[int]] = field(default_factory=dict)

    def part(self, one: int, other: int) -> None:
        left, right = self._of(one), self._of(other)
        self.parted[left].add(right)
        self.parted[right].add(left)

    def join(self, one: int, other: int) -> bool:
        """Make one of two groups; False, and nothing happens, where they are parted."""
        few, many = sorted((self._of(one), self._of(other)), key=lambda group: (len(self.members[group]), group))
        if few in self.parted[many]:
            return False
        if few != many:
            for member in self.members[few]:
                self.group[member] = many
            self.members[many] += self.members.pop(few)
            for third in self.parted.pop(few):
                self.parted[third].discard(few)
                self.parted[third].add(many)
                self.parted[many].add(third)
        return True

    def _of(self, record: int) -> int:
        if record not in self.group:
            self.group[record], self.members[record], self.parted[record] = record, [record], set()
        return self.group[record]


def _in_order(pairs: Iterable[Two]) -> list[Two]:
    return sorted({_ordered(*pair) for pair in pairs})


def _ordered(one: int, other: int) -> Two:
    return min(one, other), max(one, other)
