"""Where does somebody live, and how far do two addresses agree? Parts made plain, from many columns or one line."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from greening.matching.packing import Packed
from validators.text import clean, simplified

NEAR, ALIKE = 0.9, 0.8
"""Jaro-Winkler of two streets or suburbs: one with a slip; perhaps one."""
SHORT = 4
"""Letters up to which a text inside another is no sign that it is the same place."""
LONG = 4
"""Digits from which a number behind the street is a post code."""

TOKENS = re.compile(r"[^\W_]+")
ABBREVIATIONS = {
    "avenue": "ave av",
    "boulevard": "blvd boul",
    "circuit": "cct crct",
    "close": "cl",
    "court": "ct crt",
    "crescent": "cres cresc crs",
    "drive": "dr drv",
    "highway": "hwy",
    "lane": "ln",
    "parade": "pde",
    "place": "pl plc",
    "road": "rd",
    "square": "sq",
    "street": "st str",
    "terrace": "tce ter terr",
    "way": "wy",
}
FULL = {short: full for full, shorts in ABBREVIATIONS.items() for short in shorts.split()}


class Place(Packed, frozen=True):
    """An address. Texts stand without blanks, so that a lost blank costs nothing; `beside` is a second line of it."""

    number: str = ""
    street: str = ""
    beside: str = ""
    suburb: str = ""
    postcode: str = ""
    state: str = ""


def of_columns(number: str, streets: Sequence[str], suburb: str, postcode: str, state: str) -> Place:
    """Read an address that stands in columns of its own; a street may hold the number and what comes behind it."""
    first = _of_line(streets[0] if streets else "")
    return Place(
        number=joined(number) or first.number,
        street=first.street,
        beside="".join(joined(line) for line in streets[1:]),
        suburb=joined(suburb) or first.suburb,
        postcode=joined(postcode) or first.postcode,
        state=joined(state),
    )


def of_line(address: str) -> Place:
    """Read an address that stands in one line; what stands before the number of the house is left out.

    >>> of_line("1515 Adela Ln, Las Vegas NV 89132")
    Place(number='1515', street='adelalane', beside='', suburb='lasvegasnv', postcode='89132', state='')
    """
    return _of_line(address)


@lru_cache(maxsize=65536)
def level(one: str, other: str) -> str:
    """What two streets or suburbs say: ``same``, ``near``, ``alike`` or ``differs``; empty where one is missing."""
    if not one or not other:
        return ""
    if one == other:
        return "same"
    if min(len(one), len(other)) > SHORT and (one in other or other in one):
        return "near"
    likeness = JaroWinkler.similarity(one, other, score_cutoff=ALIKE)
    if likeness >= NEAR:
        return "near"
    return "alike" if likeness >= ALIKE else "differs"


@lru_cache(maxsize=65536)
def number_level(one: str, other: str) -> str:
    """What two numbers of houses or post codes say: ``same``, ``near`` (one slip), ``differs``; empty as above."""
    if not one or not other:
        return ""
    if one == other:
        return "same"
    return "near" if OSA.distance(one, other, score_cutoff=1) <= 1 else "differs"


@lru_cache(maxsize=65536)
def joined(text: str) -> str:
    """The words of a part of an address, abbreviations written out, without blanks."""
    return "".join(FULL.get(word, word) for word in _words(text))


def _of_line(text: str) -> Place:
    """A house number, the street up to the word that says what it is or a comma, then the place and its post code."""
    before, _, behind = text.partition(",")
    words = list(_words(before))
    if words and not _has_digit(words[0]) and any(map(_has_digit, _words(behind)[:1])):
        words, behind = list(_words(behind)), ""  # the name of a building, a flat
    number = words.pop(0) if words and _has_digit(words[0]) else ""
    end = next((at for at, word in enumerate(words, start=1) if at > 1 and FULL.get(word, word) in ABBREVIATIONS), None)
    rest = [*words[end or len(words) :], *_words(behind)]
    postcode = next((word for word in reversed(rest) if word.isdecimal() and len(word) >= LONG), "")
    return Place(
        number=number,
        street="".join(FULL.get(word, word) for word in words[: end or len(words)]),
        suburb="".join(word for word in rest if word != postcode),
        postcode=postcode,
    )


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", simplified(clean(text)).casefold())
    return tuple(TOKENS.findall("".join(char for char in decomposed if not unicodedata.combining(char))))
