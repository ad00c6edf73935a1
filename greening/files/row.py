"""What stands in the cells of one row? Found by place, with marks for "nothing" told from what was said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.files import dates
from greening.files.marks import is_machine, is_mark
from greening.files.plan import Place, Plan
from greening.files.refused import Problem

QUOTED = re.compile(r'="([^"]*)"')
"""What exports write so that a spreadsheet program leaves a number as it stands: ="0571"."""

MARKED = tuple(f"'{char}" for char in "=+-@\t\r0123456789")


@dataclass(slots=True)
class Row:
    """The cells of one row, as many as there are columns, asked for by place."""

    plan: Plan
    cells: list[str]
    problems: list[Problem]

    def cells_at(self, name: str, index: int = 0, part: str = "") -> list[str]:
        """Every cell of a place that was typed, be it a mark."""
        return [cell for cell in self._cells((name, index, part)) if cell and not is_machine(cell)]

    def texts(self, name: str, index: int = 0, part: str = "") -> list[str]:
        """Every cell of a place that says anything."""
        return [cell for cell in self._cells((name, index, part)) if cell and not is_mark(cell)]

    def typed(self, name: str, index: int = 0, part: str = "") -> str:
        """The first cell as typed, be it a mark; the default where there is none."""
        return next(iter(self.cells_at(name, index, part)), "") or self.plan.defaults.get((name, index, part), "")

    def text(self, name: str, index: int = 0, part: str = "") -> str:
        """The first cell that says anything, as typed; the default where there is none."""
        return next(iter(self.texts(name, index, part)), "") or self.plan.defaults.get((name, index, part), "")

    def _cells(self, place: Place) -> list[str]:
        return [self.cells[column] for column in self.plan.columns.get(place, ())]

    def moment(self, name: str, index: int = 0, part: str = "") -> datetime | None:
        if not (text := self.text(name, index, part)):
            return None
        found = dates.read(text, order=self.plan.order, zone=self.plan.zone)
        if found is None:
            self.doubt("row.bad_date", text, name, index, part)
        return found

    def doubt(self, code: str, text: str, name: str, index: int = 0, part: str = "") -> None:
        """Note that a cell of this place could not be made sense of."""
        columns = self.plan.columns.get((name, index, part), ())
        header = next((self.plan.header[column] for column in columns), "")
        self.problems.append(Problem(code, {"column": header, "value": text}))


def fit(plan: Plan, cells: Sequence[str], cell_chars: int) -> Row:
    """Bring the cells to the width of the header and note what was wrong with their number, their length or bytes."""
    width = len(plan.header)
    row = Row(plan, [*map(_unmarked, cells[:width]), *[""] * (width - len(cells))], [])
    if not all(is_blank(cell) for cell in cells[width:]):
        row.problems.append(Problem("row.too_many_cells", {"cells": len(cells), "columns": width}))
    for column, cell in enumerate(row.cells):
        if len(cell) > cell_chars:
            row.problems.append(Problem("row.cell_too_long", {"column": plan.header[column], "limit": cell_chars}))
            row.cells[column] = cell[:cell_chars]
        if "\ufffd" in cell:
            row.problems.append(Problem("row.undecodable", {"column": plan.header[column]}))
    return row


def _unmarked(cell: str) -> str:
    """Without the apostrophe, or the formula of one text, that tells a spreadsheet program to take a number for text."""
    if cell.startswith("=") and (quoted := QUOTED.fullmatch(cell.strip())):
        return quoted[1]
    return cell[1:] if cell.startswith(MARKED) else cell


def is_blank(cell: str) -> bool:
    return not cell or cell.isspace()
