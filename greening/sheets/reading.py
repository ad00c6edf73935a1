"""Which rows does a sheet have? Asked of a process that reads the workbook within limits, a line at a time."""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from greening.sheets.limits import SheetLimits
from greening.sheets.refused import FileRefused

ROOT = Path(__file__).parents[2]
READER = "greening.sheets.child"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook that can be read again; `others` are its visible sisters, which are not read.

    `file` is one of the operating system's, for the reader inherits it. `last_row` is the last one with a value.
    """

    file: BinaryIO
    limits: SheetLimits
    name: str
    others: tuple[str, ...]
    last_row: int

    def rows(self) -> Generator[list[str]]:
        """The rows from the top of the sheet, blank ones included.

        Raises: FileRefused, when the reader gives up, at the start or on its way.
        """
        with _reader(self.file, self.limits, self.name, self.last_row) as lines:
            for line in lines:
                row = _checked(line)
                if isinstance(row, dict):
                    return
                yield row
            raise FileRefused("file.too_hard")


def open_sheet(file: BinaryIO, limits: SheetLimits, wish: str = "") -> Sheet:
    """The sheet of that name, or the first visible one with a value in it.

    Raises: FileRefused, when there is none or it does not keep within the limits.
    """
    with _reader(file, limits, wish) as lines:
        heading = _checked(lines.readline())
    name = heading["sheet"]
    return Sheet(file, limits, name, tuple(each for each in heading["sheets"] if each != name), heading["last_row"])


@contextmanager
def _reader(file: BinaryIO, limits: SheetLimits, wish: str, last_row: int = 0) -> Iterator[IO[bytes]]:
    numbers = (limits.memory, limits.seconds, limits.rows, limits.columns, last_row)
    file.seek(0)
    process = subprocess.Popen(  # noqa: S603  our own module, with a sheet's name as one argument
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


def _checked(text: bytes) -> Any:
    """A line of the reader; a line that is not whole is the last thing it did."""
    if not text.endswith(b"\n"):
        raise FileRefused("file.too_hard")
    line = json.loads(text)
    if isinstance(line, dict) and "refused" in line:
        raise FileRefused(line["refused"], **line["params"])
    return line
