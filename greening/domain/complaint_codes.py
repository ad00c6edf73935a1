"""What code does whoever complained come back with, and how is one read that somebody has typed?"""

import re
from unicodedata import normalize

GROUPS, DIGITS = 4, 4
LENGTH = GROUPS * DIGITS
"""Sixteen digits are 53 bits: beyond guessing at any rate that a form lets through."""
TYPED = re.compile(r"C?[-–—]?(\d{1,12})[·.,:;/|-]*(\d{4})-?(\d{4})-?(\d{4})-?(\d{4})", re.IGNORECASE)
CASE = re.compile(r"C?[-–—]?\d{1,12}[\s·.,:;/|-]", re.IGNORECASE)


def number(complaint_id: int) -> str:
    """What a complaint is called.

    >>> number(118)
    'C-118'
    """
    return f"C-{complaint_id}"


def said(complaint_id: int, secret: str) -> str:
    """The code as it is shown, once.

    >>> said(118, "4821771309562240")
    'C-118 · 4821-7713-0956-2240'
    """
    return f"{number(complaint_id)} · {'-'.join(secret[at : at + DIGITS] for at in range(0, LENGTH, DIGITS))}"


def read(typed: str) -> tuple[int, str] | None:
    """Number and secret of a code as people type it; None for what is none.

    >>> read(" c118 4821 7713 0956 2240"), read("Ｃ－１１８·4821771309562240"), read("4821")
    ((118, '4821771309562240'), (118, '4821771309562240'), None)
    """
    plain = normalize("NFKC", typed).strip()
    if not CASE.match(plain):
        return None
    found = TYPED.fullmatch("".join(_parted(plain).split()))
    return (int(found[1]), "".join(found.groups()[1:])) if found else None


def _parted(typed: str) -> str:
    """The blank after the number of the case is what parts it from the secret."""
    return re.sub(r"^(C?[-–—]?\d{1,12})\s+", r"\1·", typed, flags=re.IGNORECASE)
