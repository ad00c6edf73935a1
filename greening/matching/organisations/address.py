"""Which door does an address mean? Number, street and post code, whatever stands around them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from greening.matching.organisations.words import listed, meanings
from validators import addresses
from validators.text import clean, simplified

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[^\W_]+")
_HOUSE = re.compile(r"[0-9]{1,5}[a-z]?")
_POST_CODE = re.compile(r"[0-9]{5,6}")
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)")
_BEYOND_STREET = frozenset({"at", "near", "off", "between", "ste", "apt", "rm", "unit", "fl"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart. `door` is what is compared whole, `number` and `words` one by one; `post_code` if it says one."""

    door: str = ""
    number: str = ""
    words: tuple[str, ...] = ()
    post_code: str = ""

    def __bool__(self) -> bool:
        return bool(self.door or self.words)


NO_ADDRESS = Address()


@lru_cache(maxsize=65536)
def parse(typed: str, country: str) -> Address:
    """Take an address apart; an empty one has no parts.

    >>> parse("435 S. La Cienega Boulevard", "US")
    Address(door='', number='435', words=('cienega',), post_code='')
    """
    plain = simplified(clean(typed)).casefold()
    if _HAN.search(plain):
        return _han(typed, country)
    tokens = [meanings("streets.txt").get(token, token) for token in _TOKEN.findall(plain.replace("'", ""))]
    numbers = [at for at, token in enumerate(tokens) if _HOUSE.fullmatch(token) or _POST_CODE.fullmatch(token)]
    post = _post_at(tokens, numbers)
    house = next((at for at in numbers if at != post and _HOUSE.fullmatch(tokens[at])), None)
    ends = [at for at, token in enumerate(tokens) if token in _BEYOND_STREET and (house is None or at > house + 1)]
    street = tokens[: ends[0]] if ends else tokens
    words = [t for at, t in enumerate(street) if at not in {post, house} and t not in listed("street_kinds.txt")]
    return Address(
        number=tokens[house] if house is not None else "",
        words=tuple(dict.fromkeys(words)),
        post_code=tokens[post] if post is not None else "",
    )


def _post_at(tokens: list[str], numbers: list[int]) -> int | None:
    """Where the post code stands: the last number long enough, if a house number stands before it or words do."""
    long = [at for at in numbers if _POST_CODE.fullmatch(tokens[at])]
    if not long or long[-1] == 0:
        return None
    return long[-1] if len(numbers) > 1 or long[-1] == len(tokens) - 1 else None


def _han(typed: str, country: str) -> Address:
    door = addresses.key(typed, country)
    street = door.partition(":")[2]
    number = re.search(r"[0-9]+(?:-[0-9]+)?(?=号)", street)
    words = (street[: number.start()],) if number else ((street,) if street else ())
    return Address(door=door, number=number[0] if number else "", words=tuple(word for word in words if word))
