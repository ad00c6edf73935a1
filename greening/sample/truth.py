"""What was planted in the sample, so that anybody can count what was found?"""

from dataclasses import dataclass
from enum import StrEnum


class Plant(StrEnum):
    """Something put into a row on purpose: a kind of dirt, or a trap that looks like dirt and is none."""

    EMPTY_FIELDS = "empty_fields"
    PLACEHOLDER_PERSON = "placeholder_person"
    PLACEHOLDER_NUMBER = "placeholder_number"
    MASKED_NUMBER = "masked_number"
    CUT_NUMBER = "cut_number"
    COMPANY_AS_PERSON = "company_as_person"
    BAD_COMPANY_ID = "bad_company_id"
    AGENT_PHONE = "agent_phone"
    PADDING_NOTE = "padding_note"
    DUPLICATE = "duplicate"
    SISTER = "sister"
    BRANCH = "branch"
    GROUP_PHONE = "group_phone"


TRAPS = frozenset({Plant.SISTER, Plant.BRANCH, Plant.GROUP_PHONE})


@dataclass(frozen=True, slots=True)
class Row:
    """One invented record. `cells` are keyed by `greening.sample.columns.Column`; rows of one `entity` are one company."""

    entity: int
    english: bool
    cells: dict[str, str]
    plants: frozenset[Plant]
