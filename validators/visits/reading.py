"""What does a note hold once its empty words are gone? Kinds of information, and what is left over.

A note is taken apart in this order: phrases that say nothing, words that carry no fact, then the search for kinds of
information in the rest. What is neither empty nor informative is the residual: text that no list knows.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from validators.data import rows
from validators.settings import Settings
from validators.text import clean, is_vacant, simplified

GAP = "·"
WORD_WEIGHT = 2  # a Latin word says about as much as two Han characters

_LATIN = re.compile(r"[a-z][a-z'’]*")
_FILLING = re.compile(
    r"[的了着过吧呢吗啊哦嗯呀嘛啦哈就也都又再还才正刚已将会能可以说讲问和与及跟给对向把被让从到在于为以请先后里上下中内外前来去起出回这那它他她我你您是有没无未不很太好等些点个位次下打发加做得地之其所或而且并但若如则因此故即只最更较挺多少大小每各令]"
)
_CONTENT = re.compile(r"[^\W_a-z]")
_REPEATED = re.compile(r"(.{1,4}?)\1+")
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefgh")
_KEYS = 3
_TRIALS = frozenset({"test", "testing", "ceshi", "测试", "demo"})


@dataclass(frozen=True, slots=True)
class Contents:
    """`units` are the kinds of information found, sorted; `residual` counts what no list knows, in Han characters;
    `length` counts the whole note the same way. `is_dense` says that it holds no empty word at all.
    """

    units: tuple[str, ...]
    residual: int
    length: int
    is_dense: bool
    vacant: bool
    gibberish: bool


class Reader:
    """Reads notes by the word lists of one policy."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._phrases = _any_of(set(words["visit_phrases"]))
        self._empty = _any_of({word for line in words["visit_empty_words"] for word in line.split()})

    def read(self, note: str) -> Contents:
        """Take a note apart. The same note always holds the same."""
        text = simplified(clean(note)).casefold().replace(GAP, " ")
        rest = self._empty.sub(GAP, self._phrases.sub(GAP, text))
        units, left = _units(rest)
        return Contents(
            units, _size(_FILLING.sub("", left)), _size(text), GAP not in rest, is_vacant(text), _is_gibberish(text)
        )


@lru_cache(maxsize=8)
def reader(settings: Settings) -> Reader:
    """The reader of these settings, made once."""
    return Reader(settings.words)


def _units(text: str) -> tuple[tuple[str, ...], str]:
    """The kinds of information in a text, and the text without them."""
    found = {kind for kind, pattern in _kinds() if pattern.search(text)}
    left = text
    for kind, pattern in _kinds():
        if kind in found:
            left = pattern.sub(GAP, left)
    if "who" in found:  # 张经理 is one person, not a person and a post
        found.discard("role")
    return tuple(sorted(found)), left


def _size(text: str) -> int:
    return len(_CONTENT.findall(text)) + WORD_WEIGHT * len(_LATIN.findall(text))


def _is_gibberish(text: str) -> bool:
    """Punctuation, digits alone, one thing over and over, or keys in a row."""
    bare = "".join(filter(str.isalnum, text))
    if not bare or bare.isdigit():
        return True
    repeated = _REPEATED.fullmatch(bare)
    if bare in _TRIALS or (repeated and len(repeated[1]) <= 2 and len(bare) > 2):  # noqa: PLR2004  啊啊啊啊, hahaha
        return True
    bare = repeated[1] if repeated else bare
    words = text.split()
    if len(words) > 1 or not bare.isascii() or not bare.isalpha():
        return False
    return len(bare) >= _KEYS and any(bare in row for row in _KEY_ROWS)


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    """Any of the words, the longest that fits; Latin ones only as whole words."""
    latin = [word for word in words if word.isascii()]
    return re.compile(rf"{_alternatives(set(words).difference(latin))}|\b{_alternatives(latin)}\b")


def _alternatives(words: Collection[str]) -> str:
    """A pattern for words that tries every character once, however many words begin with it; the longest word wins."""
    tails: dict[str, list[str]] = defaultdict(list)
    for word in filter(None, words):
        tails[word[0]].append(word[1:])
    branches = "|".join(re.escape(first) + _alternatives(rest) for first, rest in sorted(tails.items()))
    return f"(?:{branches})" + "?" * ("" in words) if branches else ""


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in rows("visit_units.txt"))
