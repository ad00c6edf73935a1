"""Is one Chinese name short for another, how is it made of it, and what does it leave out?"""

from collections import Counter
from itertools import accumulate, takewhile

from greening.matching.organisations.keys import initials_key, letters_key
from greening.matching.organisations.parts import Name, grams, in_length
from greening.matching.organisations.shortening import (
    NATION,
    SHORT,
    STOCK,
    WHOLE,
    firsts,
    spells,
    words,
)
from greening.matching.organisations.words import listed
from greening.matching.values import Key

SHUFFLED = 4
"""Characters from which a short name in another order is hardly chance."""

Found = tuple[str, tuple[Key, ...]]
"""What a short name is to a long one, as in the weight table, and what they share."""


def part_of(short: Name, long: Name) -> Found | None:
    """Whether the short name, or what it says beside its place, stands in the long one as it is."""
    if _is_lettered(short, long):
        return "contained", (*_grams(short.head[1:]), *_lettered(short, long))
    least, most = (short.core, long.core) if in_length(short.core, long.core) else (long.core, short.core)
    if not ((len(least) > 1 and least in most) or short.head in long.head):
        return None
    if long.head.startswith(short.head) or (most.startswith(least) and least == short.core):
        return "contained", _grams(least)
    return None if _astride(least if least in most else short.head, long) else ("inside", _grams(least))


def made_of(short: Name, long: Name) -> Found | None:
    """Whether the short name is made of pieces of the long one, as people who shorten names make it."""
    if short.form.endswith(WHOLE) or not 1 < len(short.head) <= SHORT:
        return None
    if _in_order(short, long):
        if not spells(short.head, long):
            return "shortened", (*_lettered(short, long), *_grammed(short, long))
        equal = short.head in short.initials and short.head in long.initials
        return "initials", (initials_key(short.head),) if equal else (*_lettered(short, long), *_grammed(short, long))
    if _gapped(short, long):
        return "inside", _grammed(short, long)
    return ("shuffled", _grammed(short, long)) if _shuffled(short, long) else None


def surplus(one: Name, other: Name) -> tuple[int, ...]:
    """What the longer of two names says that the other does not, and the other way round: the less, the sooner it is meant.

    The later a short name departs from the long one, and the fewer characters of its brand, and of all of it, are left over,
    the better; then the head office goes before its place, and a stock company before others, whose name a house is known by.
    A name that says what the longer one does not is not short for it: of such, none is nearer.
    """
    short, long = sorted((one, other), key=lambda name: (len(name.head or name.whole), name.whole))
    if not (short.is_han and long.is_han):
        return (_spare(short.whole, long.whole).total() + _spare(long.whole, short.whole).total(),)
    if _spare(short.head, long.head + long.form + "".join(firsts(long.head, long.core, long.places))):
        return (1,)
    inner, body = words(long.head, long.core)
    spare, trades = _spare(long.head, short.head), listed("trades_han.txt")
    brand = Counter("".join(word for word in body if word not in trades))
    parted = sum(pair not in long.head for pair in grams(short.head))
    begun = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(short.core, long.core, strict=False)))
    placed = bool(long.places or inner) > bool(short.places or short.head.startswith(NATION))
    return (0, parted, -begun, (brand & spare).total(), spare.total(), placed, STOCK not in long.form)


def _is_lettered(short: Name, long: Name) -> bool:
    """Whether a short name says the place by one character, and then how the brand begins: 粤澜序 of 广东省澜序机床."""
    first, others = short.head[:1], short.head[1:]
    is_brand = len(others) >= len(NATION) and long.core.startswith(others)
    return is_brand and first in firsts(long.head, long.core, long.places)


def _astride(text: str, long: Name) -> bool:
    """Whether a text stands in a name without beginning or ending where one of its words does: 兰生 of 澜兰生物科技."""
    body = words(long.head, long.core).body
    start = "".join(body).find(text)
    ends = set(accumulate(map(len, body), initial=0))
    within = range(start, start + len(text) + 1)
    return start >= 0 and any(at in ends for at in within) and within[0] not in ends and within[-1] not in ends


def _in_order(short: Name, long: Name) -> bool:
    """Whether the characters of a short name stand in the long one in their order, beginning with what such names begin
    with: 南钢 of 南京钢铁, 粤高速 of 广东省高速公路.
    """
    first, others = short.head[0], short.head[1:]
    text = long.head + long.form
    if len(short.head) >= len(text) or first not in firsts(long.head, long.core, long.places):
        return False
    rest = iter(text.removeprefix(first))
    return all(character in rest for character in others)


def _gapped(short: Name, long: Name) -> bool:
    """Whether a name stands in a longer one with something left out of it: 砚溪物流 of 苏中砚溪国际物流."""
    within = long.brand.startswith(short.brand) or long.brand.endswith(short.brand)
    return within and len(short.brand) > 1 and set(short.trades) <= set(long.trades)


def _shuffled(short: Name, long: Name) -> bool:
    """Whether all characters of a short name are those of the longer one in another order: 机械澜序."""
    return len(short.head) >= SHUFFLED and not _spare(short.head, long.head)


def _lettered(short: Name, long: Name) -> tuple[Key, ...]:
    return tuple(letters_key(pair) for pair in short.letters if pair in long.letters)


def _grammed(short: Name, long: Name) -> tuple[Key, ...]:
    return tuple(key for key in _grams(short.core) if key in _grams(long.core))


def _grams(text: str) -> tuple[Key, ...]:
    return tuple(Key("gram", gram) for gram in dict.fromkeys(grams(text)))


def _spare(text: str, other: str) -> Counter[str]:
    return Counter(text) - Counter(other)
