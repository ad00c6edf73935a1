"""Which door does an address mean? Number, street and post code, whatever stands around them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from greening.matching.organisations.words import listed, meanings
from greening.matching.packing import Packed
from validators import addresses
from validators.text import folded

_HAN = re.compile(r"[\u3400-\u9fff]")
_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]|#\S+")  # "(entrance behind)", and #01-11 is a unit
_RANGE = re.compile(r"\b([0-9]{1,5}[a-z]?)\s?[-/]\s?[0-9]{1,5}[a-z]?\b")  # 3450-54 is the door 3450
_COUNTED = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
_TOKEN = re.compile(r"[^\W_]+")
_HOUSE = re.compile(r"[0-9]{1,5}[a-z]?")
_POST_CODE = re.compile(r"[0-9]{5,6}")
_HAN_HOUSE = re.compile(r"[0-9]+(?:-[0-9]+)?(?=号)")
LONGEST = 400
"""Characters of an address that are read."""
TITLED = 3
"""Words of a street that begins like one that has ended: S Dr. Martin Luther King Dr."""
UNITS = frozenset({"ste", "apt", "rm", "unit", "fl", "flat", "shop", "level", "lot"})
"""Words before a number that is no house but a part of one."""
OPEN_STREET = 2
"""Words behind a number that are taken for the street where no word such as "road" ends it."""


class Address(Packed, frozen=True):
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
    plain = folded(typed[:LONGEST])
    if _HAN.search(plain):
        return _han(typed[:LONGEST], country)
    words = _TOKEN.findall(_RANGE.sub(r"\1", _REMARK.sub(" ", plain.replace("'", ""))))
    tokens = [meanings("streets.txt").get(word, word) for word in words]
    post = _post_at(tokens)
    house = _house_at(tokens, post)
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


def _house_at(tokens: list[str], post: int | None) -> int | None:
    """Where the number of the house stands: the first number that is no post code; that of a unit only if there is no other."""
    numbers = [at for at, token in enumerate(tokens) if at != post and _HOUSE.fullmatch(token)]
    return next((at for at in numbers if not at or tokens[at - 1] not in UNITS), next(iter(numbers), None))


def _street(tokens: list[str], places: list[int], house: int | None) -> list[int]:
    """Where the words of the street stand: behind the house up to a word such as "road", or before a house that ends it."""
    behind = [at for at in places if house is None or at > house]
    if house and (not behind or behind[0] != house + 1):
        return [at for at in places if at < house]
    found: list[int] = []
    opening: list[int] = []  # a point of the compass that may be the street itself: North Avenue
    for at in behind:
        if tokens[at] not in listed("street_kinds.txt"):
            found.append(at)
        elif tokens[at] in listed("directions.txt") or not (found or opening):
            opening.append(at)
        elif found or not _begins(tokens[at + 1 :]):
            return found or opening[-1:]
    return found if house is None else found[:OPEN_STREET]


def _begins(tokens: list[str]) -> bool:
    """Whether a street begins here that has an end of its own."""
    ends = listed("street_kinds.txt") - listed("directions.txt")
    at = next((at for at, token in enumerate(tokens) if token in ends), 0)
    return 0 < at <= TITLED and tokens[at] in meanings("streets.txt").values()


def _told(words: Iterable[str]) -> tuple[str, ...]:
    """Words that tell streets and towns apart, each once; 113th is 113."""
    told = (word for word in words if word not in listed("street_kinds.txt"))
    return tuple(dict.fromkeys(counted[1] if (counted := _COUNTED.fullmatch(word)) else word for word in told))


def _han(typed: str, country: str) -> Address:
    door = addresses.key(typed, country)
    street = door.partition(":")[2]
    number = _HAN_HOUSE.search(street)
    named = street[: number.start()] if number else street
    return Address(door=door, number=number[0] if number else "", street=(named,) if named else ())
