"""What of companies has to be known in numbers, to see what two could have in common at most?"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_digest

from greening.matching.bounds.letters import Sets, codes_of, counted, letters, neighbours
from greening.matching.organisations.features import Features
from greening.matching.organisations.han import sound
from greening.matching.organisations.han_names import KINDS
from greening.matching.organisations.keys import START, region_key
from greening.matching.organisations.latin_names import SHORTENED
from greening.matching.organisations.parts import Name
from greening.matching.organisations.shortening import NATION, PROVINCE, SHORT, WHOLE, place_letters
from greening.matching.organisations.words import listed

Numbers = NDArray[np.int64]

NAMED, HAN, FORMED, ALIASED, ADDRESSED, PLACED, ORDERED, SHORTENING, WINDING = (1 << place for place in range(9))
"""Bits of ``flags``."""
WORDS, PHONES, PERSONS, IDS, STREETS = 6, 3, 3, 2, 2
"""Values of a kind that are held of a record; of one that has more, nothing is ruled out by them."""
SIGNS, BEGINNINGS = -1, 1 << 30
"""How begins what is not of letters, and how many beginnings are told apart at most."""
NOTHING = bytes(8)
"""What stands for an empty text."""


def facts(features: Sequence[Features]) -> dict[str, Numbers]:
    """The numbers of records, a row each, by name; 0 where a record has nothing of the kind."""
    regions = [one.region for one in features]
    return {
        "flags": _counts(map(_flags, features)),
        **_of_names([one.name for one in features]),
        "id_kind": _filled([_id_kinds(one.ids) for one in features], IDS, _hashed),
        "phone": _filled([one.phones for one in features], PHONES, neighbours),
        "persons": _counts(len(one.persons) for one in features),
        "person": _filled([one.persons for one in features], PERSONS, letters),
        "region": _hashed(region_key(region).value if region else "" for region in regions),
        "province": _hashed(region[:PROVINCE] for region in regions),
        "street": _filled([one.address.street for one in features], STREETS, letters),
        "streets": counted(["".join(one.address.street) for one in features]),
        "number": _hashed(one.address.number for one in features),
        "door": _hashed(one.address.door for one in features),
    }


def _of_names(names: Sequence[Name]) -> dict[str, Numbers]:
    """What the names of records say. Words stand in the order of their keys."""
    words = [tuple(dict.fromkeys(name.words)) for name in names]
    return {
        "whole": _hashed(name.whole for name in names),
        "core": _hashed(name.core if name.is_han else name.core.replace(" ", "") for name in names),
        "brand": _hashed(name.brand for name in names),
        "sound": _hashed(sound(name.brand) if name.is_han else "" for name in names),
        "start": _hashed(name.whole[:START] for name in names),
        "branch": _hashed(name.branch for name in names),
        "opening": _hashed(_two(name.core) for name in names),
        "behind": _hashed(_two(name.head[1:]) for name in names),
        "kinds": _counts(_kinds(name.form) for name in names),
        "core_letters": letters([name.core for name in names]),
        "head_letters": letters([name.head for name in names]),
        "long_letters": letters([name.head + name.form + _letters_of(name.places) for name in names]),
        "brand_letters": letters([name.brand.removeprefix(NATION) for name in names]),
        "core_grams": neighbours([name.core for name in names]),
        "head_grams": neighbours([name.head for name in names]),
        "brand_grams": neighbours([name.brand.removeprefix(NATION) for name in names]),
        "trade_letters": letters(["".join(name.trades) for name in names]),
        "initials": counted(["".join(word[0] for word in name.words) for name in names]),
        "words": _counts(map(len, words)),
        "trades": _counts(map(_trades, words)),
        "word": _filled(words, WORDS, counted),
        "begins": _filled(words, WORDS, _begins).astype(np.int32),
    }


def _flags(features: Features) -> int:
    name = features.name
    return (
        NAMED * bool(name)
        | HAN * name.is_han
        | FORMED * bool(name.form)
        | ALIASED * bool(features.aliases)
        | ADDRESSED * bool(features.address)
        | PLACED * bool(name.places)
        | ORDERED * bool(name.ordinals)
        | WINDING * (len(features.address.street) > STREETS)
        | SHORTENING * (1 < len(name.head) <= SHORT and not name.form.endswith(WHOLE))
    )


def _id_kinds(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.partition(":")[0] for one in ids)) if ids else ()


def _two(text: str) -> str:
    """The first two characters, where there are so many."""
    return text[:2] if len(text) > 1 else ""


def _begins(words: Sequence[str]) -> Numbers:
    """How each word begins: equal numbers where words begin equally, 0 where they are too short, `SIGNS` for what is no word."""
    long = np.fromiter(map(len, words), dtype=np.int64, count=len(words)) >= SHORTENED
    codes = codes_of([word[:SHORTENED] for word in words if len(word) >= SHORTENED]).reshape(-1, SHORTENED)
    found = np.zeros(len(words), dtype=np.int64)
    found[long] = (codes @ (1 << 8 * np.arange(SHORTENED))) % BEGINNINGS + 1
    found[~np.fromiter(map(str.isalpha, words), dtype=np.bool_, count=len(words))] = SIGNS
    return found


@lru_cache(maxsize=1024)
def _kinds(form: str) -> int:
    return sum(1 << place for place, kind in enumerate(KINDS) if kind in form)


@lru_cache(maxsize=65536)
def _letters_of(places: tuple[str, ...]) -> str:
    return "".join(letter for code in places for letter in place_letters(code))


def _trades(words: Sequence[str]) -> int:
    known = listed("trades_latin.txt")
    return sum(1 << place for place, word in enumerate(words[:WORDS]) if word in known)


def _hashed(texts: Iterable[str]) -> Numbers:
    """A number for each text, equal where texts are."""
    return np.frombuffer(
        b"".join([xxh3_64_digest(text.encode()) if text else NOTHING for text in texts]), dtype=np.int64
    )


def _counts(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int64)


def _filled(values: Sequence[Sequence[str]], width: int, told: Callable[[Sequence[str]], Sets]) -> Numbers:
    """What is told of the first values of each record, in columns."""
    sizes = _counts(min(len(own), width) for own in values)
    rows = np.repeat(np.arange(len(values)), sizes)
    columns = np.arange(rows.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    filled = np.zeros((len(values), width), dtype=np.int64)
    filled[rows, columns] = told(list(chain.from_iterable(own[:width] for own in values)))
    return filled
