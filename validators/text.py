"""What did somebody mean to type? Text as it comes out of files and forms, made plain; and whether it says anything.

Real tables hold HTML entities ("利知&#29486;"), full-width letters, invisible characters, and words for "nothing".
"""

import html
import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from validators.data import lines

INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
"""Characters that nobody sees, and halves of characters, which JSON can hold and no encoding can."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FULL_WIDTH = {0x3000: " ", **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}}
"""What NFKC makes of the signs of a Chinese keyboard; most of what is not normal is one of them."""
CHANGED_IN_WORDS = "哩坏沈甦瞭藉衹覆"
"""Characters that OpenCC leaves alone by themselves and changes in some words (沈默, 反覆)."""
SHORT = 200  # characters; longer texts are too many to remember
SAYS_SOMETHING = re.compile(r"\w")


_CLEAN = re.compile(r"(?:[!-%'-~\u4e00-\u9fff]+(?: [!-%'-~\u4e00-\u9fff]+)*)?")
"""Text with which nothing is done: signs of a keyboard but no &, Chinese characters, single blanks."""


def clean(text: str) -> str:
    """The text with entities resolved, compatibility characters folded (NFKC), invisible ones gone, blanks single.

    Works until nothing changes, because tables are escaped twice and more; cleaning twice is cleaning once.
    """
    if _CLEAN.fullmatch(text):
        return text
    return _remembered(text) if len(text) <= SHORT else _cleaned(text)


def _cleaned(text: str) -> str:
    while (plainer := _plainer(text)) != text and not _is_settled(plainer):
        text = plainer
    return plainer


@lru_cache(maxsize=16384)
def _remembered(text: str) -> str:
    """Every rule about a value cleans it."""
    return _cleaned(text)


def _is_settled(plainer: str) -> bool:
    """Whether a text that was made plainer once cannot become plainer still."""
    return "&" not in plainer and unicodedata.is_normalized("NFKC", plainer)


def _plainer(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text.translate(_FULL_WIDTH))
        text = INVISIBLE.sub("", text)
    return " ".join(CONTROL.sub(" ", text).split())


def is_vacant(text: str) -> bool:
    """Whether a cleaned text only says that there is nothing: empty, punctuation, or a word such as 無, N/A, 待补."""
    return not SAYS_SOMETHING.search(text) or _bare(text) in _vacancies()


def simplified(text: str) -> str:
    """The text with traditional characters folded into simplified ones, for comparing; show the typed one."""
    return _converted(text) if not text.isascii() and _traditional().search(text) else text


def folded(text: str) -> str:
    """The text as two are compared: cleaned, in simplified characters and lower case."""
    return text if _folds_to_itself().fullmatch(text) else simplified(clean(text)).casefold()


@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    return str(_converter().convert(INVISIBLE.sub("", text)))


def _bare(text: str) -> str:
    return text.casefold().strip(" ()[]【】<>《》。.,:;!?-—_~*\"'“”‘’")


@cache
def _vacancies() -> frozenset[str]:
    return frozenset(lines("vacancies.txt"))


@cache
def _traditional() -> re.Pattern[str]:
    """What may not be simplified yet, or is not seen: most texts hold nothing of it, and converting takes ten times as
    long as looking.
    """
    others = f"{changed()}\uf900-\ufaff\U00010000-\U0010ffff"
    return re.compile(f"[{others}{INVISIBLE.pattern[1:]}")


@cache
def _folds_to_itself() -> re.Pattern[str]:
    """What `clean` leaves alone, without capitals and without characters that simplifying may change."""
    signs = rf"[^\x00- &A-Z\x7f-\u4dff\ua000-\U0010ffff{changed()}]+"
    return re.compile(f"(?:{signs}(?: {signs})*)?")


@cache
def changed() -> str:
    """The characters that simplifying changes, by themselves or in a word: where none of them stands, nothing is changed."""
    every = [chr(code) for code in range(0x3400, 0xA000)]
    simple = _converter().convert("\n".join(every)).split("\n")
    return "".join(one for one, plain in zip(every, simple, strict=True) if one != plain) + CHANGED_IN_WORDS


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
