"""What does judging everything that a filter finds do? Foreseen by outcome, then told item by item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greening.domain.review import Filters, Kind, Row


class Outcome(StrEnum):
    """What becomes of one item when many are judged at once."""

    DECIDED = "decided"
    HELD = "held"
    """Somebody else has it open."""
    OWN = "own"
    """Whoever judges wrote some of it."""
    CHANGED = "changed"
    """Since the preview."""
    LACKING = "lacking"
    """What a rep submitted does not hold yet what a pass asks for."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What judging everything that a filter finds would do, by outcome; `beyond` is what exceeds `limit` and stays.

    Of those that would be judged so many are `lacking` something: a pass leaves them out, any other verdict does not.
    `as_of` goes back with the act: what came or changed later is left alone. `sample` are the first of them.
    """

    filters: Filters
    counts: Mapping[Outcome, int]
    lacking: int
    limit: int
    beyond: int
    as_of: datetime
    sample: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of each item, ``(item, outcome)`` in the order of the queue; undone as one until `undo_until`."""

    bulk_id: int
    kind: Kind
    outcomes: tuple[tuple[int, Outcome], ...]
    undo_until: datetime

    @property
    def counts(self) -> dict[Outcome, int]:
        return {one: sum(outcome is one for _, outcome in self.outcomes) for one in Outcome}
