"""What is a number by the numbering plan of mainland China?

The plan is libphonenumber's. Added where it falls short: the 149 range (in use since 2015), virtual operators, machine
and satellite numbers, service short codes, and that no local number begins with 0 or 1.
"""

import re
from functools import cache
from typing import NamedTuple

from phonenumbers import PhoneMetadata

from validators.phones import fakes
from validators.phones.number import PhoneKind

MOBILE_DIGITS = 11
LONGEST_LOCAL = 8
LONGEST_SHORT_LOCAL = 6  # digits of a service that is dialled with an area code: 0755-12345
COUNTRY = re.compile(r"(?:00)?86(?=\d{7})")
CALL_BY_CALL = re.compile(r"(?:179\d\d|12593|10193)(?=0?1[3-9]\d{9}|0\d{9})")  # dialled before a number to save cost

_TRUNK = re.compile(r"00?(?=1\d{10}$)")  # dialled before a mobile of another city, and through a switchboard
_MACHINE = re.compile(r"1(?:4[1468]\d{10,11}|064\d{9})")
_SATELLITE = re.compile(r"1(?:349\d{7}|74(?:0[0-5]|9\d)\d{6})")
_VIRTUAL = re.compile(r"1(?:6[257]|7[01])")
_SERVICE = re.compile(r"0?(([48]00)(\d{7}))")
_TOLL_FREE = re.compile(r"(?:10|21)800\d{7}")
_SHORT = re.compile(r"11[0249]|12[02]|(?!11111)1[0-2]\d{3}|11[68]\d{3}|1010\d{4}|95\d{3}(?:\d{3,6})?|96\d{3,4}")
_PERHAPS_SPECIAL = re.compile("|".join(one.pattern for one in (_SERVICE, _MACHINE, _TOLL_FREE, _SHORT)))
_EMERGENCY = re.compile(r"11[029]|12[02]")
AREA = re.compile(r"10|2\d|[3-9]\d\d")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_ALMOST_MOBILE = re.compile(r"1[3-9]\d{7,10}")
_ALMOST_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)[2-9]\d{5,8}")

_IMPOSSIBLE = re.compile(r"0(?:10|2\d|[3-9]\d\d)[01]\d{6,7}")  # an area code, and a local number that cannot be


class Judged(NamedTuple):
    """What digits are; `e164` is None where nobody should dial them, `fault` a code, `area` the area code with its zero."""

    kind: PhoneKind
    e164: str | None = None
    fault: str = ""
    inferred: bool = False
    area: str = ""


def judge(digits: str, *, abroad: bool = False) -> Judged:
    """Read digits as they are dialled on the mainland; `abroad` says that the country code stood before them.

    Letters, blanks and extensions are gone already. What is no number is `invalid`, with the fault that tells why.
    """
    if len(digits) == MOBILE_DIGITS and digits[0] == "1":  # too short to be dialled behind anything that begins with 1
        return _mobile(digits) or _special(digits) or _landline(digits, abroad=abroad) or _nothing(digits)
    if not abroad and (country := COUNTRY.match(digits)):
        return judge(digits[country.end() :], abroad=True)
    if prefix := CALL_BY_CALL.match(digits):
        digits = digits[prefix.end() :]
    if trunk := _TRUNK.match(digits):
        return _mobile(digits[trunk.end() :]) or _landline(digits, abroad=abroad) or _nothing(digits)
    return _mobile(digits) or _special(digits) or _landline(digits, abroad=abroad) or _nothing(digits)


def _mobile(digits: str) -> Judged | None:
    if len(digits) != MOBILE_DIGITS or digits[0] != "1":
        return None
    if _SATELLITE.fullmatch(digits):
        return Judged(PhoneKind.SATELLITE, "+86" + digits, "phone.satellite")
    if not _mobile_plan().fullmatch(digits):
        return None
    if fake := fakes.mobile(digits):
        return Judged(fake[0], _dialled(fake[0], digits), fake[1])
    kind = PhoneKind.MOBILE_VIRTUAL if _VIRTUAL.match(digits) else PhoneKind.MOBILE
    return Judged(kind, "+86" + digits, "phone.run" if fakes.is_run(digits[-fakes.RUN :]) else "")


