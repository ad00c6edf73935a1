"""How are Chinese names shortened? By the first characters of their words, and from the end; place and form go first."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from greening.matching.organisations.parts import Name
from greening.matching.organisations.words import listed, ways
from validators import regions
from validators.regions.tree import line_of, short_name

NATION = "中国"
STOCK = "股份"
SHORT = 6
"""Characters, at most, of a name that may be short for another."""
BRAND_LETTERS = 4
"""Characters of what follows the place that a short name takes one of."""
END_LETTERS = 3
"""Characters of the end of a name that a short one takes one of."""
HOUSES = "行院所社校局"
"""How kinds of houses end that are shortened to this end: 银行, 研究院."""
INITIALS = 4
"""Characters of a name that is made of how words begin, at most."""
PROVINCE, CITY = 2, 4
"""Digits of a region code that say the province, and the city."""
WHOLE = ("公司", "伙", "企业")
"""How a form ends that is written out."""
_LARGE = re.compile(r"股份|集团|控股|总公司|银行|大学|学院|医院|电视台|研究院|设计院|公社|合作社|联社|局$|院$|社$|行$")


class Words(NamedTuple):
    """A name up to its form in its words: the places that it begins with, the wider first, then brand and trades."""

    places: tuple[str, ...]
    body: tuple[str, ...]


@lru_cache(maxsize=65536)
def words(head: str, core: str) -> Words:
    """The words of a name.

    >>> words("广东省澜序机床", "澜序机床")
    Words(places=('广东',), body=('澜序', '机床'))
    """
    lead = head.removesuffix(core) or head.removesuffix(regions.find(head).rest)
    body = head.removeprefix(lead)
    return Words(_places(lead), tuple(word for word in _word().split(body) if word))


def is_named_by_place(name: Name) -> bool:
    """Whether a name's brand is, or begins with, a place: of 栖霞建设 nobody knows whether it lies there."""
    return bool(name.places) and name.core == name.head and bool(words(name.head, name.core).places)


def letters(head: str, core: str, places: tuple[str, ...], form: str) -> tuple[str, ...]:
    """Pairs of characters that a name is where it is short, and that it may be shortened to where it is long.

    Whoever shortens takes the first character of a place, its letter (粤), or the first of the brand; then one of the
    brand, of the end, or the first of a trade. Only of old and large companies are names made so, and of these the form
    tells.
    """
    pairs = [head[0] + other for other in head[1:]] if len(head) <= SHORT else []
    if len(head) > 1 and _is_large(form or head[-2:]):
        body = words(head, core).body
        seconds = (
            *"".join(body)[:BRAND_LETTERS],
            *(word[0] for word in body),
            *head[-END_LETTERS:],
            *("控" if "控股" in form else ""),
        )
        pairs += [one + other for one in firsts(head, core, places) for other in seconds if one != other]
    if not pairs:
        return ()
    left_out = {NATION, head[:2], core[:2]}
    return tuple([pair for pair in dict.fromkeys(pairs) if len(head) == len(pair) or pair not in left_out])


@lru_cache(maxsize=4096)  # names share their forms
def _is_large(end: str) -> bool:
    """Whether old and large companies are called so: by the form, or by the end of a name without one."""
    return bool(_LARGE.search(end))


def initials(head: str, core: str, places: tuple[str, ...], form: str) -> tuple[str, ...]:
    """What a short name is, and how the words of a long one begin: without its place, and with its character or letter."""
    if len(head) <= INITIALS and not form.endswith(WHOLE):
        return (head,)
    if not _is_large(form or head[-2:]):
        return ()
    inner, body = words(head, core)
    vague = listed("vague_han.txt")
    begun = "".join(word[0] for word in body if word not in vague) + ("控" if "控股" in form else "")
    placed = (*(place[0] for place in inner), *(letter for code in places for letter in place_letters(code)))
    found = dict.fromkeys(place + begun for place in ("", *placed))
    return tuple(text for text in found if 1 < len(text) <= INITIALS)


def firsts(head: str, core: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """What a short form of a name may begin with."""
    inner, body = words(head, core)
    found = (head[0], core[0], *(place[0] for place in inner), *(word[0] for word in body[:1]))
    return tuple(dict.fromkeys((*found, *(letter for code in places for letter in place_letters(code)))))


@cache
def place_letters(code: str) -> tuple[str, ...]:
    """The letters that stand for a city and its province: 粤, 广 and 鹏 for 440300."""
    known = ways("place_letters.txt")
    return (*known.get(code[:PROVINCE], ()), *known.get(code[:CITY], ()))


def spells(short: str, long: Name) -> bool:
    """Whether the words of the long name begin with the characters of the short one, and every word has its part in it.

    Places may be left out, or stand there by their letter; a bank may stand by its 行; and trades that say hardly anything
    may be left out. 南钢 is spelt by 南京钢铁, and not by 南京澜序钢铁.
    """
    return bool(_spelling(long.head, long.core, long.places, "控股" in long.form).fullmatch(short))


@lru_cache(maxsize=4096)
def _spelling(head: str, core: str, codes: tuple[str, ...], held: bool) -> re.Pattern[str]:  # noqa: FBT001
    places, body = words(head, core)
    letters = tuple(letter for code in codes for letter in place_letters(code))
    return re.compile("".join((*_openings(places, letters), *map(_taken, body), "(?:控股?)?" if held else "")))


def _openings(places: tuple[str, ...], letters: tuple[str, ...]) -> Iterator[str]:
    """Patterns of the places: each may be left out, one by its letter, or stand by its first character, or whole."""
    for place in places or ("",):
        options = [re.escape(place), *map(re.escape, place[:1]), *letters]
        yield f"(?:{'|'.join(dict.fromkeys(filter(None, options)))})?" if any(options) else ""


def _taken(word: str) -> str:
    """The pattern of what is taken of a word: its first characters; of a trade any behind the first, of a bank its 行."""
    first, *others = map(re.escape, word)
    if word not in listed("trades_han.txt"):
        return first + "".join(f"(?:{other}" for other in others) + ")?" * len(others)
    taken = first + "".join(f"{other}?" for other in others)
    house = f"|{word[-1]}" if word[-1] in HOUSES else ""
    return f"(?:{taken}{house}){'?' if word in listed('vague_han.txt') else ''}"


def _places(lead: str) -> tuple[str, ...]:
    """The places that a name begins with, without their kinds: 广西 and 河池 of 广西河池市."""
    if not lead or lead == NATION:
        return (lead,) if lead else ()
    line = line_of(regions.find(lead).code)
    return tuple(name for name in (short_name(division.name) for division in line) if name in lead) or (lead,)


@cache
def _word() -> re.Pattern[str]:
    """Trades, the longest first; what stands between them is brand."""
    trades = sorted(listed("trades_han.txt"), key=lambda trade: (-len(trade), trade))
    return re.compile(f"({'|'.join(map(re.escape, trades))})")
