"""Which numbers are these digits? A piece that the plan does not know as a whole is cut at its gaps.

What follows a complete number is its extension or the next number; a local number takes the area code of the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from validators.phones import world
from validators.phones.mainland import Judged
from validators.phones.number import WITH_EXTENSION, Number, PhoneKind
from validators.phones.pieces import LONGEST_EXTENSION, Link, Piece

MOST_GROUPS = 16
NEARBY_LINES = 20  # 62345678/79: a short number this little above the one before it is the next line, no extension
SHORTEST_MASKED = 3  # digits that must be left to see
LONGEST_TAIL = 4
LOCAL = range(5, 9)  # digits of a number without its area code
NO_DIGITS = re.compile(r"[^0-9]+")
TWO_MOBILES = re.compile(r"(1[3-9][0-9]{9})(1[3-9][0-9]{9})")

_OPEN = frozenset({PhoneKind.INVALID, PhoneKind.LANDLINE_WITHOUT_AREA_CODE})
_BESIDE = frozenset({PhoneKind.LANDLINE, PhoneKind.FIXED_OR_MOBILE, PhoneKind.SUSPICIOUS})
_EXTENSIBLE = frozenset({*WITH_EXTENSION, *_BESIDE, PhoneKind.SERVICE_800, PhoneKind.LANDLINE_WITHOUT_AREA_CODE})
_LEADS = {"phone.zero_missing": "0", "phone.plus_missing": "+"}  # what a repair puts before the number

Part = tuple[Judged, str, str]
"""A number within a piece: what it is, its extension, its digits as typed."""


def add(found: list[Number], piece: Piece, raw: str, country: str) -> None:
    """Append what a piece holds to the numbers found before it; a short one may belong to the last of them."""
    if piece.masked:
        masked = len(piece.digits) >= SHORTEST_MASKED
        kind, fault = (PhoneKind.MASKED, "phone.masked") if masked else (PhoneKind.INVALID, "phone.invalid")
        found.append(Number(raw, kind, fault=fault))
    elif not (found and _continues(found, piece, raw, country)):
        parts = _parts(piece.groups, "+" * piece.plus, found[-1].e164 if found else None, country)
        for judged, extension, digits in parts:
            found.append(as_number(digits if len(parts) > 1 else raw, judged, extension or piece.extension))


def _continues(found: list[Number], piece: Piece, raw: str, country: str) -> bool:
    """Whether a short piece was the next line of the last number (62345678/79) or its extension (62345678,801)."""
    last, digits = found[-1], piece.digits
    if piece.link is Link.TEXT or last.extension or len(digits) > LONGEST_EXTENSION or last.kind not in _EXTENSIBLE:
        return False
    if piece.link is not Link.COMMA and (line := _next_line(last, digits, piece.link, country)):
        found.append(as_number(raw, line))
        return True
    if piece.link is Link.RANGE or world.judge(digits, country).kind is PhoneKind.SHORT_CODE:
        return False
    found[-1] = replace(last, kind=WITH_EXTENSION.get(last.kind, last.kind), extension=digits)
    return True


def _next_line(last: Number, tail: str, link: Link, country: str) -> Judged | None:
    base = last.e164 or digits_of(last.raw)
    above = int(tail) - int(base[-len(tail) :]) if len(tail) <= LONGEST_TAIL else 0
    if above <= 0 or (link is Link.LIST and above > NEARBY_LINES):
        return None
    judged = world.judge(base[: -len(tail)] + tail, country)
    return judged._replace(fault=judged.fault or "phone.range") if link is Link.RANGE else judged


def _parts(groups: Sequence[str], plus: str, before: str | None, country: str) -> list[Part]:
    """The numbers that groups of digits are; `before` is the E.164 of the number that stands before them."""
    digits = "".join(groups)
    whole = world.judge(plus + digits, country)
    if _is_settled(whole, groups):
        return [(whole, "", digits)]
    if before and (beside := _beside(before, digits, country)):
        return [(beside, "", digits)]
    if len(groups) > 1 and (cut := _cut(groups, plus, country)):
        return cut
    if two := TWO_MOBILES.fullmatch(digits):
        return [(world.judge(half, country), "", half) for half in two.groups()]
    return [(whole, "", digits)]


def _cut(groups: Sequence[str], plus: str, country: str) -> list[Part] | None:
    """Groups as a number and its extension, or as several numbers; a cut that makes sense of all of them first."""
    partly: list[Part] | None = None
    for at in range(min(len(groups), MOST_GROUPS) - 1, 0, -1):
        digits, tail = "".join(groups[:at]), groups[at:]
        head = world.judge(plus + digits, country)
        if not (head.e164 or (head.kind is PhoneKind.LANDLINE_WITHOUT_AREA_CODE and len(groups[0]) in LOCAL)):
            continue
        if len(extension := "".join(tail)) <= LONGEST_EXTENSION:
            return [(head, extension, digits)]
        parts = [(head, "", digits), *_parts(tail, "", head.e164, country)]
        if all(part.kind is not PhoneKind.INVALID for part, _, _ in parts):
            return parts
        partly = partly or parts
    abroad = None if plus else world.with_calling_code(groups)
    return [(abroad, "", "".join(groups))] if abroad else partly


def _is_settled(judged: Judged, groups: Sequence[str]) -> bool:
    """Whether digits need no other reading; a zero is only put back where an area code stands by itself or all is one."""
    return judged.kind not in _OPEN and not (
        judged.fault == "phone.zero_missing" and len(groups) > 1 and len(groups[0]) in LOCAL
    )


def _beside(before: str, digits: str, country: str) -> Judged | None:
    """A local number behind one with its area code, read with that code."""
    if len(digits) not in LOCAL:
        return None
    judged = world.judge(before[: -len(digits)] + digits, country)
    return judged._replace(inferred=True) if judged.kind in _BESIDE else None


def as_number(raw: str, judged: Judged, extension: str = "") -> Number:
    """What a piece became, with the repair that its fault allows."""
    kind = WITH_EXTENSION.get(judged.kind, judged.kind) if extension else judged.kind
    lead = _LEADS.get(judged.fault)
    suggestion = lead + raw.lstrip("( [") if lead else None
    return Number(raw, kind, judged.e164, extension, judged.inferred, suggestion, judged.fault)


def digits_of(raw: str) -> str:
    return NO_DIGITS.sub("", raw)
