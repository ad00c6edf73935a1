"""How is a word mistyped? One slip of a hand that types letters, digits or characters, and choices that are common or rare."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

LETTERS = "aeinorstlcdmuphgbykvwfzjxq"


def common(rng: Random, things: Sequence[T], skew: float = 2.0) -> T:
    """One of them, the earlier the more often: as words, places and names are used."""
    return things[int(len(things) * rng.random() ** skew)]


def swapped(rng: Random, text: str) -> str:
    """Two neighbours change places."""
    if len(text) < len("ab"):
        return text
    at = rng.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def dropped(rng: Random, text: str) -> str:
    """One is left out, never the only one."""
    at = rng.randrange(len(text)) if len(text) > 1 else len(text)
    return text[:at] + text[at + 1 :]


def replaced(rng: Random, text: str, by: str = LETTERS) -> str:
    """One is another."""
    at = rng.randrange(len(text)) if text else 0
    return text[:at] + rng.choice(by) + text[at + 1 :]


def added(rng: Random, text: str, by: str = LETTERS) -> str:
    """One too many."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(by) + text[at:]


def slip(rng: Random, text: str, by: str = LETTERS) -> str:
    """One of the four; `by` holds what can come in."""
    kind = rng.randrange(4)
    if kind == 0:
        return swapped(rng, text)
    if kind == 1:
        return dropped(rng, text)
    return replaced(rng, text, by) if kind == 2 else added(rng, text, by)
