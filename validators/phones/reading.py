"""Which numbers does a field hold? Cleans it, undoes what spreadsheets did, cuts it and says what each piece became."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from phonenumbers import convert_alpha_characters_in_number

from validators.phones import world
from validators.phones.assembly import SHORTEST_MASKED, add, as_number, digits_of
from validators.phones.completion import completed
from validators.phones.number import Number, PhoneKind
from validators.phones.pieces import pieces, repaired
from validators.text import clean, is_vacant

LONGEST_FIELD = 200  # characters; what stands behind is no telephone number
SHORTEST_NUMBER = 5  # digits; fewer beside a number are a label or a remark

LIST_NUMBER = re.compile(r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")  # ①, which cleaning would turn into a digit
HIDDEN = re.compile(r"[0-9][ -]?[*×●?…★]|[*×●?…★][ -]?[0-9]|[0-9](?:\.{3,}|-{3,}|_{3,})")
SLASHED = re.compile(r"[0-9]+(?: ?/ ?[0-9]+){2,}")
PLAIN = re.compile(r"1[3-9][0-9]{9}")
SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?[eE]\+?([0-9]{1,2})")
A_FLOAT = re.compile(r"([0-9]{5,})\.0+")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
VANITY = re.compile(r"[+0-9][0-9 ().-]*[A-Za-z][A-Za-z-]{3,}")


def read(raw: str, *, country: str = "CN", region: str = "", address: str = "") -> tuple[Number, ...]:
    """Read a field as people fill it; an empty one holds no number, any other at least one, be it invalid.

    `country` (two letters) is whose numbers are typed without country code; `region` (a code of `validators.regions`)
    and `address` complete a local number where they leave no doubt about its area code.
    """
    numbers = _read(raw, country.upper())
    if any(number.kind is PhoneKind.LANDLINE_WITHOUT_AREA_CODE for number in numbers):
        return tuple(completed(number, country.upper(), region=region, address=address) for number in numbers)
    return numbers


@lru_cache(maxsize=16384)
def _read(raw: str, country: str) -> tuple[Number, ...]:
    text = _plain(raw)
    if not text:
        return ()
    if country == world.MAINLAND and PLAIN.fullmatch(text):
        return (as_number(text, world.judge(text, country)),)
    if is_vacant(text):
        return (Number(text, PhoneKind.INVALID, fault="phone.vacant"),)
    return _from_spreadsheet(text, country) or _vanity(text, country) or _from_text(text, country)


def _plain(raw: str) -> str:
    """The cleaned field with the digits of every script as 0 to 9."""
    text = clean(LIST_NUMBER.sub("。", raw))[:LONGEST_FIELD]
    return text if text.isascii() else "".join(str(unicodedata.decimal(character, character)) for character in text)


def _from_text(text: str, country: str) -> tuple[Number, ...]:
    guessed = repaired(text)
    found: list[Number] = []
    for piece in pieces(guessed):
        typed = text[piece.start : piece.end]
        if typed == guessed[piece.start : piece.end]:
            add(found, piece, typed, country)
        else:
            found.extend(_with_letters(typed, guessed[piece.start : piece.end], country))
    if all(number.kind is PhoneKind.INVALID and not number.suggestion for number in found):
        return (
            _without_order(text, country) or tuple(found) or (Number(text, PhoneKind.INVALID, fault="phone.invalid"),)
        )
    return _without_noise(found)


def _without_order(text: str, country: str) -> tuple[Number, ...]:
    """What a text still can be when none of its pieces is a number: partly hidden, or one number cut by slashes."""
    if HIDDEN.search(text) and len(digits_of(text)) >= SHORTEST_MASKED:
        return (Number(text, PhoneKind.MASKED, fault="phone.masked"),)
    if SLASHED.fullmatch(text) and (judged := world.judge(digits_of(text), country)).e164:
        return (as_number(text, judged),)
    return ()


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
        add(found, piece, typed[piece.start : piece.end], country)
    return tuple(found)


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
    judged = world.judge(digits_of(convert_alpha_characters_in_number(text)), country)
    return (as_number(text, judged),) if judged.e164 else ()


def _as_typed(text: str, digits: str, country: str) -> tuple[Number, ...]:
    return tuple(replace(number, raw=text) for number in _read(digits, country))
