"""How is a company's name in letters read? Words without legal forms, numbers as digits, brackets as remarks."""

import re
from functools import lru_cache

from greening.matching.organisations import numerals
from greening.matching.organisations.parts import Name
from greening.matching.organisations.words import listed, meanings
from validators import names

_APOSTROPHE = re.compile(r"['’`´?](?<=\w.)(?=\w)")
_INITIALS = re.compile(r"\b(?:\w\.){2,}\w?|\b\w(?:/\w)+\b")
_WORD = re.compile(r"[^\W_]+")
_LEGAL = names.LATIN_FORMS - {
    "bank", "trust", "university", "college", "school", "hospital", "association", "foundation", "institute", "council",
    "ministry", "society", "union", "cooperative", "coop", "sp", "se", "est",
}  # fmt: skip
"""Legal forms proper: a school is no form of a company but what it is."""
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDS = {
    "INT'L": "INTERNATIONAL",
    "INTL": "INTERNATIONAL",
    "HOLDINGS": "HOLDINGS",
    "HLDGS": "HOLDINGS",
    "HOLD": "HOLDINGS",
}
"""What stock exchanges write at the end of names without blanks, in capitals."""
_END = re.compile("|".join(_ENDS))
_SHORT_ENDS = re.compile(rf"([^\W\d_]{{3,}}?)((?!HOLD$)(?:{_END.pattern})+)")
"""HOLD is an end only behind another one: a threshold is a word."""
_SILENT = frozenset({"the", "and", "of", "at", "for", "a", "de"})
_UNTELLING = _LEGAL | _SILENT


def spread(text: str) -> str:
    """A name with the blanks that it has lost: where a capital begins a word, or capitals end in what they are short for.

    >>> spread("LarkmoorHollinLtd"), spread("LARKMOORINT'LHLDGS"), spread("LarkMoor")
    ('Larkmoor Hollin Ltd', 'LARKMOOR INTERNATIONAL HOLDINGS', 'LarkMoor')
    """
    if " " in text:
        return text
    if ends := _SHORT_ENDS.fullmatch(text):
        return " ".join((ends[1], *(_ENDS[end] for end in _END.findall(ends[2]))))
    apart = _HUMP.sub(" ", text)
    *others, last = apart.split(" ")
    return apart if others and _WORD.sub(lambda word: word[0].casefold(), last).strip(".") in _LEGAL else text


def parse(plain: str) -> Name:
    """Read a folded name without accents."""
    text = _APOSTROPHE.sub("", plain)
    if "." in text or "/" in text:
        text = _INITIALS.sub(_joined, text)
    every = list(map(_read, _WORD.findall(text.replace("&", " and "))))
    words = [word for word in every if word not in _UNTELLING] or every
    telling = [word for word in words if not word.isdecimal()] or words
    known = listed("trades_latin.txt")
    trades = tuple([word for word in telling if word in known])
    brand = " ".join([word for word in telling if word not in known]) or " ".join(telling)
    return Name(
        whole="".join([word for word in every if word not in _SILENT]) or "".join(every),
        core=" ".join(words),
        brand=brand,
        trades=trades,
        words=tuple(words),
        form=" ".join([word for word in every if word in _LEGAL]),
        ordinals=tuple([word for word in words if word.isdecimal()]),
    )


@lru_cache(maxsize=8192)  # names share most of their words
def _read(word: str) -> str:
    """A word as it is compared: numbers as digits, forms written one way."""
    return numerals.counted(word) or meanings("forms_latin.txt").get(word, word)


def _joined(initials: re.Match[str]) -> str:
    return initials[0].replace(".", "").replace("/", "")
