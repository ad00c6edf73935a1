"""What does a note hold once its empty words are gone? Kinds of information, and how much of it is of this customer."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from validators.settings import Settings
from validators.text import folded, is_vacant
from validators.visits import changes, grammar
from validators.visits.forms import EMPTY, SOMETIME, WORD
from validators.visits.gibberish import is_gibberish
from validators.visits.tokens import (
    AWAITS,
    BREAK,
    DECIDES,
    FILLING,
    GIVES,
    IS,
    LIGHT,
    MEETS,
    NEEDS,
    NOT,
    ROLE,
    SPECIFIC,
    TREAT,
    Tagger,
    Token,
)

WORD_WEIGHT = 2  # a Latin word says about as much as two Han characters


class Contents(NamedTuple):
    """`units` are the kinds of information found, sorted. Sizes are in Han characters: of the `residual`, which no list
    knows, of everything `specific`, which is not empty, of what of that is `vague`, a post or some time, or only `announced`, a wish without its object, and of the
    `length` without words of grammar. `tags` is the line of tags, `is_dense` says that it holds no empty word at all,
    `changes` what of the record it says is wrong.
    """

    units: tuple[str, ...]
    residual: int
    specific: int
    vague: int
    announced: int
    length: int
    tags: str
    is_dense: bool
    changes: tuple[str, ...]
    vacant: bool
    gibberish: bool


class Reader:
    """Reads notes by the word lists of one policy."""

    def __init__(self, settings: Settings) -> None:
        phrases, words = settings.words["visit_phrases"], settings.words["visit_empty_words"]
        self._tagger = Tagger({*phrases, *(word for line in words for word in line.split())})

    def read(self, note: str) -> Contents:
        """Take a note apart. The same note always holds the same."""
        text = _plain(note)
        tokens = self._tagger.tags(text)
        tags = _without_idle("".join([tag for tag, _ in tokens]), tokens)
        sizes: defaultdict[str, int] = defaultdict(int)
        for tag, (_, word) in zip(tags, tokens, strict=True):
            if tag not in _GRAMMAR:
                sizes[tag] += WORD_WEIGHT * (1 + word.count(" ")) if word.isascii() else len(word)
        empty = sizes[EMPTY] + sizes[GIVES] + sizes[TREAT]
        specific = sum(sizes.values()) - empty
        changed = changes.kinds(text, tokens)
        return Contents(
            units=grammar.units(tags),
            residual=sizes[SPECIFIC] + sizes[WORD],
            specific=specific,
            vague=sizes[SOMETIME] + sizes[ROLE],
            announced=sizes[NEEDS] + sizes[MEETS] + sizes[AWAITS],
            length=specific + empty,
            tags=tags,
            is_dense=not empty,
            changes=changed,
            vacant=_NOTHING.issuperset(tags) or (is_vacant(text) and not changed),
            gibberish=is_gibberish(text),
        )

    def tokens(self, note: str) -> list[Token]:
        """The words of a note with their tags."""
        return self._tagger.tags(_plain(note))


@lru_cache(maxsize=8)
def reader(settings: Settings) -> Reader:
    """The reader of these settings, made once."""
    return Reader(settings)


_NEWS = frozenset({
    "要", "让", "叫", "请", "催", "想要", "要求", "问", "说要", "说想", "通过", "同意", "认可", "接受", "选定", "定了",
    "ask", "asks", "asked", "want", "wants", "needs", "requested", "agreed", "accepted", "approved", "confirmed", "signed",
})  # fmt: skip
"""With them a paper is news: it was asked for, or agreed to."""
_ANYBODY = frozenset({
    "老板", "负责人", "经理", "主管", "厂长", "店长", "主任", "拍板", "签字", "盖章", "审批", "同意", "批下来",
    "boss", "manager", "owner", "director", "approval", "decision", "signoff", "sign-off",
})  # fmt: skip
"""Whoever and whatever is waited for everywhere."""
_AWAITED = frozenset({ROLE, DECIDES})


def _without_idle(tags: str, tokens: Sequence[Token]) -> str:
    """The line of tags with what only sounds like news marked empty."""
    for begin, end in grammar.idle(tags):
        said = {word for _, word in tokens[max(0, begin - 3) : end]}
        awaited = {word for tag, word in tokens[begin:end] if tag in _AWAITED}
        if awaited <= _ANYBODY and (tags[begin] == AWAITS or not said & _NEWS):
            tags = tags[:begin] + EMPTY * (end - begin) + tags[end:]
    return tags


_NOTHING = frozenset({EMPTY, GIVES, TREAT, FILLING, LIGHT, BREAK})
_GRAMMAR = frozenset({FILLING, LIGHT, BREAK, IS, NOT})


def _plain(note: str) -> str:
    return folded(note).replace("’", "'")
