"""In which row do the headers stand? Below titles and blank lines, and over two rows where cells were merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greening.files.headers import is_known
from greening.files.refused import FileRefused

SOUGHT = 20
"""Rows from the top in which headers are sought; exports put a title, a date and a filter above them."""

TITLE_WIDTH = 3
"""A row that fills less than this part of the columns is a title, not a header: one third."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the headers are: `row` counts from 1, `depth` is how many rows they take, `names` one a column."""

    row: int
    depth: int
    names: tuple[str, ...]


def find(rows: Sequence[Sequence[str]]) -> Head:
    """Find the headers among the first rows of a file.

    A row below the first wide one is taken only if it is wider than all above and speaks more known headers, so that
    no row of data is ever lost above a header.

    Raises: FileRefused, when there is no row with text.
    """
    filled = [_filled(row) for row in rows]
    if not any(filled):
        raise FileRefused("file.empty")
    first = next(at for at, count in enumerate(filled) if count * TITLE_WIDTH > max(filled))
    best, known = first, _known(rows[first])
    for at in range(first + 1, len(rows)):
        is_better = filled[at] > max(filled[:at]) and _known(rows[at]) > known
        if is_better and not _is_merged(rows[at - 1], rows[at]):
            best, known = at, _known(rows[at])
    return at_row(rows, best + 1)


def at_row(rows: Sequence[Sequence[str]], row: int, depth: int = 0) -> Head:
    """The headers of a row that somebody named; a depth of 0 is found out.

    Raises: FileRefused, when there is no such row or nothing stands in it.
    """
    if not 0 < row <= len(rows) or not _filled(rows[row - 1]):
        raise FileRefused("file.no_header", row=row)
    top = rows[row - 1]
    below = rows[row] if row < len(rows) else ()
    if depth == 2 or (depth == 0 and _is_merged(top, below)):  # noqa: PLR2004  merged cells take two rows
        return Head(row, 2, tuple(_joined(top, below)))
    return Head(row, 1, tuple(cell.strip() for cell in _trimmed(top)))


def is_sure(head: Head) -> bool:
    """Whether the headers speak for themselves: one known word alone may stand in any sheet of instructions."""
    return _known(head.names) > 1


def _is_merged(top: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the second row belongs to the headers: each of its cells is one, and together they say more."""
    if not _filled(top):
        return False
    second = [cell for cell in below if cell.strip()]
    has_gap = any(not cell.strip() for cell in top[: len(below)]) or len(below) > len(top)
    return (
        has_gap and len(second) > 1 and all(map(is_known, second)) and _known(tuple(_joined(top, below))) > _known(top)
    )


def _joined(top: Sequence[str], below: Sequence[str]) -> Iterator[str]:
    """Each column's upper cell, carried on over the ones merged into it, with its lower cell."""
    carried = ""
    for column in range(max(len(top), len(below))):
        upper = top[column].strip() if column < len(top) else ""
        lower = below[column].strip() if column < len(below) else ""
        carried = upper or (carried if lower else "")
        yield f"{carried} {lower}".strip()


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    """Without the empty cells at the end, which sheets are full of."""
    width = max(at for at, cell in enumerate(row, start=1) if cell.strip())
    return row[:width]


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _known(row: Sequence[str]) -> int:
    return sum(is_known(cell) for cell in row)
