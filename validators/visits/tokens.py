"""Which kind of word stands where in a note? The note as a line of tags, one a word, for the grammar to read.

What a note says is told by how its words stand together, and only the closed classes can be listed: words that say
nothing, words that announce something, numbers with their units, days. Every other word is specific to this customer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from string import ascii_lowercase, punctuation
from typing import NamedTuple

from validators.data import rows
from validators.visits import forms
from validators.visits.forms import EMPTY, NUMBER, SOMETIME, WHEN, WORD

FILLING, LIGHT, SPECIFIC, NOT, IS, BREAK, KIN, ROLE = "f", "l", "x", "z", "=", "|", "K", "R"
GIVES, AWAITS, TREAT, NEEDS, MEETS, DECIDES = "g", "h", "i", "n", "m", "A"
TAGS: Mapping[str, str] = {
    "kin": KIN,
    "role": ROLE,
    "when": WHEN,
    "sometime": SOMETIME,
    "money": "M",
    "need": NEEDS,
    "must": "y",
    "want": "w",
    "paper": "d",
    "gives": GIVES,
    "treats": TREAT,
    "awaits": AWAITS,
    "against": "O",
    "rival": "C",
    "uses": "u",
    "decides": DECIDES,
    "rules": "a",
    "only_if": "k",
    "not": NOT,
    "form": FILLING,
    "anybody": FILLING,
    "act": "S",
    "meet": MEETS,
    "fact": "F",
}
"""The tag of each kind of word in `visit_units.txt`."""
CHANGED: Mapping[str, str] = {"number_dead": "N"}
"""The tags of `visit_changes.txt` that are no facts of the customer's."""

_FILLING = "的了着过吧呢吗啊哦嗯呀嘛啦哈就也都又再还才正将会能可以说讲和与及跟给对向把被让到在于为这那它他她我你您有很太其所或而且并但若如则因此故即只最更较每各令惟至若须嘅咗啲喺畀俾嚟咁佢哋乜呗喽咯哎唉噢喔诶哇们"
_LIGHT = "请先后里上下中内外前来去起出回好等些点个位次打发加做地之挺多少大小一已待另作时候样见谈聊看听喝陪送留抽跑响返快早晚真该曾仍尚均皆亦望盼祝谢嗨唉嘿呐哒呃额哼欸诶噢"
_NEGATION = "不没无未别非缺冇唔"
_CHOICES: Mapping[str, forms.Choice] = {
    **dict.fromkeys("0123456789$", forms.DIGITS),
    **dict.fromkeys(ascii_lowercase, forms.LETTERS),
}
"""What a figure or a letter may begin."""
_ADVERB = re.compile(
    "(?!assemb|monopo|butter|kimber|bever|famil|suppl|compl|impl|multip|anoma|local|annual|hour)[a-z]{4,}ly"
)
"""How something was done, told by its ending; 'supply' and 'family' only sound so."""

Token = tuple[str, str]
"""A tag and the word that has it."""


class _Start(NamedTuple):
    """What may begin with a character: the token that it is alone, None for a letter or a figure; by the character that
    follows, how long listed words are, longest first; and forms.
    """

    alone: Token | None
    sizes: Mapping[str, tuple[int, ...]]
    forms: tuple[forms.Form, ...]


