"""Which companies of the sample were entered twice and found, and which were kept apart although they look alike?"""

import json
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from greening.sample.scorecard import Planted
from greening.sample.truth import TRAPS, Plant

Pair = tuple[str, str]
"""Source ids of two rows that are taken for one company, in any order."""


@dataclass(frozen=True, slots=True)
class Relatives:
    """`found` has the rows entered again, `apart` the look-alikes by kind; each `found` there says how many came out right.

    Of the `suspected` pairs `wrong` are none: the company of one row is not that of the other.
    """

    found: Planted
    apart: tuple[Planted, ...]
    suspected: int
    wrong: int


def read_entities(path: Path) -> dict[str, int]:
    """Source id to the company that it stands for, from the file that `greening.sample.files` wrote."""
    facts = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {fact["source_id"]: fact["entity"] for fact in facts}


def relatives(
    truth: Mapping[str, AbstractSet[Plant]], entities: Mapping[str, int], pairs: Collection[Pair]
) -> Relatives:
    """Compare what was planted with the pairs that matching suspects."""
    right = {pair for pair in pairs if entities[pair[0]] == entities[pair[1]]}
    wrong = set(pairs) - right
    met = {one for pair in right for one in pair}
    confused = {one for pair in wrong for one in pair}
    again = _holders(truth, Plant.DUPLICATE)
    return Relatives(
        found=Planted(Plant.DUPLICATE, len(again), len(again & met)),
        apart=tuple(_apart(plant, truth, confused) for plant in Plant if plant in TRAPS),
        suspected=len(set(pairs)),
        wrong=len(wrong),
    )


def _apart(plant: Plant, truth: Mapping[str, AbstractSet[Plant]], confused: AbstractSet[str]) -> Planted:
    holders = _holders(truth, plant)
    return Planted(plant, len(holders), len(holders - confused))


def _holders(truth: Mapping[str, AbstractSet[Plant]], plant: Plant) -> set[str]:
    return {source_id for source_id, plants in truth.items() if plant in plants}
