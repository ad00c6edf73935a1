"""Which door does an address mean? Number, street and post code, whatever stands around them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from greening.matching.organisations.words import listed, meanings
from validators import addresses
from validators.text import clean, simplified

_HAN = re.compile(r"[\u3400-\u9fff]")
_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]|#\S+")  # "(entrance behind)", and #01-11 is a unit
_TOKEN = re.compile(r"[^\W_]+")
_HOUSE = re.compile(r"[0-9]{1,5}[a-z]?")
_POST_CODE = re.compile(r"[0-9]{5,6}")
_HAN_HOUSE = re.compile(r"[0-9]+(?:-[0-9]+)?(?=号)")
LONGEST = 400
"""Characters of an address that are read."""
OPEN_STREET = 2
"""Words behind a number that are taken for the street where no word such as "road" ends it."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart, folded.

    `door` is a Chinese address up to its number, compared whole. Of a western one `number` is the house and `street` the
    words of its street; `around` are the other words: quarter, town, state. `post_code` is empty where none is said.
    """

    door: str = ""
    number: str = ""
    street: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    post_code: str = ""

    def __bool__(self) -> bool:
        return bool(self.door or self.street or self.around)


NO_ADDRESS = Address()


@lru_cache(maxsize=65536)
def parse(typed: str, country: str) -> Address:
    """Take an address apart; an empty one has no parts.

    >>> parse("Chicago, 435 S. Larkmoor Boulevard", "US")
    Address(door='', number='435', street=('larkmoor',), around=('chicago',), post_code='')
    """
    plain = simplified(clean(typed[:LONGEST])).casefold()
    if _HAN.search(plain):
        return _han(typed[:LONGEST], country)
    words = _TOKEN.findall(_REMARK.sub(" ", plain.replace("'", "")))
    tokens = [meanings("streets.txt").get(word, word) for word in words]
    post = _post_at(tokens)
    house = next((at for at, token in enumerate(tokens) if at != post and _HOUSE.fullmatch(token)), None)
    places = [at for at in range(len(tokens)) if at not in {post, house}]
    street = _street(tokens, places, house)
    return Address(
        number=tokens[house] if house is not None else "",
        street=_told(tokens[at] for at in street) or tuple(tokens[at] for at in street)[:1],
        around=_told(tokens[at] for at in places if at not in street and not tokens[at].isdecimal()),
        post_code=tokens[post] if post is not None else "",
    )


def _post_at(tokens: list[str]) -> int | None:
    """Where the post code stands: the last number that is long enough, unless it is the only one and stands first."""
    numbers = [at for at, token in enumerate(tokens) if _HOUSE.fullmatch(token) or _POST_CODE.fullmatch(token)]
    long = [at for at in numbers if at and _POST_CODE.fullmatch(tokens[at])]
    if not long:
        return None
    return long[-1] if len(numbers) > 1 or long[-1] == len(tokens) - 1 else None


def _street(tokens: list[str], places: list[int], house: int | None) -> list[int]:
    """Where the words of the street stand: behind the house up to a word such as "road", or before a house that ends it."""
    behind = [at for at in places if house is None or at > house]
    if house and (not behind or behind[0] != house + 1):
        return [at for at in places if at < house]
    found: list[int] = []
    opening: list[int] = []  # a point of the compass that may be the street itself: North Avenue
    for at in behind:
        if tokens[at] in listed("street_kinds.txt"):
            if tokens[at] not in listed("directions.txt") and (found or opening):
                return found or opening[-1:]
            opening.append(at)
        else:
            found.append(at)
    return found if house is None else found[:OPEN_STREET]


def _told(words: Iterable[str]) -> tuple[str, ...]:
    """Words that tell streets and towns apart, each once."""
    return tuple(dict.fromkeys(word for word in words if word not in listed("street_kinds.txt")))


def _han(typed: str, country: str) -> Address:
    door = addresses.key(typed, country)
    street = door.partition(":")[2]
    number = _HAN_HOUSE.search(street)
    named = street[: number.start()] if number else street
    return Address(door=door, number=number[0] if number else "", street=(named,) if named else ())
