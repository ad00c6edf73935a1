"""Does a cell say anything, or is it a mark that there is nothing to say?"""

from functools import lru_cache

from validators.text import clean, is_vacant

MACHINE = frozenset(
    {"null", "none", "nil", "nan", "n/a", "#n/a", "(null)", "<null>", r"\n", "#null!", "#ref!", "#value!"}
)
"""What programs write for an empty field. Nobody has typed it, so nobody is judged for it."""

LONGEST = 24
"""No mark is longer; what is, need not be looked up."""


@lru_cache(maxsize=8192)
def is_mark(cell: str) -> bool:
    """Whether a cell, typed or not, only says that there is nothing: empty, ``-``, 無, NULL."""
    return len(cell) <= LONGEST and (is_machine(cell) or is_vacant(clean(cell)))


@lru_cache(maxsize=8192)
def is_machine(cell: str) -> bool:
    """Whether a cell is empty because a program had nothing to put there."""
    text = cell.strip().casefold() if len(cell) <= LONGEST else cell
    return not text or text in MACHINE
