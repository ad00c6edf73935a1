"""How alike are two names in letters? By the words that they share, each as much worth as it is rare."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from greening.matching.frequencies import Frequencies, rarity
from greening.matching.organisations.keys import START, core_key, word_key
from greening.matching.organisations.parts import Name, in_length
from greening.matching.organisations.words import listed
from greening.matching.scheme import Step
from greening.matching.values import Key, once

NEARLY_ALL, MOST, SOME = 0.9, 0.6, 0.3
"""Shares of a name's weight that the shared words make: of the longer, of the shorter, or of both names together."""
COMMON = 0.3
"""What a word of trade weighs against one of the same rarity that is a name."""
LONG_WORD = 5
"""Letters of the longer word from which one that differs is a typing error; twice as many allow two."""
BRANDED = frozenset({"same_words", "contained", "overlap", "some_words"})
"""Levels at which two names may share a brand."""
REGISTERED = {
    "some_words": "registered_some_words",
    "few_words": "registered_differs",
    "differs": "registered_differs",
}
"""What it means where both names have a legal form: then there are two companies, of one house at most."""
APART = frozenset({"differs", "registered_differs"})
"""Levels at which what is shared counts nothing."""
SHORTENED = 3
"""Letters that a word may be shortened to: deli for delicatessen, acad for academy."""


def compare(left: Name, right: Name, frequencies: Frequencies) -> Step:
    """What the words of two names that are not equal say; the same for both orders."""
    if left.core.replace(" ", "") == right.core.replace(" ", ""):
        name = min((left, right), key=lambda one: (-frequencies.count(core_key(one)), one.core, one.branch))
        return Step("name", "name.same_core", (core_key(name),), {"value": name.core})
    if len(left.words) == 1 or len(right.words) == 1:
        short, long = (left.whole, right.whole) if in_length(left.whole, right.whole) else (right.whole, left.whole)
        if len(short) >= START and long.startswith(short):
            return Step("name", "name.contained", (Key("start", short[:START]),), {"value": short})
    met = _met(left.words, right.words)
    own, others = zip(*met, strict=True) if met else ((), ())
    spare = [word for word in left.words if word not in own], [word for word in right.words if word not in others]
    shared = once([one if one == other else _commoner(one, other, frequencies) for one, other in met])
    level = _level(shared, *spare, frequencies) if shared or not all(spare) else "differs"
    if level in BRANDED and _trades_differ(*spare):
        level = "trade_differs"
    if level == "differs" and _is_acronym(left.words, right.words):
        return Step("name", "name.acronym")
    if left.form and right.form:
        level = REGISTERED.get(level, level)
    keys = () if level in APART else tuple(map(word_key, shared))
    return Step("name", f"name.{level}", keys, {"value": " ".join(sorted(shared))})


def _level(shared: Sequence[str], left: Sequence[str], right: Sequence[str], frequencies: Frequencies) -> str:
    """How much of two names the words are that they share, beside those that only the left one or the right one has."""
    if not left and not right:  # then no word needs to be weighed
        return "same_words"
    both = _weight(shared, frequencies)
    own, other = both + _weight(left, frequencies), both + _weight(right, frequencies)
    least, whole = min(own, other), own + other - both
    if both >= NEARLY_ALL * max(own, other):
        return "same_words"
    if both >= NEARLY_ALL * least:
        return "contained"
    if both >= MOST * whole:
        return "overlap"
    if both >= SOME * whole or both >= MOST * least:
        return "some_words"
    return "few_words" if both >= SOME * least else "differs"


def _weight(words: Sequence[str], frequencies: Frequencies) -> float:
    if not words:
        return 0.0
    trades = listed("trades_latin.txt")
    return sum([rarity(frequencies, (word_key(word),)) * (COMMON if word in trades else 1.0) for word in words])


def _commoner(one: str, other: str, frequencies: Frequencies) -> str:
    """Of two words that are one the spelling that more have."""
    own, others = frequencies.count(word_key(one)), frequencies.count(word_key(other))
    return min(one, other) if own == others else one if own > others else other


def _met(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Words that are one, each used once: equal ones first, then those of a typing error or shortened."""
    own, other = list(dict.fromkeys(left)), list(dict.fromkeys(right))
    met = [(word, word) for word in own if word in other]
    if len(met) in {len(own), len(other)}:
        return met
    own, other = [w for w in own if w not in other], [w for w in other if w not in own]
    if len(own) > 1 or len(other) > 1:
        met += _joined(own, other)
    other.sort()
    for word in sorted(own):
        for near in other:
            if _alike(word, near):
                met.append((word, near))
                other.remove(near)
                break
    return met


def _trades_differ(own: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all that two names do not share is a trade, another one each: Larkmoor Trading, Larkmoor Logistics."""
    if not own or not others:
        return False
    known, vague = listed("trades_latin.txt"), listed("vague_latin.txt")
    return all(known.issuperset(words) and not vague.issuperset(words) for words in (own, others))


def _joined(own: list[str], other: list[str]) -> list[tuple[str, str]]:
    """Two neighbours that the other name writes as one word, taken out of both: bunny land and bunnyland."""
    met = [(part, whole) for parts, whole in _parted(own, other) for part in parts]
    return met + [(whole, part) for parts, whole in _parted(other, own) for part in parts]


def _parted(words: list[str], wholes: list[str]) -> list[tuple[tuple[str, str], str]]:
    found = []
    for parts in zip(tuple(words), tuple(words[1:]), strict=False):
        whole = "".join(parts)
        if whole in wholes and all(part in words for part in parts):
            found.append((parts, whole))
            wholes.remove(whole)
            words[:] = [word for word in words if word not in parts]
    return found


def _alike(one: str, other: str) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not one.isalpha() or not other.isalpha():
        return False
    if len(short) >= SHORTENED and long.startswith(short):
        return True
    slips = 1 + (len(short) >= 2 * LONG_WORD)
    return len(long) >= LONG_WORD and OSA.distance(one, other, score_cutoff=slips) <= slips


def _is_acronym(left: Sequence[str], right: Sequence[str]) -> bool:
    initials = ("".join(word[0] for word in words) for words in (left, right))
    return any(len(word) > 1 and word in words for word, words in zip(initials, (right, left), strict=True))
