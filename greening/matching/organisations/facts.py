"""What of companies has to be known in numbers, beside their keys, to see what two could have in common at most?"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray
from xxhash import xxh3_64_digest

from greening.matching.bounds.columns import Fact
from greening.matching.bounds.letters import (
    Sets,
    codes_of,
    counted,
    letters,
    neighbours,
    of_letters,
    of_neighbours,
    sets,
    sized,
    spans,
    told_apart,
)
from greening.matching.organisations.address import NO_ADDRESS, Address
from greening.matching.organisations.features import Features
from greening.matching.organisations.han_names import KINDS
from greening.matching.organisations.latin_names import SHORTENED
from greening.matching.organisations.parts import Name
from greening.matching.organisations.shortening import NATION, PROVINCE, SHORT, WHOLE, place_letters
from greening.matching.organisations.words import listed
from greening.matching.values import once

T = TypeVar("T")
Facts = dict[str, Fact]

NAMED, HAN, FORMED, ALIASED, PLACED, ORDERED, BRANCHED, CROWDED = (1 << place for place in range(8))
"""Bits of ``flags``."""
ADDRESSED, WINDING = 1, 2
"""Bits of ``address``."""
SHORTENING = 1 << len(KINDS)
"""Bit of ``kinds`` above those of the form: whether a Chinese name may be short for another."""
WORDS, PHONES, PERSONS, IDS, STREETS = 6, 3, 3, 2, 2
"""Values of a kind that are held of a record; of one that has more, nothing is ruled out by them."""
SIGNS, BEGINNINGS = -1, 1 << 30
"""How begins what is not of letters, and how many beginnings are told apart at most."""
NOTHING = bytes(8)
"""What stands for an empty text."""


def facts(features: Sequence[Features]) -> Facts:
    """The numbers of records, a row each, by name; 0 where a record has nothing of the kind."""
    names = [one.name for one in features]
    return {
        "flags": _counts(list(map(_flags, features, names)), np.int16),
        **_spread(_of_han, [name if name.is_han else None for name in names]),
        **_spread(_of_words, [name.words or None for name in names]),
        "id_kind": _filled([_id_kinds(one.ids) for one in features], IDS, _hashed),
        "phone": _filled([one.phones for one in features], PHONES, neighbours),
        "person": _filled([one.persons for one in features], PERSONS, letters),
        "province": _counts([_province(one.region) for one in features], np.int32),
        **_spread(_of_addresses, [None if one.address is NO_ADDRESS else one.address for one in features]),
    }


def _flags(features: Features, name: Name) -> int:
    flags = HAN if name.is_han else 0
    if name.whole:
        flags |= NAMED
    if name.form:
        flags |= FORMED
    if name.places:
        flags |= PLACED
    if name.ordinals:
        flags |= ORDERED
    if name.branch:
        flags |= BRANCHED
    if features.aliases:
        flags |= ALIASED
    return flags | CROWDED if len(features.persons) > PERSONS else flags


def _of_han(names: Sequence[Name]) -> Facts:
    """What Chinese names say: their parts stand behind each other, with a sign behind each that no part holds."""
    parts = [f"{one.brand}\0{one.core}\0{one.head}\0{one.form}{_letters_of(one.places)}\0" for one in names]
    codes = codes_of(parts)
    brands, cores, heads, ends = np.flatnonzero(codes == 0).reshape(-1, 4).T
    starts = np.append(-1, ends[:-1])[: len(names)] + 1
    is_nation = (codes[starts] == ord(NATION[0])) & (codes[starts + 1] == ord(NATION[1]))
    sizes, kinds = heads - cores - 1, _counts([_kinds(one.form) for one in names], np.int8)
    own, pairs = of_letters(codes) * (codes != 0), of_neighbours(codes)
    return {
        "kinds": np.where((sizes > 1) & (sizes <= SHORT), kinds, kinds & ~np.int8(SHORTENING)),
        "brand_letters": sets(own, starts + len(NATION) * is_nation, brands),
        "trade_letters": sets(own, brands + 1 + (brands - starts), cores),  # what the core has behind its brand
        "core_letters": sets(own, brands + 1, cores),
        "core_grams": sets(pairs, brands + 1, cores - 1),
        "head_letters": sets(own, cores + 1, heads),
        "head_grams": sets(pairs, cores + 1, heads - 1),
        "long_letters": sets(own, cores + 1, ends),
    }


def _of_words(names: Sequence[Sequence[str]]) -> Facts:
    """What the words of names say, in the order of their keys; each word is looked at once."""
    words = list(map(once, names))
    every = {word: at for at, word in enumerate(once(chain.from_iterable(words)), 1)}
    at = _filled(words, WORDS, lambda flat: _counts([every[word] for word in flat], np.int64))
    own, trades = list(every), listed("trades_latin.txt")
    is_trade = np.append(False, _truths([word in trades for word in own]))
    numbers = _counts([every[word] for word in chain.from_iterable(names)], np.int64)
    ends = np.cumsum(sized(names))
    return {
        "core": _hashed(list(map("".join, names))),
        "words": sized(words).astype(np.int16),
        "trades": (is_trade[at] << np.arange(WORDS)).sum(axis=1).astype(np.int8),
        "word": np.append(0, counted(own))[at],
        "begins": np.append(0, _begins(own)).astype(np.int32)[at],
        "initials": sets(told_apart([word[0] for word in own])[numbers - 1], ends - sized(names), ends),
    }


def _of_addresses(addresses: Sequence[Address]) -> Facts:
    streets = [one.street for one in addresses]
    told = _counts([ADDRESSED if one.street or one.door or one.around else 0 for one in addresses], np.int8)
    return {
        "address": told | (sized(streets) > STREETS) * np.int8(WINDING),
        "street": _filled(streets, STREETS, letters),
        "streets": counted(list(map("".join, streets))),
        "number": _hashed([one.number for one in addresses]),
    }


def _id_kinds(ids: Sequence[str]) -> Sequence[str]:
    if len(ids) > 1:
        return once([one.partition(":")[0] for one in ids])
    return (ids[0].partition(":")[0],) if ids else ()


def _begins(words: Sequence[str]) -> Sets:
    """How each word begins: equal numbers where words begin equally, 0 where they are too short, `SIGNS` for what is no word."""
    starts, ends = spans(words)
    codes = np.append(codes_of(words), [0] * SHORTENED)[starts[:, None] + np.arange(SHORTENED)]
    begun = (codes @ (1 << 8 * np.arange(SHORTENED))) % BEGINNINGS + 1
    found = np.where(ends - starts >= SHORTENED, begun, 0)
    found[~_truths(list(map(str.isalpha, words)))] = SIGNS
    return found


@lru_cache(maxsize=1024)
def _kinds(form: str) -> int:
    """The kinds of a form, and whether short names have it, too."""
    return sum(1 << place for place, kind in enumerate(KINDS) if kind in form) | SHORTENING * (not form.endswith(WHOLE))


@lru_cache(maxsize=65536)
def _letters_of(places: tuple[str, ...]) -> str:
    return "".join(letter for code in places for letter in place_letters(code))


@lru_cache(maxsize=4096)
def _province(region: str) -> int:
    """A number for the province of a region: equal where that is."""
    return int.from_bytes(xxh3_64_digest(region[:PROVINCE].encode())) >> 33 or 1 if region else 0


def _hashed(texts: Sequence[str]) -> Sets:
    """A number for each text, equal where texts are."""
    digests = [xxh3_64_digest(text.encode()) if text else NOTHING for text in texts]
    return np.frombuffer(b"".join(digests), dtype=np.int64)


def _counts(numbers: Sequence[int], form: DTypeLike) -> NDArray[np.integer]:
    return np.array(numbers, dtype=form)


def _truths(values: Sequence[bool]) -> NDArray[np.bool_]:
    return np.array(values, dtype=np.bool_)


def _spread(told: Callable[[Sequence[T]], Facts], values: Sequence[T | None]) -> Facts:
    """The facts of those records that have a value, in rows of all of them."""
    at = np.array([place for place, value in enumerate(values) if value is not None], dtype=np.int64)
    found = told([value for value in values if value is not None])
    spread = {name: np.zeros((len(values), *column.shape[1:]), column.dtype) for name, column in found.items()}
    for name, column in found.items():
        spread[name][at] = column
    return spread


def _filled(values: Sequence[Sequence[str]], width: int, told: Callable[[Sequence[str]], Fact]) -> Fact:
    """What is told of the first values of each record, in columns."""
    sizes = sized(values)
    if sizes.max(initial=0) > width:
        values = [own[:width] for own in values]
    filled = np.zeros((len(values), width), dtype=np.int64)
    filled[np.arange(width) < sizes[:, None]] = told(list(chain.from_iterable(values)))
    return filled
