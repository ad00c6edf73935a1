"""Does a name field hold words for somebody instead of a name? Text in simplified characters and lower case."""

import re
from functools import cache

from validators.data import lines
from validators.persons import letters
from validators.persons.han import HAN, surnames

MASK = re.compile(rf"某|[{HAN}][*x×]+$|[{HAN}][□○◯●△_?o0口]{{2,}}$|^[*x×]+(?:[{HAN}]|$)|[*×□○◯]{{2,}}")
_BETWEEN = re.compile(r"[/,、|·&+:-]")  # between two titles: 財務/會計主管
_NOISE = re.compile(r"[\s\d._?!-]+")
JOINING = ("兼", "暨", "及", "副", "的")


def is_placeholder(plain: str, words: frozenset[str]) -> bool:
    """Whether the text is one of the `words`, a title without a name, a name hidden by 某 or asterisks, or mashed keys."""
    tight = "".join(plain.split())
    return (
        tight in words
        or _NOISE.sub("", plain) in words
        or bool(MASK.search(tight) or _is_title(tight))
        or _is_one_character(tight)
        or letters.is_nobody(plain, words)
    )


def _is_title(tight: str) -> bool:
    return not tight.isascii() and bool(title().fullmatch(_BETWEEN.sub("", tight).removeprefix("公司")))


@cache
def title() -> re.Pattern[str]:
    """One title after another, in Han characters."""
    return re.compile(rf"(?:{'|'.join(sorted(_words(), key=len, reverse=True))})+")


@cache
def title_begins() -> frozenset[str]:
    """Characters without which no text begins with a title."""
    return frozenset(word[0] for word in _words())


@cache
def title_ends() -> frozenset[str]:
    """Characters without which no text ends with a title."""
    return frozenset(word[-1] for word in title_words())


@cache
def title_words() -> frozenset[str]:
    """Titles of two characters and more."""
    return frozenset(lines("title_words.txt"))


@cache
def _words() -> tuple[str, ...]:
    return (*title_words(), *JOINING)


def _is_one_character(tight: str) -> bool:
    """啊啊, 111, 王王王; 林林 is a name."""
    return len(tight) > 1 and len(set(tight)) == 1 and not (len(tight) == 2 and tight[0] in surnames())  # noqa: PLR2004
