"""By which values is a company found, and how common is what two of them share?"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from greening.matching.organisations.address import Address
from greening.matching.organisations.features import Features
from greening.matching.organisations.parts import Name, grams
from greening.matching.values import Key, Values, once

START = 6
"""Letters that a name in letters begins with, wherever its blanks are."""
_SYLLABLES = re.compile(
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?(?:[iu]?ang|i?ong|[ei]ng|i?ao|u?ai|[iu]?an|[eiu]n|i?ou|i[aeu]|u[aoie]|[eu]i|er|[aoeiuv]) ?){2,4}"
)
"""Letters that may be Chinese syllables."""
BEGINNING = 4
"""Characters of a brand, in which no trade was told from it, that a shorter name may be."""
CITY = 4
"""Digits of a region code that say the city."""


def values(records: Sequence[Features]) -> Iterator[tuple[str, Values]]:
    """What records are found by and counted by, by kind of key in the order of `KINDS`: a row a record, each value once.

    One kind of all records after the other: many at once take a third of the time of one by one.
    """
    yield from ((kind, list(map(of, records))) for kind, of in _CERTAIN.items())
    yield from _of_names(records)
    yield from ((kind, list(map(of, records))) for kind, of in _AROUND.items())


def region_key(code: str) -> Key:
    return Key("region", _city(code))


def core_key(name: Name) -> Key:
    """A core with its branch: that a bank has many branches does not make its head office common."""
    return Key("core", _core(name))


def door_keys(address: Address) -> list[Key]:
    """A door, or a house number in a street by each of the words of the street."""
    return [Key("door", door) for door in _doors(address)]


def word_key(word: str) -> Key:
    """A word of a name: what is rare finds, what is common tells little."""
    return Key("word", word)


def letters_key(letters: str) -> Key:
    """Two characters that a name is, or may be, shortened to."""
    return Key("letters", letters)


def initials_key(text: str) -> Key:
    """A short name, and how all words of a long one begin."""
    return Key("initials", text)


def sound_key(name: Name) -> Key:
    """How the brand of a Chinese name sounds, in letters."""
    return Key("sound", name.sound.replace(" ", ""))


def place_key(word: str) -> Key:
    """A word of an address."""
    return Key("place", word)


def _of_names(records: Sequence[Features]) -> Iterator[tuple[str, Values]]:
    """What the names of records are found by; short and former ones join the name."""
    names = [record.name for record in records]
    others = [(at, alias) for at, record in enumerate(records) for alias in record.aliases]
    for kind, of in _OF_NAME.items():
        rows = [of(name) if name.whole else () for name in names]
        for at, alias in others:
            rows[at] = once((*rows[at], *of(alias)))
        yield kind, rows


def _ids(record: Features) -> Sequence[str]:
    return once((*record.ids, *record.typed_ids)) if record.typed_ids else record.ids


def _core(name: Name) -> str:
    return f"{name.core} {name.branch}" if name.branch else name.core


def _brand(name: Name) -> Sequence[str]:
    if name.is_han and len(name.brand) > BEGINNING and not name.trades:
        return name.brand, name.brand[:BEGINNING]
    return (name.brand,)


def _branch(name: Name) -> Sequence[str]:
    return (name.branch,) if name.branch else ()


def _sound(name: Name) -> Sequence[str]:
    said = name.sound if name.is_han else name.brand if _SYLLABLES.fullmatch(name.brand) else ""
    return (said.replace(" ", ""),) if said else ()


def _grams(name: Name) -> Sequence[str]:
    return once(grams(name.core)) if name.is_han else ()


def _letters(name: Name) -> Sequence[str]:
    return name.letters if name.is_han else ()


def _start(name: Name) -> Sequence[str]:
    return (name.whole[:START],) if not name.is_han and len(name.whole) >= START else ()


def _words(name: Name) -> Sequence[str]:
    if name.is_han and name.brand.isascii():
        return once((name.brand, *name.words))
    return once(name.words) if name.words else ()


def _doors(address: Address) -> Sequence[str]:
    if address.door:
        return (address.door,)
    return [f"{address.number} {word}" for word in address.street] if address.number else ()


def _places(record: Features) -> Sequence[str]:
    address = record.address
    return once((*address.street, *address.around)) if address.street or address.around else ()


def _region(record: Features) -> Sequence[str]:
    return (_city(record.region),) if record.region else ()


def _city(code: str) -> str:
    return code[:CITY] if code[:1].isdecimal() else code


_CERTAIN: Mapping[str, Callable[[Features], Sequence[str]]] = {
    "id": _ids,
    "phone": attrgetter("phones"),
    "email": attrgetter("emails"),
    "domain": attrgetter("domains"),
}
_OF_NAME: Mapping[str, Callable[[Name], Sequence[str]]] = {
    "name": lambda name: (name.whole,),
    "core": lambda name: (_core(name),),
    "brand": _brand,
    "branch": _branch,
    "sound": _sound,
    "gram": _grams,
    "letters": _letters,
    "start": _start,
    "word": _words,
    "initials": attrgetter("initials"),
}
_AROUND: Mapping[str, Callable[[Features], Sequence[str]]] = {
    "contact": attrgetter("spoken"),
    "door": lambda record: _doors(record.address),
    "place": _places,
    "region": _region,
}
KINDS = (*_CERTAIN, *_OF_NAME, *_AROUND)
