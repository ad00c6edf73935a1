"""What stands between the cells? The separator that cuts most rows into the same number of cells.

Rows of a small file may all differ in length; then the separator that cuts one of them into known headers is it.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from greening.files.csv_records import records
from greening.files.dialect import ONE_COLUMN
from greening.files.headers import is_known

CANDIDATES = (",", ";", "\t", "|")
BY_HAND = ("\uff0c", "\uff1b")
"""What a Chinese keyboard types for them; notes are full of these, so headers have to speak for them."""

ROWS = 50
AGREEING = 0.5
"""Share of rows that must have the commonest width; a title above the header and ragged rows are the others."""


def find(text: str) -> str:
    """Name the separator of the rows that `text` begins with, `ONE_COLUMN` where nothing separates them."""
    said = _said(text)
    if said:
        return said
    lines = text.splitlines(keepends=True)
    best = max((ONE_COLUMN, *CANDIDATES), key=lambda each: _agreement(lines, each))
    return best or max((ONE_COLUMN, *CANDIDATES, *BY_HAND), key=lambda each: _headers(lines, each))


def _said(text: str) -> str:
    """Excel can be told by a first line ``sep=;``."""
    first = text.split("\n", 1)[0].strip().strip('"')
    return first[4] if len(first) == len("sep=;") and first.lower().startswith("sep=") else ""


def is_directive(cells: Sequence[str]) -> bool:
    """Whether a row is Excel's ``sep=;``, which is about the file and not of it."""
    return bool(cells) and cells[0].lower().startswith("sep=") and not any(cells[1:])


def _agreement(lines: Sequence[str], separator: str) -> tuple[float, int]:
    """How many rows have the commonest width, as a share, and that width; less than two columns agree on nothing."""
    widths = Counter(len(cells) for cells in islice(records(iter(lines), separator), ROWS) if any(cells))
    if not widths:
        return (0.0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    share = rows / widths.total()
    return (share, width) if width > 1 and share >= AGREEING else (0.0, 0)


def _headers(lines: Sequence[str], separator: str) -> int:
    """How many known headers the row has that has most of them; one alone is a word, not a row of headers."""
    known = max((sum(map(is_known, cells)) for cells in islice(records(iter(lines), separator), ROWS)), default=0)
    return known if known > 1 else 0
