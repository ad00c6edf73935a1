"""What is a number by the numbering plan of any country? The mainland's own, else libphonenumber's, mended by habit.

Away from home people type numbers with the country code and no plus (852-25234567 in Shenzhen, 86755… in Taipei), and
Hong Kong's own 001 hides the 00 that everybody else dials from libphonenumber.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from traceback import clear_frames

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType
from phonenumbers.shortnumberinfo import is_emergency_number, is_valid_short_number_for_region

from validators.phones import fakes, mainland, plans
from validators.phones.mainland import Judged
from validators.phones.number import PhoneKind

MAINLAND, HOME = "CN", "+86"
AROUND = frozenset({"HK", "MO", "TW"})  # where numbers of the mainland are typed as on the mainland
WITH_LOCAL_NUMBERS = {"TW": re.compile(r"[2-9]\d{4,7}")}  # what `regions.area_codes` can complete
MOBILES = frozenset({PhoneKind.MOBILE, PhoneKind.MOBILE_VIRTUAL})
OF_MAINLAND = re.compile(r"\+0{0,2}86|0086")
OLD_PREFIX = {"MX": re.compile(r"(?:01|04[45])(?=[0-9]{10}$)")}  # dialled before a number until 2019
OLD_MOBILE = re.compile(r"\+521(?=[0-9]{10}$)")  # and abroad, before a mobile of Mexico
NEIGHBOUR = re.compile(r"852\d{8}|853\d{8}|886\d{8,9}")
TAIPEI = re.compile(r"8862\d{7}")  # area code 02 has had eight digits since 1998; libphonenumber still takes seven
ADDED = re.compile(r"8524\d{7}")  # Hong Kong opens its mobile level 4 block by block, ahead of libphonenumber
LONGEST_SHORT_CODE = 6
SHORTEST_ABROAD = 10  # digits from which a number without plus may begin with a country code

_KINDS_OF_PLAN = {
    PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
    PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
    PhoneNumberType.SHARED_COST: PhoneKind.SHARED_COST,
    PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM,
    PhoneNumberType.VOIP: PhoneKind.VOIP,
    PhoneNumberType.PERSONAL_NUMBER: PhoneKind.OTHER,
    PhoneNumberType.PAGER: PhoneKind.OTHER,
    PhoneNumberType.UAN: PhoneKind.OTHER,
    PhoneNumberType.VOICEMAIL: PhoneKind.OTHER,
}
_REASONS = {
    phonenumbers.ValidationResult.TOO_SHORT: "phone.wrong_length",
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "phone.wrong_length",
    phonenumbers.ValidationResult.TOO_LONG: "phone.wrong_length",
    phonenumbers.ValidationResult.INVALID_LENGTH: "phone.wrong_length",
    phonenumbers.ValidationResult.IS_POSSIBLE: "phone.unassigned",
}


@lru_cache(maxsize=1024)  # of one field, the same digits are asked about again
def judge(dialled: str, country: str) -> Judged:
    """Read digits, a plus before them where one was typed, as they are dialled in a country (two capital letters)."""
    return judge_once(dialled, country)


def judge_once(dialled: str, country: str) -> Judged:
    """Read digits that nobody asks about again: as `judge` does, without remembering them."""
    if of_mainland := OF_MAINLAND.match(dialled):
        return mainland.judge(dialled[of_mainland.end() :], abroad=True)
    if dialled.startswith("+"):
        dialled = "+" + dialled[1:].removeprefix("00")
        return _international(dialled) or _needless_plus(dialled, country) or _nothing(dialled, country)
    if dialled.startswith("00") and (foreign := _international("+" + dialled[2:])):
        return foreign
    if country == MAINLAND:
        return _neighbour(dialled) or mainland.judge(dialled)
    return (
        _at_home(dialled, country) or _away(dialled, country) or _short(dialled, country) or _nothing(dialled, country)
    )


def with_calling_code(groups: Sequence[str]) -> Judged | None:
    """Read a number whose first group may be a country code without its plus (1-408-996-1010)."""
    number = _parsed("+" + "".join(groups), None)
    if number is None or str(number.country_code) != groups[0]:
        return None
    return _missing_plus("".join(groups))


def is_calling_code(digits: str) -> bool:
    """Whether a country is called by these digits behind the plus."""
    return int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE and not digits.startswith("0")


def area_of(e164: str) -> str:
    """The area code of a landline of the mainland as its country dials it (0755); empty for any other number."""
    area = mainland.AREA.match(e164[len(HOME) :]) if e164.startswith(HOME) else None
    return "0" + area[0] if area else ""


def _at_home(dialled: str, country: str) -> Judged | None:
    local = WITH_LOCAL_NUMBERS.get(country)
    if local and local.fullmatch(dialled):
        fake = fakes.bare(dialled)
        return (
            Judged(*(fake[0], None, fake[1]))
            if fake
            else Judged(PhoneKind.LANDLINE_WITHOUT_AREA_CODE, None, "phone.no_area_code")
        )
    old = OLD_PREFIX.get(country)
    return _valid(_parsed(old.sub("", dialled) if old else dialled, country))


def _away(dialled: str, country: str) -> Judged | None:
    """A number of another country: of the mainland as typed there, or with its code and without the plus."""
    if country in AROUND and dialled[:1] in {"0", "1"}:
        judged = mainland.judge(dialled)
        if judged.e164:
            return judged._replace(inferred=True)
    return _missing_plus(dialled) if len(dialled) >= SHORTEST_ABROAD else None


def _needless_plus(dialled: str, country: str) -> Judged | None:
    """A mobile of the mainland with a plus and without the 86: no other country has a number of these digits."""
    judged = mainland.judge(dialled.lstrip("+")) if country == MAINLAND else None
    return judged._replace(inferred=True) if judged and judged.kind in MOBILES else None


def _neighbour(dialled: str) -> Judged | None:
    return _international("+" + dialled) if NEIGHBOUR.fullmatch(dialled) else None


def _missing_plus(digits: str) -> Judged | None:
    judged = judge("+" + digits, "") if digits.startswith("86") else _international("+" + digits)
    return (
        judged._replace(inferred=True, fault=judged.fault or "phone.plus_missing") if judged and judged.e164 else None
    )


def _international(dialled: str) -> Judged | None:
    if dialled.startswith("+521"):
        dialled = OLD_MOBILE.sub("+52", dialled)
    parted = plans.parted(dialled[1:])
    return _known(*parted) if parted else _valid(_parsed(dialled, None))


def _valid(number: PhoneNumber | None) -> Judged | None:
    return _known(str(number.country_code), phonenumbers.national_significant_number(number)) if number else None


def _known(country: str, national: str) -> Judged | None:
    """The verdict on a number that the plan knows, or that a regulator keeps for films; None on any other."""
    e164 = country + national
    if fakes.is_named(e164):
        return Judged(PhoneKind.PLACEHOLDER, None, "phone.placeholder")
    if country == "886" and TAIPEI.fullmatch(e164):
        return None
    known = _KINDS_OF_PLAN.get(plans.type_of(country, national))
    kind = known or (PhoneKind.MOBILE if ADDED.fullmatch(e164) else None)
    if kind is None:
        return None
    if fake := fakes.bare(national):
        return Judged(fake[0], None, fake[1])
    return Judged(kind, "+" + e164)


def _short(dialled: str, country: str) -> Judged | None:
    number = _parsed(dialled, country) if len(dialled) <= LONGEST_SHORT_CODE else None
    if number is None or not is_valid_short_number_for_region(number, country):
        return None
    emergency = is_emergency_number(dialled, country)
    return Judged(PhoneKind.SHORT_CODE, None, "phone.emergency" if emergency else "phone.short_code")


def _nothing(dialled: str, country: str) -> Judged:
    number = _parsed(dialled, country or None)
    if number is None:
        return Judged(PhoneKind.INVALID, None, "phone.invalid")
    return Judged(
        PhoneKind.INVALID, None, _REASONS.get(phonenumbers.is_possible_number_with_reason(number), "phone.invalid")
    )


def _parsed(dialled: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(dialled, country)
    except NumberParseException as refused:
        clear_frames(
            refused.__traceback__
        )  # the library keeps its error in a frame of it: a ring, and in it all that callers hold
        return None