def _special(digits: str) -> Judged | None:
    """Numbers that belong to no place: services, machines, short codes."""
    if not _PERHAPS_SPECIAL.fullmatch(digits):
        return None
    if service := _SERVICE.fullmatch(digits):
        kind = PhoneKind.SERVICE_400 if service[2] == "400" else PhoneKind.SERVICE_800
        kind, fault = fakes.service(service[3]) or (kind, "")
        return Judged(kind, _dialled(kind, service[1]), fault)
    if _MACHINE.fullmatch(digits):
        return Judged(PhoneKind.IOT, None, "phone.iot")
    if _TOLL_FREE.fullmatch(digits):
        return Judged(PhoneKind.TOLL_FREE, "+86" + digits)
    if _SHORT.fullmatch(digits):
        return Judged(
            PhoneKind.SHORT_CODE, None, "phone.emergency" if _EMERGENCY.fullmatch(digits) else "phone.short_code"
        )
    return None


def _landline(digits: str, *, abroad: bool) -> Judged | None:
    """A number with its area code, or a local one; a zero that was not typed is put back and the number marked."""
    national = digits.removeprefix("0")
    area = AREA.match(national)
    if area and (abroad or digits != national or len(digits) > LONGEST_LOCAL):
        local = national[area.end() :]
        if _LOCAL.fullmatch(local) and _fixed_plan().fullmatch(national):
            return _with_area("0" + area[0], local, zero_missing=not abroad and digits == national)
        if len(local) <= LONGEST_SHORT_LOCAL and _SHORT.fullmatch(local) and digits != national:
            return Judged(PhoneKind.SHORT_CODE, None, "phone.short_code")
    if _LOCAL.fullmatch(digits) and not abroad:
        run = fakes.PLACEHOLDER if fakes.is_run(digits) else None
        kind, fault = run or fakes.local(digits) or (PhoneKind.LANDLINE_WITHOUT_AREA_CODE, "phone.no_area_code")
        return Judged(kind, None, fault)
    return None


def _with_area(area: str, local: str, *, zero_missing: bool) -> Judged:
    kind, fault = fakes.local(local) or (PhoneKind.LANDLINE, "phone.zero_missing" if zero_missing else "")
    return Judged(kind, _dialled(kind, area[1:] + local), fault, zero_missing, area)


def _nothing(digits: str) -> Judged:
    """No number of the plan: a placeholder, or invalid for the reason that is nearest."""
    if not _IMPOSSIBLE.fullmatch(digits) and (fakes.nothing(digits) or fakes.is_named("86" + digits)):
        return Judged(PhoneKind.PLACEHOLDER, None, "phone.placeholder")
    if _ALMOST_MOBILE.fullmatch(digits):
        return Judged(
            PhoneKind.INVALID, None, "phone.unassigned" if len(digits) == MOBILE_DIGITS else "phone.wrong_length"
        )
    almost = _ALMOST_LANDLINE.fullmatch(digits)
    return Judged(PhoneKind.INVALID, None, "phone.wrong_length" if almost else "phone.invalid")


def _dialled(kind: PhoneKind, national: str) -> str | None:
    return None if kind is PhoneKind.PLACEHOLDER else "+86" + national


@cache
def _mobile_plan() -> re.Pattern[str]:
    return re.compile(rf"{_pattern('mobile')}|149\d{{8}}")


@cache
def _fixed_plan() -> re.Pattern[str]:
    return re.compile(_pattern("fixed_line"))


def _pattern(kind: str) -> str:
    plan = getattr(PhoneMetadata.metadata_for_region("CN"), kind)
    return str(plan.national_number_pattern)
