"""Where do the word lists and tables of the rules lie? Here, as text: one entry a line, ``#`` starts a comment."""

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of a list, in order, comments and blank lines left out."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return tuple(entry for line in text.splitlines() if (entry := line.partition("#")[0].strip()))


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a table: its columns are parted by tabs."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))
