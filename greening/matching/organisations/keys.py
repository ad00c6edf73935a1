"""By which values is a company found, and how common is what two of them share?"""

from collections.abc import Iterator

from greening.matching.organisations.address import Address
from greening.matching.organisations.features import Features
from greening.matching.organisations.han import sound, spoken
from greening.matching.organisations.parts import Name
from greening.matching.values import Key

KINDS = (
    *("id", "phone", "email", "domain", "name"),
    *("core", "brand", "branch", "sound", "gram", "letters", "start", "word", "contact", "door", "place", "region"),
)
START = 6
"""Letters that a name in letters begins with, wherever its blanks are."""
CITY = 4
"""Digits of a region code that say the city."""


def keys(features: Features) -> tuple[Key, ...]:
    """Every key of a record, each once; strong ones first."""
    return tuple(dict.fromkeys((*_strong(features), *_weak(features))))


def region_key(code: str) -> Key:
    return Key("region", code[:CITY] if code[:1].isdecimal() else code)


def core_key(name: Name) -> Key:
    """A core with its branch: that a bank has many branches does not make its head office common."""
    return Key("core", f"{name.core} {name.branch}".rstrip())


def number_key(address: Address, word: str) -> Key:
    """A house number in a street, by one of the words of the street."""
    return Key("door", f"{address.number} {word}")


def word_key(word: str) -> Key:
    """A word of a name: what is rare finds, what is common tells little."""
    return Key("word", word)


def letters_key(letters: str) -> Key:
    """Two characters that a name is, or may be, shortened to."""
    return Key("letters", letters)


def place_key(word: str) -> Key:
    """A word of an address."""
    return Key("place", word)


def _strong(features: Features) -> Iterator[Key]:
    yield from (Key("id", value) for value in (*features.ids, *features.typed_ids))
    yield from (Key("phone", number) for number in features.phones)
    yield from (Key("email", mail) for mail in features.emails)
    yield from (Key("domain", domain) for domain in features.domains)
    yield from (Key("name", name.whole) for name in _names(features))


def _weak(features: Features) -> Iterator[Key]:
    for name in _names(features):
        yield core_key(name)
        yield Key("brand", name.brand)
        if name.branch:
            yield Key("branch", name.branch)
        if name.is_han:
            yield Key("sound", sound(name.brand))
            yield from (Key("gram", gram) for gram in grams(name.core))
            yield from map(letters_key, name.letters)
        elif len(name.whole) >= START:
            yield Key("start", name.whole[:START])
        yield from map(word_key, name.words)
    yield from (Key("contact", spoken(person)) for person in features.persons)
    address = features.address
    if address.door:
        yield Key("door", address.door)
    elif address.number:
        yield from (number_key(address, word) for word in address.street)
    yield from map(place_key, (*address.street, *address.around))
    if features.region:
        yield region_key(features.region)


def grams(core: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters."""
    return tuple(core[at : at + 2] for at in range(len(core) - 1))


def _names(features: Features) -> Iterator[Name]:
    yield from (name for name in (features.name, *features.aliases) if name)
