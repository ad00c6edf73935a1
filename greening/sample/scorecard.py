"""What was planted in the sample, and how much of it was found?"""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from greening.sample.truth import TRAPS, Plant

SIGNS: Mapping[Plant, tuple[str, ...]] = {
    Plant.EMPTY_FIELDS: ("record.missing_*", "key_person.missing*"),
    Plant.PADDING_NOTE: ("visit.*",),
    Plant.PLACEHOLDER_PERSON: ("key_person.*",),
    Plant.PLACEHOLDER_NUMBER: ("phone.placeholder", "phone.invalid", "phone.suspicious"),
    Plant.MASKED_NUMBER: ("phone.masked",),
    Plant.CUT_NUMBER: ("phone.cut_by_excel",),
    Plant.COMPANY_AS_PERSON: ("key_person.company_as_name",),
    Plant.BAD_COMPANY_ID: ("id.*",),
    Plant.AGENT_PHONE: ("repeat.phone_agent",),
}
"""Codes, or patterns of codes, any of which finds what was planted. What looks alike or is twice is for `relatives`."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One kind: how many rows hold it and in how many of them it was found."""

    plant: Plant
    rows: int
    found: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """`honest` rows have nothing planted, or a trap; `doubted` of them got a warning all the same."""

    planted: tuple[Planted, ...]
    honest: int
    doubted: int


def read_truth(path: Path) -> dict[str, frozenset[Plant]]:
    """Source id to what was planted, from the file that `greening.sample.files` wrote."""
    facts = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {fact["source_id"]: frozenset(Plant(plant) for plant in fact["plants"]) for fact in facts}


def score(
    truth: Mapping[str, AbstractSet[Plant]],
    codes: Mapping[str, AbstractSet[str]],
    warned: Mapping[str, AbstractSet[str]],
) -> Scorecard:
    """Compare with what judging found: `codes` all of them by source id, `warned` those of a warning or worse."""
    planted = tuple(_planted(plant, truth, codes) for plant in SIGNS)
    honest = [source_id for source_id, plants in truth.items() if plants <= TRAPS]
    doubted = sum(bool(warned.get(source_id)) for source_id in honest)
    return Scorecard(planted, len(honest), doubted)


def _planted(plant: Plant, truth: Mapping[str, AbstractSet[Plant]], codes: Mapping[str, AbstractSet[str]]) -> Planted:
    holders = [source_id for source_id, plants in truth.items() if plant in plants]
    found = sum(_shows(plant, codes.get(source_id, frozenset())) for source_id in holders)
    return Planted(plant, len(holders), found)


def _shows(plant: Plant, codes: AbstractSet[str]) -> bool:
    return any(fnmatchcase(code, sign) for code in codes for sign in SIGNS[plant])
