"""How is a company's name in letters read? Words without legal forms, numbers as digits, brackets as remarks."""

import re
from functools import lru_cache

from greening.matching.organisations import numerals
from greening.matching.organisations.parts import Name
from greening.matching.organisations.words import listed, meanings
from validators import names

_APOSTROPHE = re.compile(r"(?<=\w)['’`´?](?=\w)")
_INITIALS = re.compile(r"\b(?:\w\.){2,}\w?|\b\w(?:/\w)+\b")
_WORD = re.compile(r"[^\W_]+")
_LEGAL = names.LATIN_FORMS - {
    "bank", "trust", "university", "college", "school", "hospital", "association", "foundation", "institute", "council",
    "ministry", "society", "union", "cooperative", "coop", "sp", "se", "est",
}  # fmt: skip
"""Legal forms proper: a school is no form of a company but what it is."""
_SILENT = frozenset({"the", "and", "of", "at", "for", "a", "de"})


def parse(plain: str) -> Name:
    """Read a folded name without accents."""
    text = _INITIALS.sub(_joined, _APOSTROPHE.sub("", plain))
    every = [_read(word) for word in _WORD.findall(text.replace("&", " and "))]
    words = [word for word in every if word not in _LEGAL and word not in _SILENT] or every
    telling = [word for word in words if not word.isdecimal()] or words
    trades = tuple(word for word in telling if word in listed("trades_latin.txt"))
    brand = " ".join(word for word in telling if word not in trades) or " ".join(telling)
    return Name(
        whole="".join(word for word in every if word not in _SILENT) or "".join(every),
        core=" ".join(words),
        brand=brand,
        trades=trades,
        words=tuple(words),
        form=" ".join(word for word in every if word in _LEGAL),
        ordinals=tuple(word for word in words if word.isdecimal()),
    )


@lru_cache(maxsize=8192)  # names share most of their words
def _read(word: str) -> str:
    """A word as it is compared: numbers as digits, forms written one way."""
    return numerals.counted(word) or meanings("forms_latin.txt").get(word, word)


def _joined(initials: re.Match[str]) -> str:
    return initials[0].replace(".", "").replace("/", "")
