"""Which numbers are these digits? A piece that the plan does not know as a whole is cut at its gaps.

What follows a complete number is its extension or the next number; a local number takes the area code of the one before.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from validators.phones import world
from validators.phones.mainland import Judged
from validators.phones.number import WITH_EXTENSION, Number, PhoneKind
from validators.phones.pieces import LONGEST_EXTENSION, Link, Piece

LONGEST_NUMBER = 18  # digits, with the prefixes that are dialled before it
NEARBY_LINES = 20  # 62345678/79: a short number this little above the one before it is the next line, no extension
SHORTEST_MASKED = 3  # digits that must be left to see
SHORTEST_PLACEHOLDER = 10  # digits in one group that are a placeholder by themselves, before another number
LONGEST_HOME = 11  # digits of a mobile or a landline, as a rule; more are looked at for what else they may be
LONGEST_TAIL = 4
LONGEST_COUNTRY_CODE = 3
LOCAL = range(5, 9)  # digits of a number without its area code
NO_DIGITS = re.compile(r"[^0-9]+")
GLUED = range(18, 49)  # digits of two to four numbers with nothing between them
ONE_OF_GLUED = (12, 11, 10)  # digits of each
LONGEST_RANGE = 200  # lines; 62658014~801 is an extension
OF_A_MOBILE = range(3, 5)  # digits of the extension by which a shop hides its customer's mobile; other ones are remarks
ABROAD = re.compile(r"(?:00)?86")

_SURE = frozenset(
    {PhoneKind.MOBILE, PhoneKind.MOBILE_VIRTUAL, PhoneKind.LANDLINE, PhoneKind.SERVICE_400, PhoneKind.SERVICE_800}
)
_OPEN = frozenset({PhoneKind.INVALID, PhoneKind.LANDLINE_WITHOUT_AREA_CODE})
_BESIDE = frozenset({PhoneKind.LANDLINE, PhoneKind.FIXED_OR_MOBILE, PhoneKind.SUSPICIOUS})
_EXTENSIBLE = frozenset({*WITH_EXTENSION, *_BESIDE, PhoneKind.SERVICE_800, PhoneKind.LANDLINE_WITHOUT_AREA_CODE})
_WITH_LINES = _EXTENSIBLE | world.MOBILES
_LEADS = {"phone.zero_missing": "0", "phone.plus_missing": "+"}  # what a repair puts before the number

Groups = tuple[str, ...]
Part = tuple[Judged, str, str]
"""A number within a piece: what it is, its extension, its digits as typed."""
Parts = tuple[Part, ...]


def add(found: list[Number], piece: Piece, raw: str, country: str) -> None:
    """Append what a piece holds to the numbers found before it; a short one may belong to the last of them."""
    if piece.masked:
        masked = len(piece.digits) >= SHORTEST_MASKED
        kind, fault = (PhoneKind.MASKED, "phone.masked") if masked else (PhoneKind.INVALID, "phone.invalid")
        found.append(Number(raw, kind, fault=fault))
    elif not (found and _continues(found, piece, raw, country)):
        parts = _parts(tuple(piece.groups), "+" * piece.plus, found[-1].e164 if found else None, country)
        for judged, extension, digits in parts:
            found.append(as_number(digits if len(parts) > 1 else raw, judged, extension or piece.extension))


def alone(groups: Groups, typed: str, country: str) -> Number | None:
    """The number of a field that is one piece without an extension word; None where it is none, or several."""
    plus = "+" * typed.startswith("+")
    whole = world.judge(plus + "".join(groups), country)
    if whole.e164 and not whole.inferred and not whole.fault:
        return as_number(typed, whole)
    parts = _parts(groups, plus, None, country)
    judged, extension, _ = parts[0]
    return as_number(typed, judged, extension) if len(parts) == 1 and judged.e164 else None


def _continues(found: list[Number], piece: Piece, raw: str, country: str) -> bool:
    """Whether a short piece was the next line of the last number (62345678/79) or its extension (62345678,801)."""
    last, digits = found[-1], piece.digits
    if piece.link is Link.TEXT or last.extension or len(digits) > LONGEST_EXTENSION:
        return False
    if piece.link is not Link.COMMA and (line := _next_line(last, digits, piece.link, country)):
        found.append(as_number(raw, line))
        return True
    is_hidden = last.kind in world.MOBILES and piece.link is Link.COMMA and len(digits) in OF_A_MOBILE
    if (not is_hidden and last.kind not in _EXTENSIBLE) or world.judge(digits, country).kind is PhoneKind.SHORT_CODE:
        return False
    found[-1] = replace(last, kind=WITH_EXTENSION.get(last.kind, last.kind), extension=digits)
    return True


def _next_line(last: Number, tail: str, link: Link, country: str) -> Judged | None:
    if last.kind not in _WITH_LINES:
        return None
    base = last.e164 or digits_of(last.raw)
    if len(tail) > LONGEST_TAIL:
        is_alike = link is Link.LIST and tail[:2] == base[-len(tail) :][:2]  # 322112/322113 in Taiwan
        return _beside(base, tail, country) if is_alike else None
    above = int(tail) - int(base[-len(tail) :])
    if not 0 < above <= (NEARBY_LINES if link is Link.LIST else LONGEST_RANGE):
        return None
    judged = world.judge(base[: -len(tail)] + tail, country)
    return judged._replace(fault=judged.fault or "phone.range") if link is Link.RANGE else judged


@lru_cache(maxsize=1024)  # the same end of a field is met behind every beginning that may be a number
def _parts(groups: Groups, plus: str, before: str | None, country: str) -> Parts:
    """The numbers that groups of digits are; `before` is the E.164 of the number that stands before them."""
    digits = "".join(groups)
    whole = world.judge(plus + digits, country)
    if whole.inferred and len(groups) > 1 and (at_home := _at_home(groups, plus, country)):
        return at_home
    if _is_settled(whole, groups):
        return ((whole, "", digits),)
    if before and (beside := _beside(before, digits, country)):
        return ((beside, "", digits),)
    if len(groups) > 1 and (cut := _cut(groups, plus, country, before)):
        return cut
    if len(digits) in GLUED and (glued := _glued(digits, country)):
        return glued
    if whole.fault == "phone.plus_missing":
        whole = Judged(PhoneKind.INVALID, None, "phone.wrong_length")
    return _behind_label(groups, country) or _local(groups, country) or ((whole, "", digits),)


def _local(groups: Groups, country: str) -> Parts | None:
    """A local number behind the country code: its area code was forgotten."""
    if country != world.MAINLAND or len(groups) == 1 or not ABROAD.fullmatch(groups[0]):
        return None
    judged = world.judge("".join(groups[1:]), country)
    return ((judged, "", "".join(groups)),) if judged.kind is PhoneKind.LANDLINE_WITHOUT_AREA_CODE else None


def _glued(digits: str, country: str) -> Parts | None:
    """Complete numbers with nothing between them (1392658014713826580148); None where they do not come out even."""
    for length in ONE_OF_GLUED:
        head, rest = world.judge(digits[:length], country), digits[length:]
        if head.e164 is None or head.inferred or head.fault:
            continue
        last = world.judge(rest, country)
        if last.e164 and not last.inferred and not last.fault:
            return (head, "", digits[:length]), (last, "", rest)
        if len(rest) in GLUED and (more := _glued(rest, country)):
            return (head, "", digits[:length]), *more
    return None


def _at_home(groups: Groups, plus: str, country: str) -> Parts | None:
    """A number of the country with what follows it, where all digits together would be one of another country.

    02-25234567-9 in Taipei is no number of Tianjin.
    """
    cut = _cut(groups, plus, country)
    return cut if cut and cut[0][0].e164 and not cut[0][0].inferred else None


def _behind_label(groups: Groups, country: str) -> Parts | None:
    """The numbers behind a few digits that are none: of a list, a room, a postcode (联系人1 139…, A座1203 139…)."""
    if country != world.MAINLAND or len(groups) == 1 or len(groups[0]) > LONGEST_EXTENSION:
        return None
    parts = _parts(groups[1:], "", None, country)
    return parts if _is_sure(parts[0]) else None


def _behind_extension(groups: Groups, country: str) -> Parts | None:
    """The numbers behind the extension of the one before (0755-26580147-808 139…); none where all is one number."""
    is_whole = world.judge("".join(groups), country).kind is not PhoneKind.INVALID
    return None if is_whole else _behind_label(groups, country)


def _is_sure(part: Part) -> bool:
    return part[0].kind in _SURE and not part[0].inferred


def _cut(groups: Groups, plus: str, country: str, before: str | None = None) -> Parts | None:
    """Groups as a number and its extension, or as several numbers; a cut that makes sense of all of them first."""
    partly: Parts | None = None
    for at in range(_most(groups), 0, -1):
        digits, tail = "".join(groups[:at]), groups[at:]
        head = world.judge(plus + digits, country)
        if head.kind is PhoneKind.LANDLINE_WITHOUT_AREA_CODE:
            head = (_beside(before, digits, country) if before else None) or head
        if not _may_begin(head, groups):
            continue
        if len(extension := "".join(tail)) <= LONGEST_EXTENSION:
            return ((head, extension if _may_extend(head, extension) else "", digits),)
        if head.kind in _EXTENSIBLE and (behind := _behind_extension(tail, country)):
            return (head, tail[0], digits), *behind
        parts = (head, "", digits), *_parts(tail, "", head.e164, country)
        if all(part.kind is not PhoneKind.INVALID for part, _, _ in parts):
            return parts
        partly = partly or parts
    abroad = None if plus else world.with_calling_code(groups)
    return ((abroad, "", "".join(groups)),) if abroad else partly


def _may_begin(head: Judged, groups: Groups) -> bool:
    """Whether something may follow what was read: a number, or what somebody typed in place of one."""
    if head.kind is PhoneKind.LANDLINE_WITHOUT_AREA_CODE:
        return len(groups[0]) in LOCAL
    return bool(head.e164) or (head.kind is PhoneKind.PLACEHOLDER and len(groups[0]) >= SHORTEST_PLACEHOLDER)


def _most(groups: Groups) -> int:
    """How many groups a number may have of which something is left over."""
    ends = tuple(accumulate(map(len, groups[:-1])))
    return bisect_right(ends, LONGEST_NUMBER)


def _may_extend(head: Judged, extension: str) -> bool:
    return head.kind not in world.MOBILES or len(extension) in OF_A_MOBILE


def _is_settled(judged: Judged, groups: Groups) -> bool:
    """Whether digits need no other reading.

    A zero is only put back where an area code stands by itself or all is one; a plus not where the first group says
    something else than the country code that would follow it (415-867-53099 is nobody in Switzerland).
    """
    if len(groups) == 1 or judged.kind in _OPEN:
        return judged.kind not in _OPEN
    if judged.kind is PhoneKind.PLACEHOLDER and sum(map(len, groups)) > LONGEST_HOME:
        return False  # 010-21000000-0 ends in seven zeros only with its extension
    if judged.fault == "phone.plus_missing" and len(groups[0]) <= LONGEST_COUNTRY_CODE:
        return world.is_calling_code(groups[0])
    return judged.fault != "phone.zero_missing" or len(groups[0]) not in LOCAL


def _beside(before: str, digits: str, country: str) -> Judged | None:
    """A local number behind one with its area code, read with that code."""
    if len(digits) not in LOCAL:
        return None
    area = world.area_of(before)
    judged = world.judge(area + digits if area else before[: -len(digits)] + digits, country)
    return judged._replace(inferred=True) if judged.kind in _BESIDE else None


def as_number(raw: str, judged: Judged, extension: str = "") -> Number:
    """What a piece became, with the repair that its fault allows."""
    kind = WITH_EXTENSION.get(judged.kind, judged.kind) if extension else judged.kind
    lead = _LEADS.get(judged.fault)
    suggestion = lead + raw.lstrip("( [") if lead else None
    return Number(raw, kind, judged.e164, extension, judged.inferred, suggestion, judged.fault)


def digits_of(raw: str) -> str:
    return NO_DIGITS.sub("", raw)
