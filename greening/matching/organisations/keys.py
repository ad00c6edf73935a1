"""By which values is a company found, and how common is what two of them share?"""

import re
from collections.abc import Iterable

from greening.matching.organisations.address import NO_ADDRESS, Address
from greening.matching.organisations.features import Features
from greening.matching.organisations.han import sound, spoken
from greening.matching.organisations.parts import Name, grams
from greening.matching.organisations.shortening import initials
from greening.matching.values import Key

KINDS = (
    *("id", "phone", "email", "domain", "name"),
    *("core", "brand", "branch", "sound", "gram", "letters", "start", "word", "initials"),
    *("contact", "door", "place", "region"),
)
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


def keys(features: Features) -> tuple[Key, ...]:
    """Every key of a record, each once; strong ones first."""
    names = [name for name in (features.name, *features.aliases) if name.whole]
    found = _strong(features, names)
    for name in names:
        found += _of_name(name)
    found += [Key("contact", spoken(person)) for person in features.persons]
    if features.address is not NO_ADDRESS:
        found += _of_address(features.address)
    if features.region:
        found.append(region_key(features.region))
    return tuple(dict.fromkeys(found))


def region_key(code: str) -> Key:
    return Key("region", code[:CITY] if code[:1].isdecimal() else code)


def core_key(name: Name) -> Key:
    """A core with its branch: that a bank has many branches does not make its head office common."""
    return Key("core", f"{name.core} {name.branch}".rstrip())


def door_keys(address: Address) -> list[Key]:
    """A door, or a house number in a street by each of the words of the street."""
    if address.door:
        return [Key("door", address.door)]
    return [Key("door", f"{address.number} {word}") for word in address.street] if address.number else []


def word_key(word: str) -> Key:
    """A word of a name: what is rare finds, what is common tells little."""
    return Key("word", word)


def letters_key(letters: str) -> Key:
    """Two characters that a name is, or may be, shortened to."""
    return Key("letters", letters)


def initials_key(text: str) -> Key:
    """A short name, and how all words of a long one begin."""
    return Key("initials", text)


def sound_key(text: str) -> Key:
    """How a brand sounds, in letters."""
    return Key("sound", sound(text).replace(" ", "") if not text.isascii() else text.replace(" ", ""))


def place_key(word: str) -> Key:
    """A word of an address."""
    return Key("place", word)


def _strong(features: Features, names: Iterable[Name]) -> list[Key]:
    found = [Key("id", value) for value in (*features.ids, *features.typed_ids)]
    found += [Key("phone", number) for number in features.phones]
    found += [Key("email", mail) for mail in features.emails]
    found += [Key("domain", domain) for domain in features.domains]
    found += [Key("name", name.whole) for name in names]
    return found


def _of_name(name: Name) -> list[Key]:
    found = [core_key(name), Key("brand", name.brand)]
    if name.branch:
        found.append(Key("branch", name.branch))
    if name.is_han:
        found.append(sound_key(name.brand))
        found += [Key("gram", gram) for gram in grams(name.core)]
        found += map(letters_key, name.letters)
        found += map(initials_key, initials(name))
        if len(name.brand) > BEGINNING and not name.trades:
            found.append(Key("brand", name.brand[:BEGINNING]))
        if name.brand.isascii():
            found.append(word_key(name.brand))
    elif len(name.whole) >= START:
        found.append(Key("start", name.whole[:START]))
    if not name.is_han and _SYLLABLES.fullmatch(name.brand):
        found.append(sound_key(name.brand))
    found += map(word_key, name.words)
    return found


def _of_address(address: Address) -> list[Key]:
    return [*door_keys(address), *map(place_key, (*address.street, *address.around))]
