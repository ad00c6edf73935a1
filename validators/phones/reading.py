"""Which numbers does a field hold? Cleans it, undoes what spreadsheets did, cuts it and says what each piece became."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from phonenumbers import convert_alpha_characters_in_number

from validators.phones import mainland, world
from validators.phones.assembly import SHORTEST_MASKED, add, alone, as_number, digits_of
from validators.phones.completion import completed
from validators.phones.labels import is_fax, says_nothing
from validators.phones.mainland import Judged
from validators.phones.noise import blanked, is_date
from validators.phones.number import Number, PhoneKind
from validators.phones.pieces import Piece, pieces
from validators.phones.script import LONGEST_FIELD, digits_for_letters, plain
from validators.text import clean

SHORTEST_NUMBER = 6  # digits; fewer beside a number are a label or a remark

HIDDEN = re.compile(
    r"[0-9][ -]?[*×●?★]|[*×●?★][ -]?[0-9]|[0-9](?:\.{3,}|-{3,}|_{3,})|[0-9] ?([^\w\s(),;])\1{2,} ?[0-9]|[0-9]([、,;])\2{2,}[0-9]"
)
PARTLY_HIDDEN = re.compile(r"(?:\+?86)?(?=1[0-9*xX?●]{10}$)[0-9]+[*xX?●][0-9*xX?●]*")
SEPARATED = re.compile(r"\+?[0-9()]+(?:[-+/.,、;:|~•'\\=*# ]+[0-9()]+)+")
_AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
# What most fields of the mainland hold, and nothing but: a mobile; a landline; one with its extension.
PLAIN = re.compile(
    r"(?:(?:\+|00)?86[- ]?)?(1[3-9][0-9](?:[- ]?[0-9]{4}){2})"
    rf"|({_AREA}[- ]?[2-9][0-9]{{6,7}})"
    rf"|({_AREA}[- ]?[2-9][0-9]{{7}})(?:-| ?[转轉] ?)([0-9]{{1,6}})"
)
# Digits alone, parted by single signs: one piece, whatever country it is of.
OF_DIGITS = re.compile(r"\(?\+?[0-9]+(?:(?:\) ?|[- ])[0-9]+)*")
DIGITS = re.compile("[0-9]+")
# Digits parted by blanks alone, among which no day can be.
OF_BLANKS = re.compile(r"\+?[0-9]+(?: [0-9]+)*")
SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})")
A_FLOAT = re.compile(r"([0-9]{5,})\.0+")
THOUSANDS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){2,})(?:\.0+)?")
VANITY = re.compile(
    r"(?<![A-Za-z0-9])(?:\+?[0-9]{1,3}[ .-]?)?\(?[0-9]{3}\)?[ .-]?[A-Za-z][A-Za-z-]{3,}(?:[ -]?[0-9]+)?(?![A-Za-z0-9])"
)
_OPEN = frozenset({PhoneKind.INVALID, PhoneKind.LANDLINE_WITHOUT_AREA_CODE})


def read(raw: str, *, country: str = "CN", region: str = "", address: str = "") -> tuple[Number, ...]:
    """Read a field as people fill it; an empty one holds no number, any other at least one, be it invalid.

    `country` (two letters) is whose numbers are typed without country code; `region` (a code of `validators.regions`)
    and `address` complete a local number where they leave no doubt about its area code.
    """
    numbers = _read(raw, country.upper())
    if PhoneKind.LANDLINE_WITHOUT_AREA_CODE in [number.kind for number in numbers]:
        return tuple(completed(number, country.upper(), region=region, address=address) for number in numbers)
    return numbers


def at_once(raw: str, *, country: str = "CN") -> str:
    """The number in E.164 of a field that holds one number and nothing else, as most do; empty where that takes thought.

    A shortcut: `read` finds this number in such a field, and no other.
    """
    country = country.upper()
    if country == world.MAINLAND and (plainly := _plainly(raw)):
        return plainly[0].e164 or ""
    if typed := _digits(raw):
        whole = world.judge_once("+" * typed.startswith("+") + "".join(DIGITS.findall(typed)), country)
        return whole.e164 if whole.e164 and not whole.inferred and not whole.fault else ""
    return ""


@lru_cache(maxsize=16384)
def _read(raw: str, country: str) -> tuple[Number, ...]:
    plainly = _read_plainly(raw) if country == world.MAINLAND else ()
    return plainly or _read_digits(raw, country) or _read_slowly(raw, country)


def _read_plainly(raw: str) -> tuple[Number, ...]:
    """What `_read_slowly` reads in a field that needs no thought; nothing in any other."""
    plainly = _plainly(raw)
    return (as_number(raw, *plainly),) if plainly else ()


def _plainly(raw: str) -> tuple[Judged, str] | None:
    """What number a field is that needs no thought, and its extension."""
    if (plainly := PLAIN.fullmatch(raw)) is None:
        return None
    mobile, landline, switchboard, extension = plainly.groups("")
    judged = mainland.judge((mobile or landline or switchboard).replace("-", "").replace(" ", ""))
    if judged.kind in _OPEN or (extension and judged.kind is not PhoneKind.LANDLINE):
        return None
    return judged, extension


def _read_digits(raw: str, country: str) -> tuple[Number, ...]:
    """What `_read_slowly` reads in a field that is one number and holds nothing else; nothing in any other."""
    typed = _digits(raw)
    number = alone(tuple(DIGITS.findall(typed)), typed, country) if typed else None
    return (number,) if number else ()


def _digits(raw: str) -> str:
    """The field where it is digits and signs between them, and no day is among them; else empty."""
    if len(raw) > LONGEST_FIELD:
        return ""
    if OF_BLANKS.fullmatch(raw):
        return raw
    return raw.lstrip("(") if OF_DIGITS.fullmatch(raw) and blanked(raw) == raw else ""


def _read_slowly(raw: str, country: str) -> tuple[Number, ...]:
    text = plain(raw)
    if not text:
        return ()
    if says_nothing(text):
        return (Number(text, PhoneKind.INVALID, fault="phone.vacant"),)
    numbers = _from_spreadsheet(text, country) or _from_text(text, country)
    return numbers if raw.isascii() else _as_shown(numbers, text, clean(raw)[:LONGEST_FIELD])


def _as_shown(numbers: tuple[Number, ...], text: str, typed: str) -> tuple[Number, ...]:
    """The numbers with what stands in the cleaned field, where reading it changed its signs one by one (一 to -)."""
    if typed == text or len(typed) != len(text):
        return numbers
    shown, start = [], 0
    for number in numbers:
        start = max(text.find(number.raw, start), start)
        same = text.startswith(number.raw, start)
        shown.append(replace(number, raw=typed[start : start + len(number.raw)]) if same else number)
    return tuple(shown)


def _from_text(text: str, country: str) -> tuple[Number, ...]:
    found = _pieced(text, country)
    if all(number.kind in _OPEN and not number.extension for number in found) and PARTLY_HIDDEN.fullmatch(text):
        return (Number(text, PhoneKind.MASKED, fault="phone.masked"),)
    if all(number.kind is PhoneKind.INVALID and not number.suggestion for number in found):
        return (
            _vanity(text, country)
            or _without_order(text, country)
            or tuple(found)
            or (Number(text, PhoneKind.INVALID, fault="phone.invalid"),)
        )
    return _without_noise(found)


def _pieced(text: str, country: str) -> list[Number]:
    guessed = digits_for_letters(text)
    cut = pieces(guessed)
    found: list[Number] = []
    for at, piece in enumerate(cut):
        typed, known = text[piece.start : piece.end], len(found)
        if typed == guessed[piece.start : piece.end]:
            add(found, piece, typed, country)
        else:
            found.extend(_with_letters(typed, guessed[piece.start : piece.end], country))
        if is_fax(text, *_around(text, cut, at)):
            found[known:] = [replace(number, fault=number.fault or "phone.fax") for number in found[known:]]
    return found


def _around(text: str, cut: Sequence[Piece], at: int) -> tuple[int, int, int, int]:
    """Where what stands before a piece begins and ends, and what stands behind it, up to the pieces beside it."""
    before = cut[at - 1].end if at else 0
    behind = cut[at + 1].start if at + 1 < len(cut) else len(text)
    return before, cut[at].start, cut[at].end, behind


def _without_order(text: str, country: str) -> tuple[Number, ...]:
    """What a text still can be when none of its pieces is a number: partly hidden, or one number oddly parted."""
    if SEPARATED.fullmatch(text):
        judged = world.judge("+" * text.startswith("+") + digits_of(text), country)
        if judged.e164 and not judged.inferred:
            return (as_number(text, judged),)
    if HIDDEN.search(text) and len(digits_of(text)) >= SHORTEST_MASKED:
        return (Number(text, PhoneKind.MASKED, fault="phone.masked"),)
    return ()


def _without_noise(found: Sequence[Number]) -> tuple[Number, ...]:
    """The numbers without what is none: beside a number, a few digits are a label or a remark, and eight may be a day."""
    if any(number.e164 for number in found):
        found = [number for number in found if number.e164 or not is_date(number.raw)]
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
        add(found, piece, typed[piece.start : piece.end], country)
    return tuple(found)


def _from_spreadsheet(text: str, country: str) -> tuple[Number, ...]:
    """A number that a spreadsheet took for an amount: 1.39E+10, 13912345678.0, 13,912,345,678."""
    if number := A_FLOAT.fullmatch(text):
        return _as_typed(text, number[1], country)
    if number := THOUSANDS.fullmatch(text):
        return _as_typed(text, number[1].replace(",", ""), country)
    number = SCIENTIFIC.fullmatch(text)
    if number is None:
        return ()
    digits, length = number[1] + (number[2] or ""), int(number[3]) + 1
    if len(digits) >= length and not digits[length:].strip("0"):
        return _as_typed(text, digits[:length], country)
    return (Number(text, PhoneKind.INVALID, fault="phone.cut_by_excel"),)


def _vanity(text: str, country: str) -> tuple[Number, ...]:
    """Numbers whose end is a word for the keys it stands on: 1-800-FLOWERS."""
    if country == world.MAINLAND and "+" not in text:
        return ()
    spelled = VANITY.sub(lambda found: convert_alpha_characters_in_number(found[0]), text)
    found: list[Number] = []
    for piece in pieces(spelled) if spelled != text else ():
        add(found, piece, text[piece.start : piece.end], country)
    return _without_noise(found) if any(number.e164 for number in found) else ()


def _as_typed(text: str, digits: str, country: str) -> tuple[Number, ...]:
    return tuple(replace(number, raw=text) for number in _read(digits, country))
