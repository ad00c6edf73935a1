"""Where does an address say that it lies? Read from its beginning, longest name first, as far as it is certain.

A district says nothing about its city where two cities have one of that name (朝阳区, 鼓楼区): then the candidates are
given and the place is ambiguous. Old names are understood (杭州市下城区), traditional characters too.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from validators.regions.names import SHORTEST_NAME, Names, anywhere, below
from validators.regions.tree import HONG_KONG, MACAO, TAIWAN, full_name
from validators.text import clean, simplified

# Country, postcode, and the science parks that Taiwanese addresses name before the county they lie in.
LEADING = re.compile(
    r"(?:中国大陆|中华人民共和国|中国|中华民国|[(\[]?\d{3,6}[)\]]?|地址|[\s,:.·-]|(?:新竹|中部|南部)科学(?:工业)?园区(?=..[县市]))+"
)
_MAY_LEAD = "中地新南"
"""Letters with which the words among these begin."""
# 南京路 is a street in Shanghai: a name without its kind counts only where no street, station or building follows.
A_STREET = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]?[东西南北中]?"
    r"(?:大?[路街道]|巷|弄|胡同|[区县镇乡村站桥港湾门]|大厦|广场|花园|小区|公园|商城|府|苑)"
)
_HOMES = {"TW": TAIWAN, "HK": HONG_KONG, "MO": MACAO}


class Place(NamedTuple):
    """What an address says about its region.

    `code` is the deepest division that is certain, empty where none is, and `name` its full name. `candidates` are
    the codes that the text may mean when it is `ambiguous`. `rest` is the folded text behind what was understood.
    """

    code: str = ""
    name: str = ""
    candidates: tuple[str, ...] = ()
    ambiguous: bool = False
    rest: str = ""


@lru_cache(maxsize=16384)
def find(address: str, *, country: str = "CN") -> Place:
    """The place at the beginning of an address; an empty `Place` where it does not begin with one.

    `country` (ISO 3166, two letters) decides between equal names: 连江县 lies in Fujian and on Matsu.
    """
    return beginning(simplified(clean(address)), country=country)


def beginning(plain: str, *, country: str = "CN") -> Place:
    """The place at the beginning of a text that is clean and in simplified characters: as `find`, but not remembered."""
    text = _opened(plain.replace("巿", "市"))
    codes, rest = _longest(text, anywhere(_HOMES.get(country, "")))
    return _settled("", codes, rest) if codes else Place(rest=text)


def _settled(code: str, codes: tuple[str, ...], rest: str) -> Place:
    """Follow the text from what is certain (`code`) to what it may mean next (`codes`), as deep as it goes."""
    while len(codes) == 1:
        code = codes[0]
        codes, rest = _longest(_opened(rest), below(code))
    return Place(code, full_name(code), codes, bool(codes), _opened(rest))


def _opened(text: str) -> str:
    """The text without what people write before a place."""
    if text[:1].isalpha() and text[0] not in _MAY_LEAD:
        return text
    return text[opening.end() :] if (opening := LEADING.match(text)) else text


def _longest(text: str, names: Names) -> tuple[tuple[str, ...], str]:
    """What the longest name at the beginning of the text stands for, and the text behind it."""
    for length in names.lengths.get(text[:SHORTEST_NAME], ()):
        for codes, is_full in names.meanings.get(text[:length], ()):
            if is_full or _is_meant(codes, text[length:]):
                return codes, text[length:]
    return (), text


def _is_meant(codes: tuple[str, ...], rest: str) -> bool:
    """Whether a short name is more than the beginning of a street's: what follows is no street, or a part of it."""
    return not A_STREET.match(rest) or any(_longest(rest, below(code))[0] for code in codes)
