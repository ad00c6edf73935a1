"""Which codes and names of counties are no longer in force, and what took their place?

History: the table of GB/T 2260 since 1980 that python-stdnum carries. Successors: the division of the same name in the
same province or in the one that was split off from it, else `region_successors.txt`; where neither knows one, none is claimed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from stdnum import numdb

from validators.data import rows
from validators.regions.tree import CODE_LENGTH, Division, divisions, short_name

_NOT_A_PLACE = re.compile(r"市辖区|县|市区|省直辖.*|自治区直辖.*|.*地区|.*郊区?")
_YEARS = re.compile(r"\[[\d-]*\]")
_CITY = 4  # digits of a code that say the city
_SPLIT_OFF = {"44": "46", "51": "50"}  # Hainan left Guangdong in 1988, Chongqing left Sichuan in 1997


@dataclass(frozen=True, slots=True)
class Former:
    """A name that is gone. `code` is what it stood under, `successor` the code in force now, empty where unknown."""

    code: str
    name: str
    successor: str


@cache
def formers() -> Mapping[str, Former]:
    """Every former division by its code; a code that is in force today is not among them."""
    return {former.code: former for former in _history() if former.code not in divisions()}


@cache
def former_names() -> Mapping[str, tuple[Former, ...]]:
    """Names that counties of a city once had, by the code of the city or municipality."""
    found: defaultdict[str, list[Former]] = defaultdict(list)
    for former in _history():
        city = former.code[:_CITY].ljust(CODE_LENGTH, "0")
        now = divisions().get(former.code)
        if now is None or now.name != former.name:
            found[city if city in divisions() else former.code[:2].ljust(CODE_LENGTH, "0")].append(former)
    return {city: tuple(group) for city, group in found.items()}


@cache
def _history() -> tuple[Former, ...]:
    """Every name under every code that was ever in force, the last name of a code last."""
    merged = {code: successor for code, successor, _ in rows("region_successors.txt")}
    heirs = _heirs()
    return tuple(
        Former(code, name, merged.get(code) or _heir(code, name, heirs))
        for code, names in _entries()
        for name in _YEARS.sub("", names).split(",")
        if not _NOT_A_PLACE.fullmatch(name)
    )


def _entries() -> Iterator[tuple[str, str]]:
    for _, province, _, _, counties in numdb.get("cn/loc").prefixes:
        for _, low, _, properties, _ in counties:
            if len(province + low) == CODE_LENGTH:
                yield province + low, properties["county"]


def _heir(code: str, name: str, heirs: Mapping[tuple[str, str], str]) -> str:
    if code in divisions():
        return code
    short, province = short_name(name), code[:2]
    return heirs.get((province, short)) or heirs.get((_SPLIT_OFF.get(province, ""), short), "")


def _heirs() -> dict[tuple[str, str], str]:
    """Present divisions by province and short name, where that is one."""
    found: defaultdict[tuple[str, str], list[Division]] = defaultdict(list)
    for division in divisions().values():
        if division.parent and division.code.isdigit():
            found[division.code[:2], short_name(division.name)].append(division)
    return {key: same[0].code for key, same in found.items() if len(same) == 1}