class Tagger:
    """Tags the words of notes; `empty` are the words that say nothing, which come before any other reading."""

    def __init__(self, empty: Iterable[str]) -> None:
        words = {**_announcing(), **dict.fromkeys((word.replace("_", " ") for word in empty), EMPTY)}
        self._stems = {word[:-1]: tag for word, tag in words.items() if word.endswith("*")}
        self._stem_sizes = _sizes(self._stems)
        self._words = {word: (tag, word) for word, tag in words.items() if not word.endswith("*")}
        self._starts = _starts(self._words)
        self._phrases = _phrases(word for word in self._words if word.isascii() and " " in word)
        self._alone = lru_cache(maxsize=8192)(self._word)

    def tags(self, text: str) -> list[Token]:
        """The words of a text in lower case and simplified characters, in order; every character belongs to one."""
        found, at, end, starts, words = [], 0, len(text), self._starts, self._words
        while at < end:
            first = text[at]
            if first == " ":
                at += 1
                continue
            token = None
            if first in starts:
                token, sizes, formed = starts[first]
                for size in sizes.get(text[at + 1 : at + 2], ()):
                    if (word := text[at : at + size]) in words:
                        token = words[word]
                        break
                if formed and token:
                    token = _formed(formed, text, at, len(token[1])) or token
            if token is None:
                token = self._unlisted(text, at, first) if first in _CHOICES else _alone(first)
            found.append(token)
            at += len(token[1])
        return found

    def _unlisted(self, text: str, at: int, first: str) -> Token:
        """What a letter or a figure begins: a quantity, a day, the longest listed phrase that fits, or else one word."""
        pattern, tags = _CHOICES[first]
        if (match := pattern.match(text, at)) is None:
            return BREAK, first
        tag, word = tags[(match.lastindex or 1) - 1], match[0]
        if tag != WORD:
            return tag, word
        for phrase in self._phrases.get(word, ()):
            if text.startswith(phrase, at) and not text[at + len(phrase) : at + len(phrase) + 1].isalpha():
                return self._words[phrase]
        return self._alone(word)

    def _word(self, word: str) -> Token:
        """One word of letters, of which a language has not too many to remember."""
        if listed := self._words.get(word) or self._words.get(word.removesuffix("'s")):
            return listed[0], word
        for size in self._stem_sizes.get(word[:2], ()):
            if tag := self._stems.get(word[:size]):
                return tag, word
        return (EMPTY if _ADVERB.fullmatch(word) else WORD), word


def _formed(those: tuple[forms.Form, ...], text: str, at: int, shortest: int) -> Token | None:
    """The first of the forms that is found at a place and is that long."""
    for pattern, tag in those:
        if (match := pattern.match(text, at)) and match.end() - at >= shortest:
            return tag, match[0]
    return None


def _starts(words: Mapping[str, Token]) -> Mapping[str, _Start]:
    """By their first character, what can be told without reading on: words that hold more than letters, and forms."""
    found: defaultdict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for begins, sizes in _sizes(word for word in words if not word.isascii()).items():
        found[begins[0]][begins[1]] = sizes
    alone = {
        **{one: (tag, one) for one, tag in _CHARACTERS.items()},
        **{word: token for word, token in words.items() if len(word) == 1},
    }
    return {
        first: _Start(
            None if first in _CHOICES else alone.get(first, _alone(first)),
            found.get(first, {}),
            forms.HAN.get(first, ()),
        )
        for first in {*alone, *found, *forms.HAN, *punctuation}
    }


def _alone(first: str) -> Token:
    return SPECIFIC if first.isalnum() else BREAK, first


def _sizes(words: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """How long the words are that begin with two characters, longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        if len(word) > 1:
            found[word[:2]].add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def _phrases(phrases: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The phrases that begin with a word, longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.partition(" ")[0]].append(phrase)
    return {first: tuple(sorted(those, key=len, reverse=True)) for first, those in found.items()}


@cache
def _announcing() -> dict[str, str]:
    """Words that announce something, by their tag; that something has changed is a fact, but for a number that is dead."""
    changes = (
        (CHANGED.get(kind, TAGS["fact"]), words) for kind, words in rows("visit_changes.txt") if kind != "unless"
    )
    units = ((TAGS[kind], words) for kind, words in rows("visit_units.txt"))
    return {word.replace("_", " "): tag for tag, words in (*units, *changes) for word in words.split()}


_CHARACTERS: Mapping[str, str] = {
    **dict.fromkeys(_FILLING, FILLING),
    **dict.fromkeys(_LIGHT, LIGHT),
    **dict.fromkeys(_NEGATION, NOT),
    "得": NEEDS,
    **dict.fromkeys("是叫", IS),
    **dict.fromkeys("零二两三四五六七八九十百千万亿半几", NUMBER),
}
