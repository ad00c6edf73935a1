"""Which words does reading a name or an address go by? Lists beside this module: one entry a line, ``#`` a comment."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def meanings(name: str) -> Mapping[str, str]:
    """The words of a table by every way of writing them: a line has the word first and the other ways behind it."""
    return {way: line.split()[0] for line in _lines(name) for way in line.split()}


@cache
def ways(name: str) -> Mapping[str, tuple[str, ...]]:
    """The other ways of a table by their word."""
    return {word: tuple(others) for word, *others in map(str.split, _lines(name))}


def _lines(name: str) -> list[str]:
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return [entry for line in text.splitlines() if (entry := line.partition("#")[0].strip())]
