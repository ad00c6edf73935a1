"""What does a note hold once its empty words are gone? Kinds of information, and how much of it is of this customer."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from validators.settings import Settings
from validators.text import clean, is_vacant, simplified
from validators.visits import changes, grammar
from validators.visits.forms import WORD
from validators.visits.gibberish import is_gibberish
from validators.visits.tokens import BREAK, EMPTY, FILLING, IS, LIGHT, NOT, SPECIFIC, Tagger, Token

WORD_WEIGHT = 2  # a Latin word says about as much as two Han characters


@dataclass(frozen=True, slots=True)
class Contents:
    """`units` are the kinds of information found, sorted. Sizes are in Han characters: of the `residual`, which no list
    knows, of everything `specific`, which is not empty, and of the `length` without words of grammar. `is_dense` says
    that it holds no empty word at all, `changes` what of the record it says is wrong.
    """

    units: tuple[str, ...]
    residual: int
    specific: int
    length: int
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
        sizes: defaultdict[str, int] = defaultdict(int)
        for tag, word in tokens:
            sizes[tag] += WORD_WEIGHT * (1 + word.count(" ")) if word.isascii() else len(word)
        specific = sum(size for tag, size in sizes.items() if tag not in _GENERAL)
        empty = sizes[EMPTY]
        return Contents(
            units=grammar.units("".join(tag for tag, _ in tokens)),
            residual=sizes[SPECIFIC] + sizes[WORD],
            specific=specific,
            length=specific + empty,
            is_dense=not empty,
            changes=changes.kinds(text, tokens),
            vacant=is_vacant(text),
            gibberish=is_gibberish(text),
        )

    def tokens(self, note: str) -> list[Token]:
        """The words of a note with their tags."""
        return self._tagger.tags(_plain(note))


@lru_cache(maxsize=8)
def reader(settings: Settings) -> Reader:
    """The reader of these settings, made once."""
    return Reader(settings)


_GENERAL = frozenset({EMPTY, FILLING, LIGHT, BREAK, IS, NOT})


def _plain(note: str) -> str:
    return simplified(clean(note)).casefold()
