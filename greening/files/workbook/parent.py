"""Which rows does a sheet have? Asked of a process that reads the workbook within limits, a line at a time."""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from greening.files.limits import Limits
from greening.files.refused import FileRefused
from greening.files.source import Source, on_disk

ROOT = Path(__file__).parents[3]
READER = "greening.files.workbook.child"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook that can be read again; `others` are its visible sisters, which are not read."""

    source: Source
    limits: Limits
    name: str
    others: tuple[str, ...]

    def rows(self) -> Generator[list[str]]:
        """The rows from the top of the sheet, blank ones included.

        Raises: FileRefused, when the reader gives up, at the start or on its way.
        """
        with _reader(self.source, self.name, self.limits) as lines:
            _heading(lines)
            for line in lines:
                row = _checked(json.loads(line))
                if isinstance(row, dict):
                    return
                yield row
            raise FileRefused("file.too_hard")


def open_sheet(source: Source, limits: Limits, wish: str = "") -> Sheet:
    """The first visible sheet with a value in it, or the one of that name.

    Raises: FileRefused, when there is none or it does not keep within the limits.
    """
    with _reader(source, wish, limits) as lines:
        heading = _heading(lines)
    name = heading["sheet"]
    return Sheet(source, limits, name, tuple(each for each in heading["sheets"] if each != name))


@contextmanager
def _reader(source: Source, wish: str, limits: Limits) -> Iterator[IO[bytes]]:
    numbers = (limits.sheet_memory, limits.sheet_seconds, limits.sheet_rows, limits.columns)
    file = on_disk(source)
    process = subprocess.Popen(  # noqa: S603  our own module, and a sheet's name as one argument
        [sys.executable, "-m", READER, wish, *map(str, numbers)],
        cwd=ROOT,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    try:
        yield process.stdout
    finally:
        process.stdout.close()
        process.kill()
        process.wait()
        if file is not source.stream:
            file.close()


def _heading(lines: IO[bytes]) -> Any:
    line = lines.readline()
    if not line:
        raise FileRefused("file.too_hard")
    return _checked(json.loads(line))


def _checked(line: Any) -> Any:
    if isinstance(line, dict) and "refused" in line:
        raise FileRefused(line["refused"], **line["params"])
    return line
