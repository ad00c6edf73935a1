"""Does a number look as if somebody made it up?

Vanity numbers are bought because they look like this: companies own 8888 and 9999 (29 of 1,821 real switchboards end in
one of them), so four equal digits mean nothing, and whole numbers of 6, 8 or 9 are only suspicious.
"""

import re
from functools import cache

from validators.data import lines
from validators.phones.number import PhoneKind

LUCKY = "689"
SUBSCRIBER = 8  # digits that a mobile number leaves to choose; what stands before is the operator's
SHORTEST, RUN, LONG_RUN = 5, 8, 9  # digits that count up or down, or that are one digit over and over

_SAME = re.compile(r"(\d)\1{4,}")
TAIL = 7  # equal digits at the end, from which a number looks made up
_ZEROS = "0" * TAIL
_TWICE = re.compile(r"(?P<prefix>1\d\d)00(?P=prefix)000")  # 13800138000 and its like
_NO_NUMBER = re.compile(r"0?(?:12345678|98765432)\d{0,5}|(\d{2,4})\1{2,}\d{0,3}|(\d{3,5})\2")
_PATTERNED = re.compile(
    r"\d{3}(?:(\d{4})\1|(\d)\2{3}(\d)\3{3}|(\d)\4(\d)\5(\d)\6(\d)\7)|(\d{3})\8\8\d\d"
)  # of eleven digits: 1395678 5678, 13933336666, 13911223344, 13913913913
_UP, _DOWN = "012345678901", "98765432109"  # not further: 090 1234 5678 is an honest Japanese mobile

Verdict = tuple[PhoneKind, str] | None
"""What a number is instead of what the plan says, and the fault that tells it; None where it looks honest."""

PLACEHOLDER: Verdict = (PhoneKind.PLACEHOLDER, "phone.placeholder")
SUSPICIOUS: Verdict = (PhoneKind.SUSPICIOUS, "phone.suspicious")
WEAK: Verdict = (PhoneKind.SUSPICIOUS_WEAK, "phone.suspicious_weak")


@cache
def known() -> frozenset[str]:
    """The placeholders that a list names, as E.164 digits without the plus."""
    return frozenset(lines("phone_placeholders.txt"))


@cache
def _fiction() -> re.Pattern[str]:
    return re.compile("|".join(lines("phone_fiction.txt")))


def is_run(digits: str) -> bool:
    """Whether the digits count up or down by one."""
    return len(digits) >= SHORTEST and (digits in _UP or digits in _DOWN)


def bare(digits: str) -> Verdict:
    """Judge digits that no plan explains: one digit over and over, or a run, fills a field that must not be empty."""
    return PLACEHOLDER if digits.endswith(_ZEROS) or _SAME.fullmatch(digits) or is_run(digits) else None


def nothing(digits: str) -> Verdict:
    """Judge digits that are no number of the mainland: what only begins with a run, and a few digits over and over, too."""
    return PLACEHOLDER if _NO_NUMBER.fullmatch(digits) else bare(digits)


def mobile(digits: str) -> Verdict:
    """Judge the eleven digits of a mainland mobile."""
    if "86" + digits in known() or _TWICE.fullmatch(digits) or digits.endswith(_ZEROS):
        return PLACEHOLDER
    if digits.endswith(digits[-1] * TAIL):
        whole = digits.endswith(digits[-1] * SUBSCRIBER) and digits[-1] not in LUCKY
        return PLACEHOLDER if whole else SUSPICIOUS
    # An operator's prefix may end in the 0 that lengthens 12345678 by chance: 190 12345678.
    if is_run(digits[-LONG_RUN:]) and not (digits[-LONG_RUN] == "0" and digits[-1] == "8"):
        return PLACEHOLDER
    is_first = digits[-TAIL:-1] == _ZEROS[:-1]  # 13900000001
    return WEAK if is_first or _PATTERNED.fullmatch(digits) else None


def local(digits: str) -> Verdict:
    """Judge the seven or eight digits behind an area code."""
    if _SAME.fullmatch(digits):
        return SUSPICIOUS if digits[0] in LUCKY else PLACEHOLDER
    if digits.endswith(_ZEROS):
        return PLACEHOLDER
    return SUSPICIOUS if len(digits) >= RUN and is_run(digits) else None


def service(digits: str) -> Verdict:
    """Judge the seven digits behind 400 or 800."""
    if _SAME.fullmatch(digits):
        return WEAK if digits[0] in LUCKY else PLACEHOLDER
    return None


def is_named(e164: str) -> bool:
    """Whether a list names the number (E.164 digits without the plus) as a placeholder, or a regulator as fiction."""
    return e164 in known() or bool(_fiction().fullmatch(e164))
