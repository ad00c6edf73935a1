"""How do rows rot? Each function spoils one honest row the way a rep in a hurry, or with a secret, does."""

from collections.abc import Callable
from random import Random

from greening.sample import words
from greening.sample.columns import Column
from greening.sample.truth import Plant

Cells = dict[str, str]
Spoil = Callable[[Random, Cells, bool], Cells]

_EMPTIED = (
    Column.SHORT_NAME, Column.COMPANY_ID, Column.PHONE, Column.EMAIL, Column.WEBSITE, Column.SCALE, Column.BUSINESS,
    Column.PERSON, Column.TITLE, Column.PERSON_PHONE, Column.NOTE,
)  # fmt: skip


def empty_fields(rng: Random, cells: Cells, _english: bool) -> Cells:  # noqa: FBT001  all spoilers share one shape
    """What a rep keeps in the private spreadsheet: most of what would help a rival is simply not here."""
    gone = {Column.PERSON_PHONE, *rng.sample(_EMPTIED, rng.randint(5, 8))}
    return cells | dict.fromkeys(gone, "") | ({Column.VISITED: ""} if Column.NOTE in gone else {})


def placeholder_person(rng: Random, cells: Cells, english: bool) -> Cells:  # noqa: FBT001
    names = words.PLACEHOLDER_PERSONS_ENGLISH if english else words.PLACEHOLDER_PERSONS
    return cells | {Column.PERSON: rng.choice(names)}


def placeholder_number(rng: Random, cells: Cells, _english: bool) -> Cells:  # noqa: FBT001
    return cells | {Column.PERSON_PHONE: rng.choice(words.PLACEHOLDER_NUMBERS)}


def masked_number(rng: Random, cells: Cells, _english: bool) -> Cells:  # noqa: FBT001
    return cells | {Column.PERSON_PHONE: f"139****{rng.randint(0, 9999):04d}"}


def cut_number(rng: Random, cells: Cells, _english: bool) -> Cells:  # noqa: FBT001
    """What a spreadsheet leaves of a long number; the digits are gone for good."""
    return cells | {Column.PERSON_PHONE: rng.choice(("1.39E+10", "1.38E+10", "1.36E+10"))}


def company_as_person(_rng: Random, cells: Cells, _english: bool) -> Cells:  # noqa: FBT001
    return cells | {Column.PERSON: cells[Column.COMPANY]}


def bad_company_id(rng: Random, cells: Cells, _english: bool) -> Cells:  # noqa: FBT001
    """One digit mistyped."""
    code = cells[Column.COMPANY_ID]
    place = rng.randint(13, 16)
    wrong = rng.choice([digit for digit in "0123456789" if digit != code[place]])
    return cells | {Column.COMPANY_ID: code[:place] + wrong + code[place + 1 :]}


def padding_note(rng: Random, cells: Cells, english: bool) -> Cells:  # noqa: FBT001
    return cells | {Column.NOTE: rng.choice(words.PADDING_NOTES_ENGLISH if english else words.PADDING_NOTES)}


SPOILERS: dict[Plant, tuple[float, Spoil]] = {
    Plant.EMPTY_FIELDS: (0.26, empty_fields),
    Plant.PADDING_NOTE: (0.16, padding_note),
    Plant.PLACEHOLDER_PERSON: (0.06, placeholder_person),
    Plant.PLACEHOLDER_NUMBER: (0.06, placeholder_number),
    Plant.MASKED_NUMBER: (0.02, masked_number),
    Plant.CUT_NUMBER: (0.02, cut_number),
    Plant.COMPANY_AS_PERSON: (0.01, company_as_person),
    Plant.BAD_COMPANY_ID: (0.02, bad_company_id),
}
"""Share of all honest rows, and how it is done. A row gets at most one, so that what is found can be counted."""
