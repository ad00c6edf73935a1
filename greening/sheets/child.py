"""Reads one sheet from standard input and writes its rows as JSON lines: run by `open_sheet`, never imported by it.

First line: the sheets, the one chosen and its last row, unless they were told. Then a list a row. Last line: the end. A
line with "refused" ends it early. Whoever reads must take a missing last line for a refusal: this process may be ended at any moment.
"""

import contextlib
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from greening.sheets.refused import FileRefused
from greening.sheets.scan import Extent, extent, visible_sheets
from greening.sheets.values import as_text

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, SyntaxError, RuntimeError)
"""What reading an archive raises when its bytes are not what they say; a parser's error is a SyntaxError."""


def main(wish: str, memory: int, seconds: int, rows: int, columns: int, last_row: int) -> None:  # noqa: PLR0917  from argv
    """Bound this process, then read.

    `wish` names a sheet, empty for the first visible one with a value. `last_row` is its last row with a value, as told
    by an earlier run, or 0: then the sheet is measured before it is opened.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        if not last_row:
            wish, last_row = _measure(wish, rows, columns)
        for row in _rows(wish, last_row):
            _say(row)
        _say({"end": last_row})
    except FileRefused as refused:
        _say({"refused": refused.code, "params": refused.params})
    except MemoryError:
        _say({"refused": "file.too_hard", "params": {}})
    except BROKEN as error:
        _say({"refused": "file.damaged", "params": {"detail": type(error).__name__}})


def _measure(wish: str, rows: int, columns: int) -> tuple[str, int]:
    """Choose the sheet and say so; its name and its last row."""
    with zipfile.ZipFile(sys.stdin.buffer) as archive:
        known = set(archive.namelist())
        sheets = {name: entry for name, entry in visible_sheets(archive).items() if entry in known}
        name, reach = _choose(archive, sheets, wish)
    if reach.last_row > rows:
        raise FileRefused("file.too_many_rows", limit=rows)
    if reach.last_column > columns:
        raise FileRefused("file.too_many_columns", columns=reach.last_column, limit=columns)
    _say({"sheets": list(sheets), "sheet": name, "last_row": reach.last_row})
    sys.stdout.flush()
    return name, reach.last_row


def _choose(archive: zipfile.ZipFile, sheets: dict[str, str], wish: str) -> tuple[str, Extent]:
    if wish and wish not in sheets:
        raise FileRefused("file.no_such_sheet", sheet=wish, sheets=list(sheets))
    for name in [wish] if wish else sheets:
        if (reach := extent(archive, sheets[name])).last_row:
            return name, reach
    raise FileRefused("file.empty")


def _rows(name: str, last_row: int) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    read = 0
    sys.stdin.buffer.seek(0)
    try:
        sheet = CalamineWorkbook.from_filelike(sys.stdin.buffer).get_sheet_by_name(name)
        for read, row in enumerate(sheet.iter_rows(), start=1):  # noqa: B007  the last one is wanted
            yield [as_text(value) for value in row]
    except CalamineError as error:
        raise FileRefused("file.damaged", detail=type(error).__name__) from error
    if read < last_row:
        raise FileRefused("file.rows_differ", read=read, there=last_row)


def _say(line: Any) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(sys.argv[1], *map(int, sys.argv[2:]))
        sys.stdout.flush()
