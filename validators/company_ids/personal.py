"""Is this the number of a person? It may not be kept with a company, so nothing of it is repeated but its ends.

A number of the mainland with a birthday in it is a person's though its check digit does not fit: a slip makes it no less
his. Numbers of other countries count where they are of no company kind and pass python-stdnum's check.
"""

import re
from collections.abc import Callable
from functools import cache

from stdnum.cn import ric

from validators import regions
from validators.company_ids.company_id import CompanyId
from validators.company_ids.schemes import validator
from validators.data import rows

FAULT = "id.personal"
_LABEL = re.compile(r"身份证|身分證|证件号码?\s*:|id card|passport|护照", re.IGNORECASE)
_MAINLAND = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_HIDDEN = re.compile(r"\d{6}\*{8}\d{3}[\dX]|[0-9A-Z]\*{5,}[0-9A-Z]")
_SHORTEST = 8  # characters
_KEPT = 18  # characters of a number of the mainland, of which region and end are kept


def read(text: str, value: str, *, country: str) -> CompanyId | None:
    """The refusal of a person's number; None where it is none. `text` is as typed, `value` without blanks, in capitals."""
    return refuse(value) if _is_personal(text, value, country) else None


def refuse(value: str) -> CompanyId:
    """A number of which only the ends are kept."""
    kept = f"{value[:6]}********{value[-4:]}" if len(value) == _KEPT else f"{value[0]}{'*' * 6}{value[-1]}"
    return CompanyId("", "", value if _HIDDEN.fullmatch(value) else kept, valid=False, fault=FAULT)


def is_mainland(value: str) -> bool:
    """Whether a number of 18 characters is a person's of the mainland, by check digit or by region and birthday."""
    return _has_check(value) or bool(_MAINLAND.fullmatch(value) and regions.is_known(value[:6]))


def _has_check(value: str) -> bool:
    try:
        return bool(ric.is_valid(value))
    except KeyError:  # asked last, when digit and birthday fit: a county that the library does not know
        return True


def _is_personal(text: str, value: str, country: str) -> bool:
    if _HIDDEN.fullmatch(value):
        return True
    if _LABEL.search(text):
        return len(value) >= _SHORTEST and any(map(str.isdigit, value))
    return any(is_valid(text) or is_valid(value) for is_valid in _kinds().get(country, ()))


@cache
def _kinds() -> dict[str, tuple[Callable[[str], bool], ...]]:
    kinds: dict[str, tuple[Callable[[str], bool], ...]] = {}
    for country, source in rows("person_id_kinds.txt"):
        kinds[country] = (*kinds.get(country, ()), _is_valid(source))
    return kinds


def _is_valid(source: str) -> Callable[[str], bool]:
    validate = validator(source)

    def check(value: str) -> bool:
        try:
            validate(value)
        except (ValueError, KeyError):
            return False
        return True

    return check
