"""How are rows handed back that could not be taken? As they came, with the reason beside them, in a file that runs nothing.

A spreadsheet program takes a cell that begins like a formula for one, also from CSV. Such cells are marked as text the way
people do it, with an apostrophe, which reading takes away again: a corrected file comes back as it was.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Rejected = tuple[Sequence[str], str]
"""The cells of a row, and why it was rejected, in words."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HARMLESS = re.compile(r"[+-]?[\d\s().,/-]*\d[\d\s().,/-]*")
"""A number or a telephone number: whatever a program makes of it, it is no command."""

CELL_CHARS = 32767
SHEET = "rejected"


def write_csv(file: BinaryIO, header: Sequence[str], rows: Iterable[Rejected], *, reason: str) -> None:
    """Write UTF-8 with a mark, so that Excel knows it, and one column more, headed `reason`."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    writer = csv.writer(text)
    writer.writerow([as_text(cell) for cell in (*header, reason)])
    writer.writerows([as_text(cell) for cell in _line(header, *row)] for row in rows)
    text.flush()
    text.detach()


def write_xlsx(file: BinaryIO, header: Sequence[str], rows: Iterable[Rejected], *, reason: str) -> None:
    """Write one sheet in which every cell is text, also after somebody has edited it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for line in ((*header, reason), *(_line(header, *row) for row in rows)):
        cells = []
        for value in line:
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:CELL_CHARS])
            cell.data_type = "s"
            cell.quotePrefix = True
            cells.append(cell)
        sheet.append(cells)
    book.save(file)


def as_text(cell: str) -> str:
    """The cell so that no program runs it."""
    return f"'{cell}" if cell.startswith(FORMULA) and not HARMLESS.fullmatch(cell) else cell


def _line(header: Sequence[str], cells: Sequence[str], why: str) -> list[str]:
    """The reason stands under its header, behind the cells of a row that has too many of them as well."""
    return [*cells, *[""] * (len(header) - len(cells)), why]
