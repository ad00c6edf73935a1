"""Reads one sheet from standard input and writes its rows as JSON lines: run by `open_sheet`, never imported by it.

First line: the sheets and the one chosen. Then a list a row. Last line: how many rows there were. A line with "refused"
ends it early. Whoever reads must take a missing last line for a refusal: this process may be ended at any moment.
"""

import contextlib
import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from greening.sheets.refused import FileRefused
from greening.sheets.scan import Extent, extent, visible_sheets
from greening.sheets.values import as_text


def main(wish: str, memory: int, seconds: int, rows: int, columns: int) -> None:
    """Bound this process, then read; `wish` names a sheet, empty for the first visible one with a value."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for line in _lines(wish, rows, columns):
            _say(line)
    except FileRefused as refused:
        _say({"refused": refused.code, "params": refused.params})
    except MemoryError:
        _say({"refused": "file.too_hard", "params": {}})
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, SyntaxError, RuntimeError) as error:
        _say({"refused": "file.damaged", "params": {"detail": type(error).__name__}})


def _lines(wish: str, rows: int, columns: int) -> Iterator[Any]:
    with zipfile.ZipFile(sys.stdin.buffer) as archive:
        known = set(archive.namelist())
        sheets = {name: entry for name, entry in visible_sheets(archive).items() if entry in known}
        name, reach = _choose(archive, sheets, wish)
    if reach.last_row > rows:
        raise FileRefused("file.too_many_rows", limit=rows)
    if reach.last_column > columns:
        raise FileRefused("file.too_many_columns", columns=reach.last_column, limit=columns)
    yield {"sheets": list(sheets), "sheet": name}
    yield from _read(name, reach)


def _choose(archive: zipfile.ZipFile, sheets: dict[str, str], wish: str) -> tuple[str, Extent]:
    if wish and wish not in sheets:
        raise FileRefused("file.no_such_sheet", sheet=wish, sheets=list(sheets))
    for name in [wish] if wish else sheets:
        if (reach := extent(archive, sheets[name])).valued:
            return name, reach
    raise FileRefused("file.empty")


def _read(name: str, reach: Extent) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook

    sys.stdin.buffer.seek(0)
    read = valued = 0
    try:
        sheet = CalamineWorkbook.from_filelike(sys.stdin.buffer).get_sheet_by_name(name)
        for row in sheet.iter_rows():
            read += 1
            cells = [as_text(value) for value in row]
            valued += any(cells)
            yield cells
    except CalamineError as error:
        raise FileRefused("file.damaged", detail=type(error).__name__) from error
    if read < reach.last_row or valued > reach.valued:
        raise FileRefused("file.rows_differ", read=read, there=reach.last_row)
    yield {"rows": read}


def _say(line: Any) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(sys.argv[1], *map(int, sys.argv[2:]))
        sys.stdout.flush()
