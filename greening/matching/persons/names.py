"""What is somebody called, and how far do two names agree? Parts of a name made plain and compared.

Accents, case, titles and scripts of Chinese names are folded; which part is the surname is often wrong in tables, so the
parts are compared both ways round.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA, JaroWinkler

from greening.matching.packing import Packed
from validators.persons import han
from validators.text import clean, simplified

ALIKE = 0.82
"""Jaro-Winkler from which two names are what people may make of one that they heard."""
PER_SLIP = 5
"""Letters for each slip of the finger: Ann and Dan are two names, Catherine and Cathrine one."""

DOUBLED = re.compile(r"(.)\1+")
WORDS = re.compile(r"[^\W\d_]+")
JOINED = re.compile(r"['’`.]")
OF_HAN = re.compile(f"[{han.HAN}]")
PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "st",
        "ter",
        "van",
        "von",
        "y",
    ]
)
TITLES = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam"])
GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii"}


class Name(Packed, frozen=True):
    """The words of a name, plain; of one in Han characters their sounds, and in `han` its surname and given name."""

    given: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    generation: str = ""
    han: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.given, *self.surname)

    @property
    def is_latin(self) -> bool:
        """Whether its words are in Latin letters; names in two alphabets cannot be compared letter by letter."""
        return all(word[0].isascii() or unicodedata.name(word[0], "").startswith("LATIN") for word in self.words)

    @property
    def written(self) -> "Name":
        """The same in the characters that it is written in."""
        return Name(self.han[1:], self.han[:1], self.generation) if self.han else self


@lru_cache(maxsize=65536)
def whole(text: str) -> Name | None:
    """Read a name that stands in one field; None where it holds no letters.

    >>> whole("Salenger, Kristin"), whole("Ms. Ana de la Cruz")
    (Name(given=('kristin',), surname=('salenger',), generation='', han=()), Name(given=('ana',), surname=('de', 'la', 'cruz'), generation='', han=()))
    """
    plain = clean(text)
    if OF_HAN.search(plain):
        return _of_han("".join(OF_HAN.findall(simplified(plain))))
    before, comma, behind = plain.partition(",")
    if comma and _words(behind) and not set(_words(behind)) <= GENERATIONS.keys():
        return parts(behind, before)
    words = _words(plain)
    named = [word for word in words if word not in GENERATIONS] or words
    cut = max(len(named) - 1, 1)
    while cut > 1 and named[cut - 1] in PARTICLES:
        cut -= 1
    return parts(" ".join(named[:cut]), " ".join([*named[cut:], *(word for word in words if word in GENERATIONS)]))


@lru_cache(maxsize=65536)
def parts(given: str, surname: str) -> Name | None:
    """Read a name that stands in two fields; None where neither holds letters."""
    if OF_HAN.search(given + surname):
        return _of_han("".join(OF_HAN.findall(simplified(clean(surname) + clean(given)))))
    last, first = _words(surname), _words(given)
    generation = next((GENERATIONS[word] for word in (*last[1:], *first[1:]) if word in GENERATIONS), "")
    first, last = _without_generation(first), _without_generation(last)
    return Name(first, last, generation) if first or last else None


def level(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """What two parts of names say.

    ``same``, ``part`` (they share a whole word), ``nickname``, ``near``, ``initial``, ``alike`` or ``differs``; empty
    where one is missing.
    """
    if not left or not right:
        return ""
    one, other = "".join(left), "".join(right)
    if one == other:
        return "same"
    if any(len(word) > 1 for word in shared(left, right)):
        return "part"
    return _initial(left[0], right[0]) or _nickname(left[0], right[0]) or _likeness(*sorted((one, other)))


def shared(left: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    """The words that both have, but for particles, in their order."""
    both = set(left) & set(right)
    return tuple(sorted(both - PARTICLES or both))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A rough key for how a word sounds: its first letter and the consonants behind it, doubles once."""
    plain = word.replace("ph", "f").replace("ck", "k").replace("z", "s").replace("y", "i")
    rest = [char for char, before in zip(plain[1:], plain, strict=False) if char not in "aeiouhw" and char != before]
    return plain[:1] + "".join(rest)[:3]


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> str:
    slips = max(len(one), len(other)) // PER_SLIP
    if _undoubled(one) == _undoubled(other) or sorted(one) == sorted(other) or OSA.distance(one, other) <= slips:
        return "near"
    return "alike" if JaroWinkler.similarity(one, other) >= ALIKE else "differs"


def _undoubled(word: str) -> str:
    """Anna as Ana: whether a letter is doubled is heard by nobody."""
    return DOUBLED.sub(r"\1", word)


def _without_generation(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words but for senior and its like, unless that is all there is."""
    return tuple(word for word in words if word not in GENERATIONS) or words


def _initial(one: str, other: str) -> str:
    return "initial" if one[0] == other[0] and min(len(one), len(other)) == 1 else ""


def _nickname(one: str, other: str) -> str:
    return "nickname" if nicknames().get(one, frozenset()) & nicknames().get(other, frozenset()) else ""


def _of_han(text: str) -> Name:
    """Surname first, as it is written; read in the sounds of the mainland."""
    cut = 2 if text[:2] in han.compounds() and len(text) > 2 else 1  # noqa: PLR2004  a surname of two characters
    written = tuple(part for part in (text[:cut], text[cut:]) if part)
    sounds = tuple("".join(lazy_pinyin(part)) for part in written)
    return Name(sounds[1:], sounds[:1], han=written)


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", JOINED.sub("", clean(text)).casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = tuple(WORDS.findall(plain))
    return tuple(word for word in words if word not in TITLES) or words


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Which rows of the table a word stands in: names of one row are called for each other."""
    table = resources.files("greening.matching.persons").joinpath("nicknames.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    found: dict[str, frozenset[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found[word] = found.get(word, frozenset()) | {number}
    return found
