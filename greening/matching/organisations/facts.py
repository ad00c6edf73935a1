"""What of a company has to be known in numbers, to see what it could have in common with another at most?"""

from greening.matching.bounds.letters import letters, neighbours
from greening.matching.organisations.features import Features
from greening.matching.organisations.han import province_letters, sound
from greening.matching.organisations.han_names import KINDS
from greening.matching.organisations.keys import START, region_key
from greening.matching.organisations.parts import Name
from greening.matching.organisations.words import listed
from greening.matching.values import Key

NAMED, HAN, FORMED, ALIASED, ADDRESSED, PLACED = 1, 2, 4, 8, 16, 32
"""Bits of ``flags``."""
WORDS, PHONES, PERSONS = 6, 3, 3
"""Values of a kind that are held of a record; of one that has more, nothing is ruled out by them."""
PROVINCE = 2
"""Characters of a region code without which no region lies in another."""

NAMES = (
    "flags", "whole", "core", "brand", "sound", "start", "kinds", "core_letters", "head_letters", "long_letters", "brand_letters", "trade_letters", "initials",
    "words", "trades", *["word"] * WORDS, *["phone"] * PHONES, "persons", *["person"] * PERSONS,
    "region", "province", "number", "door",
)  # fmt: skip
"""What each number of a record is; several of one name stand behind each other."""


def facts(features: Features) -> tuple[int, ...]:
    """The numbers of a record, one for each of `NAMES`; 0 where it has nothing of the kind."""
    region, address = features.region, features.address
    return (
        _flags(features),
        *_of_name(features.name),
        *_filled([neighbours(number) for number in features.phones], PHONES),
        len(features.persons),
        *_filled([letters(person) for person in features.persons], PERSONS),
        _hash(region_key(region).value if region else ""),
        _hash(region[:PROVINCE]),
        _hash(address.number),
        _hash(address.door),
    )


def _of_name(name: Name) -> tuple[int, ...]:
    """Words stand in the order of their keys."""
    words = list(dict.fromkeys(name.words))
    return (
        _hash(name.whole),
        _hash(name.core.replace(" ", "")),
        _hash(name.brand),
        _hash(sound(name.brand) if name.is_han else ""),
        _hash(name.whole[:START]),
        sum(1 << place for place, kind in enumerate(KINDS) if kind in name.form),
        letters(name.core),
        letters(name.head),
        letters(name.head + name.form + "".join(letter for code in name.places for letter in province_letters(code))),
        letters(name.brand),
        letters("".join(name.trades)),
        letters("".join(word[0] for word in name.words)),
        len(words),
        sum(1 << place for place, word in enumerate(words[:WORDS]) if word in listed("trades_latin.txt")),
        *_filled([letters(word) for word in words], WORDS),
    )


def _flags(features: Features) -> int:
    name = features.name
    told = {
        NAMED: bool(name),
        HAN: name.is_han,
        FORMED: bool(name.form),
        ALIASED: bool(features.aliases),
        ADDRESSED: bool(features.address),
        PLACED: bool(name.places),
    }
    return sum(flag for flag, is_told in told.items() if is_told)


def _hash(text: str) -> int:
    return Key("fact", text).hash if text else 0


def _filled(numbers: list[int], width: int) -> list[int]:
    return (numbers + [0] * width)[:width]
