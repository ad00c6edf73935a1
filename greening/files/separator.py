"""What stands between the cells? The separator that cuts most rows into the same number of cells."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from greening.files.csv_records import records
from greening.files.dialect import ONE_COLUMN

CANDIDATES = (",", ";", "\t", "|")
ROWS = 50
AGREEING = 0.5
"""Share of rows that must have the commonest width; a title above the header and ragged rows are the others."""


def find(text: str) -> str:
    """Name the separator of the rows that `text` begins with, `ONE_COLUMN` where nothing separates them."""
    said = _said(text)
    if said:
        return said
    lines = text.splitlines(keepends=True)
    return max((ONE_COLUMN, *CANDIDATES), key=lambda each: _agreement(lines, each))


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
