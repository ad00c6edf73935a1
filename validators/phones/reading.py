"""Which numbers does a field hold? Cuts it into pieces, tries what each may be, and says what it became.

A piece is one number if the plan knows its digits as a whole; else it is cut at its gaps into numbers and extensions.
A number without area code takes the one of the number before it, else the only one of its region.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from phonenumbers import convert_alpha_characters_in_number

from validators import regions
from validators.phones import world
from validators.phones.mainland import Judged
from validators.phones.number import WITH_EXTENSION, Number, PhoneKind
from validators.phones.pieces import LONGEST_EXTENSION, Link, Piece, pieces, repaired
from validators.text import clean, is_vacant

LONGEST_FIELD = 200  # characters; what stands behind is no telephone number
MOST_GROUPS = 16
NEARBY_LINES = 20  # 62345678/79: a short number this little above the one before it is the next line, no extension
SHORTEST_MASKED, SHORTEST_NUMBER = 3, 5  # digits
LONGEST_TAIL = 4
LOCAL = range(5, 9)  # digits of a number without its area code

PLAIN = re.compile(r"1[3-9][0-9]{9}")
TWO_MOBILES = re.compile(r"(1[3-9][0-9]{9})(1[3-9][0-9]{9})")
SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})")
A_FLOAT = re.compile(r"([0-9]{5,})\.0+")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
VANITY = re.compile(r"[+0-9][0-9 ().-]*[A-Za-z][A-Za-z-]{3,}")

_LEADS = {"phone.zero_missing": "0", "phone.plus_missing": "+"}  # what a repair puts before the number
OPEN = frozenset({PhoneKind.INVALID, PhoneKind.LANDLINE_WITHOUT_AREA_CODE})
Part = tuple[Judged, str, str]
"""A number within a piece: what it is, its extension, its digits as typed."""


def read(raw: str, *, country: str = "CN", region: str = "", address: str = "") -> tuple[Number, ...]:
    """Read a field as people fill it; an empty one holds no number, any other at least one, be it invalid.

    `country` (two letters) is whose numbers are typed without country code; `region` (a code of `validators.regions`)
    and `address` complete a local number where they leave no doubt about its area code.
    """
    numbers = _read(raw, country.upper())
    if any(number.kind is PhoneKind.LANDLINE_WITHOUT_AREA_CODE for number in numbers):
        return tuple(_completed(number, country.upper(), _areas(region, address, country)) for number in numbers)
    return numbers


@lru_cache(maxsize=16384)
def _read(raw: str, country: str) -> tuple[Number, ...]:
    text = clean(raw)[:LONGEST_FIELD]
    if not text:
        return ()
    if country == world.MAINLAND and PLAIN.fullmatch(text):
        return (_number(text, world.judge(text, country)),)
    if is_vacant(text):
        return (Number(text, PhoneKind.INVALID, fault="phone.vacant"),)
    return _from_spreadsheet(text, country) or _vanity(text, country) or _from_text(text, country)


def _from_text(text: str, country: str) -> tuple[Number, ...]:
    guessed = repaired(text)
    found: list[Number] = []
    for piece in pieces(guessed):
        typed = text[piece.start : piece.end]
        if typed == guessed[piece.start : piece.end]:
            _add(found, piece, typed, country)
        else:
            found.extend(_with_letters(typed, guessed[piece.start : piece.end], country))
    return _without_noise(found) or (Number(text, PhoneKind.INVALID, fault="phone.invalid"),)


def _without_noise(found: Sequence[Number]) -> tuple[Number, ...]:
    """The numbers without what is none: beside a number, a few digits are a label or a remark."""
    if any(number.kind is not PhoneKind.INVALID for number in found):
        return tuple(
            n for n in found if n.kind is not PhoneKind.INVALID or sum(map(str.isdigit, n.raw)) >= SHORTEST_NUMBER
        )
    return tuple(found)


def _with_letters(typed: str, guessed: str, country: str) -> tuple[Number, ...]:
    """A number typed with letters for digits is invalid and its repair offered; else the letters were just text."""
    meant = _read(guessed, country)
    if all(number.e164 for number in meant):
        return (Number(typed, PhoneKind.INVALID, suggestion=guessed, fault="phone.letters"),)
    found: list[Number] = []
    for piece in pieces(typed):
        _add(found, piece, typed[piece.start : piece.end], country)
    return tuple(found)


def _add(found: list[Number], piece: Piece, raw: str, country: str) -> None:
    """Append what a piece holds to the numbers found before it; a short one may belong to the last of them."""
    if piece.masked:
        masked = len(piece.digits) >= SHORTEST_MASKED
        kind, fault = (PhoneKind.MASKED, "phone.masked") if masked else (PhoneKind.INVALID, "phone.invalid")
        found.append(Number(raw, kind, fault=fault))
    elif not (found and _continues(found, piece, raw, country)):
        parts = _parts(piece.groups, "+" * piece.plus, found[-1].e164 if found else None, country)
        for judged, extension, digits in parts:
            found.append(_number(digits if len(parts) > 1 else raw, judged, extension or piece.extension))


def _continues(found: list[Number], piece: Piece, raw: str, country: str) -> bool:
    """Whether a short piece was the next line of the last number (62345678/79) or its extension (62345678,801)."""
    last, digits = found[-1], piece.digits
    if piece.link is Link.TEXT or last.extension or len(digits) > LONGEST_EXTENSION or last.kind not in _CONTINUED:
        return False
    if piece.link is not Link.COMMA and (line := _next_line(last, digits, piece.link, country)):
        found.append(_number(raw, line))
        return True
    if piece.link is Link.RANGE or world.judge(digits, country).kind is PhoneKind.SHORT_CODE:
        return False
    found[-1] = replace(last, kind=WITH_EXTENSION.get(last.kind, last.kind), extension=digits)
    return True


_CONTINUED = frozenset(
    {
        *WITH_EXTENSION,
        PhoneKind.SERVICE_800,
        PhoneKind.FIXED_OR_MOBILE,
        PhoneKind.LANDLINE_WITHOUT_AREA_CODE,
        PhoneKind.SUSPICIOUS,
    }
)


def _next_line(last: Number, tail: str, link: Link, country: str) -> Judged | None:
    base = last.e164 or _digits(last.raw)
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
    """Groups as a number and its extension, or as several numbers; None where no cut makes sense of all of them."""
    for at in range(min(len(groups), MOST_GROUPS) - 1, 0, -1):
        digits, tail = "".join(groups[:at]), groups[at:]
        head = world.judge(plus + digits, country)
        if not (head.e164 or (head.kind in OPEN and head.kind is not PhoneKind.INVALID and len(groups[0]) in LOCAL)):
            continue
        if len(extension := "".join(tail)) <= LONGEST_EXTENSION:
            return [(head, extension, digits)]
        rest = _parts(tail, "", head.e164, country)
        if all(part.kind is not PhoneKind.INVALID for part, _, _ in rest):
            return [(head, "", digits), *rest]
    abroad = None if plus else world.with_calling_code(groups)
    return [(abroad, "", "".join(groups))] if abroad else None


def _is_settled(judged: Judged, groups: Sequence[str]) -> bool:
    """Whether digits need no other reading; a zero is only put back where an area code stands by itself or all is one."""
    return judged.kind not in OPEN and not (
        judged.fault == "phone.zero_missing" and len(groups) > 1 and len(groups[0]) in LOCAL
    )


def _beside(before: str, digits: str, country: str) -> Judged | None:
    """A local number behind one with its area code, read with that code."""
    if len(digits) not in LOCAL:
        return None
    judged = world.judge(before[: -len(digits)] + digits, country)
    beside = judged.kind in {PhoneKind.LANDLINE, PhoneKind.FIXED_OR_MOBILE, PhoneKind.SUSPICIOUS}
    return judged._replace(inferred=True) if beside else None


def _number(raw: str, judged: Judged, extension: str = "") -> Number:
    kind = WITH_EXTENSION.get(judged.kind, judged.kind) if extension else judged.kind
    lead = _LEADS.get(judged.fault)
    suggestion = lead + raw.lstrip("( [") if lead else None
    return Number(raw, kind, judged.e164, extension, judged.inferred, suggestion, judged.fault)


def _digits(raw: str) -> str:
    return "".join(filter(str.isdigit, raw))


def _areas(region: str, address: str, country: str) -> tuple[str, ...]:
    """The area codes that a region and an address leave possible."""
    if len(own := regions.area_codes(region)) == 1:
        return own
    place = regions.find(address, country=country)
    codes = (code for at in (place.candidates or (place.code,)) for code in regions.area_codes(at))
    return tuple(dict.fromkeys(codes))


def _completed(number: Number, country: str, areas: Sequence[str]) -> Number:
    """A local number with the one area code that is possible; what Taiwanese type without zero, with the zero."""
    if number.kind is not PhoneKind.LANDLINE_WITHOUT_AREA_CODE:
        return number
    local = _digits(number.raw).removesuffix(number.extension)
    tries = [(areas[0], "phone.area_code_added")] if len(areas) == 1 else []
    if country != world.MAINLAND:
        tries.append(("0", "phone.zero_missing"))
    for prefix, fault in tries:
        judged = world.judge(prefix + local, country)
        if judged.e164:
            completed = _number(
                number.raw, judged._replace(inferred=True, fault=judged.fault or fault), number.extension
            )
            return completed if completed.suggestion else replace(completed, suggestion=f"{prefix}-{number.raw}")
    return number


def _from_spreadsheet(text: str, country: str) -> tuple[Number, ...]:
    """A number that a spreadsheet took for an amount: 1.39E+10, 13912345678.0, 13,912,345,678."""
    if number := A_FLOAT.fullmatch(text):
        return _as_typed(text, number[1], country)
    if THOUSANDS.fullmatch(text):
        return _as_typed(text, text.replace(",", ""), country)
    number = SCIENTIFIC.fullmatch(text)
    if number is None:
        return ()
    digits = number[1] + (number[2] or "")
    if len(digits) == int(number[3]) + 1:
        return _as_typed(text, digits, country)
    return (Number(text, PhoneKind.INVALID, fault="phone.cut_by_excel"),)


def _vanity(text: str, country: str) -> tuple[Number, ...]:
    """A number whose end is a word for the keys it stands on: 1-800-FLOWERS."""
    if country == world.MAINLAND or not VANITY.fullmatch(text):
        return ()
    judged = world.judge(_digits(convert_alpha_characters_in_number(text)), country)
    return (_number(text, judged),) if judged.e164 else ()


def _as_typed(text: str, digits: str, country: str) -> tuple[Number, ...]:
    return tuple(replace(number, raw=text) for number in _read(digits, country))
