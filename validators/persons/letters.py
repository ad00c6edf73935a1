"""What does a name in letters hold: Latin, Cyrillic, Arabic, Korean? Names of all countries, and words for nobody.

One word is half a name; a form of address before or behind it does not make it whole (Herr Müller, 김 대표).
"""

import re
from functools import cache, lru_cache

from validators.data import lines, rows
from validators.persons.kind import Kind, Reading

WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff]+[^\W\d_]*)*(?:['’ʼ`´-][^\W\d_]+)*")
_HANGUL = re.compile(r"[가-힣]+")
_TITLE_WORD = re.compile(
    r"(?:chief|executive|officer|general|purchas\w*|procurement|buyer|sales|marketing|finance|financial|account(?:s|ant|ing)?|office|project|"
    r"product|store|shop|it|hr|admin\w*|operations?|technical|engineer\w*|manager|director|department|dept|team|owner|president|vice|"
    r"c[efto]o|assistant|secretary|reception\w*|desk|front|head|lead|supervisor|clerk|staff|contact|person|responsible|charge|boss|"
    r"whom|concern|hotline|service|customer|support|founder|co-founder|chairman|principal|partner|deputy|gm|md|vp|[es]vp)"
)
_JOINING_WORD = re.compile(r"in|of|the|and|a|to|it|may")  # May and To are names, where no title stands beside them
_BESIDE = re.compile(r"\s*[,/|(\[–]\s*|\s+-\s+|\s*:\s*|[)\]]")
_LEADING_TITLE = re.compile(
    r"(?:(?:c[efto]o|gm|md|vp|(?:general|purchasing|sales|project|store|office|it)\s+manager|managing\s+director)\s+)(?=\S+\s+\S)"
)
_VOWELS = frozenset("aeiouy")
_MASH = 4  # letters without a vowel that no name has


def is_nobody(plain: str, words: frozenset[str]) -> bool:
    """Whether a text in lower case holds only titles, `words` for nobody, or mashed keys."""
    parts = plain.split()
    if plain in addressed("alone") or (len(parts) > 1 and all(part in words for part in parts)):
        return True
    if plain.isascii():
        return is_title(plain) or _is_mashed(plain)
    return bool(_HANGUL.fullmatch(plain) and _korean_title().fullmatch(plain))


@lru_cache(maxsize=4096)  # of one field, several rules ask
def is_title(plain: str) -> bool:
    """Whether an English text in lower case is a title and nothing else: Head of the IT."""
    words = [word.strip(".,/&-()") for word in plain.split()]
    titles = [bool(_TITLE_WORD.fullmatch(word)) for word in words]
    return any(titles) and all(
        is_title or _JOINING_WORD.fullmatch(word) for is_title, word in zip(titles, words, strict=True)
    )


def read(text: str) -> Reading:
    """Read a cleaned text without Han characters that names somebody."""
    name = _without_title(text)
    has_title = name != text
    if _HANGUL.search(name):
        return _korean(name, has_title=has_title)
    words = WORD.findall(name)
    left = _without_address(words)
    if len(left) > 1:
        return Reading(Kind.FULL, name, has_title)
    if len(left) < len(words) or len(name) == 1:
        return Reading(Kind.NOT_FULL, name)
    return Reading(Kind.GIVEN_ONLY if name.isascii() else Kind.FULL, name, has_title)


def several(text: str) -> bool:
    """Whether two or more whole names stand in the text, parted by more than a comma: SMITH, John is one person."""
    parts = [part.strip() for part in re.split(r"[/&;|、]|\s(?:and|und|et|y|e)\s", text)]
    return len(parts) > 1 and all(len(WORD.findall(part)) > 1 and not is_title(part.casefold()) for part in parts)


def _without_title(text: str) -> str:
    """The name without an English title that is set off by a sign, or opens the field."""
    parts = [part for part in _BESIDE.split(text) if part and part.strip()]
    names = [part for part in parts if not is_title(part.casefold())]
    if len(names) == 1 and len(parts) > 1:
        text = names[0]
    opening = _LEADING_TITLE.match(text.casefold())
    return text[opening.end() :] if opening else text


def _without_address(words: list[str]) -> list[str]:
    left = list(words)
    while left and left[0].casefold() in addressed("before"):
        left.pop(0)
    while left and len(words) > 1 and left[-1].casefold() in addressed("behind"):
        left.pop()
    return left


def _korean(name: str, *, has_title: bool) -> Reading:
    """Surname and title are half a name (김 대표), a whole name has two syllables more than none (김민준)."""
    tight = name.replace(" ", "")
    title = _korean_title().search(tight)
    rest = tight[: title.start()] if title and title.end() == len(tight) else tight
    if title and rest in _korean_surnames():
        return Reading(Kind.NOT_FULL, name)
    if title and rest != tight and len(rest) > 1:
        return Reading(Kind.FULL, rest, has_title=True)
    return Reading(Kind.NOT_FULL if tight in _korean_surnames() else Kind.FULL, name, has_title)


def _is_mashed(plain: str) -> bool:
    return plain.isalpha() and len(plain) >= _MASH and not _VOWELS & set(plain)


@cache
def addressed(where: str) -> frozenset[str]:
    """Words by which somebody is addressed: ``before`` a name, ``behind`` it, or ``alone``."""
    listed = [words.split(", ") for place, words in rows("foreign_titles.txt") if place == where]
    return frozenset(word for words in listed for word in words)


@cache
def _korean_surnames() -> frozenset[str]:
    return frozenset(" ".join(lines("korean_surnames.txt")).split())


@cache
def _korean_title() -> re.Pattern[str]:
    words = "|".join(sorted(" ".join(lines("korean_titles.txt")).split(), key=len, reverse=True))
    return re.compile(rf"(?:{words})+(?:님|씨)?$|(?<=.)(?:님|씨)$")
