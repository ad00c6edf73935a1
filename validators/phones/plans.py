"""What do the plans of the world say of a number with its country code? Their tables, read once into patterns.

A shortcut of `phonenumbers.parse` and `number_type`, which compile and look up for every number anew; the answer is theirs.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberType

LONGEST_COUNTRY_CODE = 3
SHORTEST_NATIONAL, LONGEST_NATIONAL = 2, 17  # digits that libphonenumber reads
_NEVER = re.compile(r"(?!)")
_SPECIAL = (
    ("premium_rate", PhoneNumberType.PREMIUM_RATE),
    ("toll_free", PhoneNumberType.TOLL_FREE),
    ("shared_cost", PhoneNumberType.SHARED_COST),
    ("voip", PhoneNumberType.VOIP),
    ("personal_number", PhoneNumberType.PERSONAL_NUMBER),
    ("pager", PhoneNumberType.PAGER),
    ("uan", PhoneNumberType.UAN),
    ("voicemail", PhoneNumberType.VOICEMAIL),
)
"""Kinds that a number is before it is a fixed line or a mobile, in the order in which they are asked for."""


class _Kind(NamedTuple):
    type: int
    lengths: frozenset[int]
    pattern: re.Pattern[str]

    def has(self, national: str) -> bool:
        return len(national) in self.lengths and self.pattern.fullmatch(national) is not None


class _Plan(NamedTuple):
    """What a region's numbers are. `begins` is how all of them begin, where that tells the region from its neighbours.

    `perhaps_special` is what every number of a special kind matches, whatever its length: most numbers do not.
    """

    every: _Kind
    special: tuple[_Kind, ...]
    perhaps_special: re.Pattern[str]
    fixed: _Kind
    mobile: _Kind
    begins: re.Pattern[str] | None

    def type_of(self, national: str) -> int:
        if not self.every.has(national):
            return PhoneNumberType.UNKNOWN
        for kind in self.special if self.perhaps_special.fullmatch(national) else ():
            if kind.has(national):
                return kind.type
        if self.fixed.has(national):
            is_both = self.mobile is self.fixed or self.mobile.has(national)
            return PhoneNumberType.FIXED_LINE_OR_MOBILE if is_both else PhoneNumberType.FIXED_LINE
        return PhoneNumberType.MOBILE if self.mobile.has(national) else PhoneNumberType.UNKNOWN


def parted(digits: str) -> tuple[str, str] | None:
    """Country code and national number of digits behind a plus; None where that takes more than looking.

    That is where no country has the code, or what is dialled before a number at home may stand behind it: +44 020….
    """
    if not digits.isascii():
        return None
    for length in range(1, LONGEST_COUNTRY_CODE + 1):
        country, national = digits[:length], digits[length:]
        if plans := _plans(country):
            is_bare = SHORTEST_NATIONAL <= len(national) <= LONGEST_NATIONAL and not plans[0].match(national)
            return (country, national) if is_bare and national.isdecimal() else None
    return None


def type_of(country: str, national: str) -> int:
    """What a number is (a `PhoneNumberType`), by the first region of its country code to which it belongs."""
    plans = _plans(country)
    for plan in plans[1] if plans else ():
        if plan.begins and not plan.begins.match(national):
            continue
        kind = plan.type_of(national)
        if plan.begins or kind != PhoneNumberType.UNKNOWN:
            return kind
    return PhoneNumberType.UNKNOWN


@cache
def _plans(country: str) -> tuple[re.Pattern[str], tuple[_Plan, ...]] | None:
    """What is dialled at home before a number of a country code, and the plans of its regions, the main one first."""
    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(country)) if country[:1] != "0" and country.isdecimal() else None
    if regions is None:
        return None
    known: list[Any] = [PhoneMetadata.metadata_for_region_or_calling_code(int(country), region) for region in regions]
    prefix = known[0].national_prefix_for_parsing
    plans = tuple(map(_plan, known))
    return re.compile(prefix) if prefix else _NEVER, plans if len(plans) > 1 else (plans[0]._replace(begins=None),)


def _plan(region: Any) -> _Plan:
    special = tuple(_kind(getattr(region, name), kind) for name, kind in _SPECIAL if getattr(region, name))
    fixed = _kind(region.fixed_line)
    return _Plan(
        _kind(region.general_desc),
        special,
        re.compile("|".join(kind.pattern.pattern for kind in special) or _NEVER.pattern),
        fixed,
        fixed if region.same_mobile_and_fixed_line_pattern else _kind(region.mobile),
        re.compile(region.leading_digits) if region.leading_digits else None,
    )


def _kind(desc: Any, kind: int = PhoneNumberType.UNKNOWN) -> _Kind:
    if desc is None or not desc.national_number_pattern:
        return _Kind(kind, frozenset(), _NEVER)
    lengths = frozenset(desc.possible_length) or frozenset(range(LONGEST_NATIONAL + 1))
    return _Kind(kind, lengths, re.compile(desc.national_number_pattern))
