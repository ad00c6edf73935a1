"""Does a name field hold words for somebody instead of a name? Text in simplified characters and lower case."""

import re
from functools import cache

from validators.data import lines
from validators.persons.han import HAN, surnames

_MASK = re.compile(rf"某|[{HAN}][*x×]+$|^[*x×]+[{HAN}]|[*×]{{2,}}")
_BETWEEN = re.compile(r"[/,、|·&+-]")  # between two titles: 財務/會計主管
_NOISE = re.compile(r"[\s\d._-]+")
_TITLE_WORD = re.compile(
    r"(?:chief|executive|officer|general|purchas\w*|procurement|buyer|sales|marketing|finance|financial|account(?:s|ant)?|office|project|"
    r"product|store|shop|it|hr|admin\w*|operations?|technical|engineer\w*|manager|director|department|dept|team|owner|president|vice|"
    r"c[efto]o|assistant|secretary|reception\w*|desk|front|head|lead|supervisor|clerk|staff|contact|person|responsible|charge|"
    r"whom|concern|hotline|service|customer|support)"
)
_JOINING_WORD = re.compile(r"in|of|the|and|a|to|it|may")  # May and To are names, where no title stands beside them
_VOWELS = frozenset("aeiouy")
_JOINING = ("兼", "暨", "及")
_MASH = 4  # letters without a vowel that no name has


def is_placeholder(plain: str, words: frozenset[str]) -> bool:
    """Whether the text is one of the `words`, a title without a name, a name hidden by 某 or asterisks, or mashed keys."""
    tight = "".join(plain.split())
    return (
        tight in words
        or _NOISE.sub("", plain) in words
        or bool(_MASK.search(tight) or title().fullmatch(_BETWEEN.sub("", tight).removeprefix("公司")))
        or _is_one_character(tight)
        or (plain.isascii() and (_is_title(plain) or _is_mashed(plain)))
    )


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
    return frozenset(word[-1] for word in _words())


@cache
def _words() -> tuple[str, ...]:
    return (*lines("title_words.txt"), *_JOINING)


def _is_one_character(tight: str) -> bool:
    """啊啊, 111, 王王王; 林林 is a name."""
    return len(tight) > 1 and len(set(tight)) == 1 and not (len(tight) == 2 and tight[0] in surnames())  # noqa: PLR2004


def _is_title(plain: str) -> bool:
    words = [word.strip(".,/&-") for word in plain.split()]
    titles = [bool(_TITLE_WORD.fullmatch(word)) for word in words]
    return any(titles) and all(
        is_title or _JOINING_WORD.fullmatch(word) for is_title, word in zip(titles, words, strict=True)
    )


def _is_mashed(plain: str) -> bool:
    return plain.isalpha() and len(plain) >= _MASH and not _VOWELS & set(plain)
