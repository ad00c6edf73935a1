"""Files as people send them, made here: nothing in them is anybody's."""

import csv
import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from greening.domain.policy import shipped
from greening.files import Limits, Table, open_table


@pytest.fixture(scope="session")
def limits() -> Limits:
    return Limits.of(shipped().intake)


@pytest.fixture
def table(limits) -> Callable[..., Table]:
    """Open bytes, or text in an encoding, as a table."""

    def opened(content: str | bytes, encoding: str = "utf-8", *, packed: bool = False, **more) -> Table:
        content = content if isinstance(content, bytes) else content.encode(encoding)
        stream = io.BytesIO(gzip.compress(content) if packed else content)
        return open_table("file", stream, **{"limits": limits} | more)

    return opened


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """The bytes of a workbook with the given rows; further sheets by name."""

    def made(rows, **sheets) -> bytes:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for name, others in sheets.items():
            sheet = book.create_sheet(name)
            for row in others:
                sheet.append(row)
        book.save(stream := io.BytesIO())
        return stream.getvalue()

    return made


@pytest.fixture(scope="session")
def bench_data() -> Path:
    """Real files that are not part of the project; tests on them skip where they are absent."""
    folder = Path(os.environ.get("GREENING_BENCH_DATA", "../shared/data"))
    if not folder.is_dir():
        pytest.skip(f"no {folder}: set GREENING_BENCH_DATA to a folder with the benchmark data")
    return folder


def lines(rows, separator: str = ",") -> str:
    csv.writer(text := io.StringIO(), delimiter=separator).writerows(rows)
    return text.getvalue()
