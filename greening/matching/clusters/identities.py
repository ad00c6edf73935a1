"""Which entity is a group of records, when some of them were known before? Numbers that stay, week after week.

A number stays with the group that holds most of its records, and no number is ever given a second time: those that have no
records any more are remembered. What a person did not decide never makes one of two known entities, see `clusters.join`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    """A name of a record that does not change: an id of a file, a number of a table."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


R = TypeVar("R", bound=Ordered)


class Why(StrEnum):
    """What happened to records or to an entity."""

    CREATED = "created"
    """Records that nobody knew are a new entity."""
    JOINED = "joined"
    """Records that nobody knew belong to a known entity."""
    SPLIT = "split"
    """Records left a known entity and are a new one, because they no longer look like the others."""
    MERGED = "merged"
    """Records of a known entity belong to another known one, because people ruled so."""
    LEFT = "left"
    """Records of the entity are no longer there."""
    ENDED = "ended"
    """An entity has no records any more; its number is not given again."""


@dataclass(frozen=True, slots=True)
class Change(Generic[R]):
    """What happened to an entity: `records` in order, and `former`, the entity they came from, where they came from one."""

    entity: int
    why: Why
    records: tuple[R, ...]
    former: int | None = None


@dataclass(frozen=True, slots=True)
class Identified(Generic[R]):
    """The records of every entity that ever was, in order, and what has changed; those without records have ended."""

    entities: dict[int, tuple[R, ...]]
    changes: list[Change[R]]


def carry(before: Mapping[int, Collection[R]], groups: Iterable[Sequence[R]]) -> Identified[R]:
    """Give every group of now its number.

    `before` has the records of every entity that ever was; every record of now is in one group, alone or with others. A
    group is the entity of which it holds most records; where groups hold equally many, the one with the lowest record is.
    A group that is several entities keeps the number of which it holds most records, of equals the lowest. New numbers
    follow the highest, in order of the lowest records.
    """
    now = sorted(tuple(sorted(group)) for group in groups)
    owner = {record: entity for entity, records in before.items() for record in records}
    held = [Counter(owner[record] for record in group if record in owner) for group in now]
    numbers = _numbers(held, max(before, default=0))
    entities = dict.fromkeys(before, ()) | dict(zip(numbers, now, strict=True))
    return Identified(entities, list(_changes(before, entities, owner)))


def _numbers(held: Sequence[Counter[int]], last: int) -> list[int]:
    """The number of each group, of which it is said how many records of which entity it holds."""
    heirs: dict[int, tuple[int, int]] = {}
    for at, counts in enumerate(held):
        for entity, count in counts.items():
            heirs[entity] = min(heirs.get(entity, (0, 0)), (-count, at))
    own: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for entity, (count, at) in heirs.items():
        own[at].append((count, entity))
    numbers = []
    for at in range(len(held)):
        last += at not in own
        numbers.append(min(own[at])[1] if at in own else last)
    return numbers


def _changes(
    before: Mapping[int, Collection[R]], entities: Mapping[int, tuple[R, ...]], owner: Mapping[R, int]
) -> Iterator[Change[R]]:
    """What has changed, by number of the entity."""
    there = {record for records in entities.values() for record in records}
    for entity, records in sorted(entities.items()):
        came: defaultdict[int | None, list[R]] = defaultdict(list)
        for record in records:
            came[owner.get(record)].append(record)
        for former, own in came.items():
            if former != entity:
                yield Change(entity, _why(entity, former, before), tuple(own), former)
        had = before.get(entity, ())
        if gone := tuple(sorted(set(had) - there)):
            yield Change(entity, Why.LEFT, gone)
        if had and not records:
            yield Change(entity, Why.ENDED, ())


def _why(entity: int, former: int | None, before: Mapping[int, Collection[R]]) -> Why:
    if former is None:
        return Why.JOINED if entity in before else Why.CREATED
    return Why.MERGED if entity in before else Why.SPLIT
