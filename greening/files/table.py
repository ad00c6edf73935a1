"""Which rows does a file hold? Its header once, its rows as often as they are asked for, in constant memory."""

import io
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO, cast

from greening.files import encoding, header_row, separator
from greening.files.csv_records import records
from greening.files.dialect import Dialect
from greening.files.limits import Limits
from greening.files.refused import FileRefused
from greening.files.source import Source, on_disk, take
from greening.sheets import archive
from greening.sheets.reading import Sheet, open_sheet

Row = tuple[int, tuple[str, ...]]

SHEETS_TRIED = 5
"""Each costs a process that opens the workbook anew."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was found to be a table.

    Iterating reads it from the start: the number of the row, 1 for the first under the header, and its cells as they
    stand there; blank rows too, but not empty lines at the end. One iteration at a time. `other_sheets` are visible
    sheets of the workbook that are not read.

    Raises while iterating: FileRefused, when there are more rows than may be or a workbook turns out to be broken.
    """

    name: str
    dialect: Dialect
    header: tuple[str, ...]
    limits: Limits
    source: Source
    sheet: Sheet | None = None

    @property
    def other_sheets(self) -> tuple[str, ...]:
        return self.sheet.others if self.sheet else ()

    def __iter__(self) -> Iterator[Row]:
        with closing(self._all_rows()) as rows:
            above = self.dialect.header_row + self.dialect.header_depth - 1
            most = self.limits.sheet_rows if self.sheet else self.limits.rows
            for row in _numbered(islice(rows, above, None)):
                if row[0] > most:
                    raise FileRefused("file.too_many_rows", limit=most)
                yield row

    def sample(self, rows: int) -> tuple[tuple[str, ...], ...]:
        """The cells of the first rows that are not blank."""
        with closing(cast("Generator[Row]", iter(self))) as numbered:
            return tuple(islice((cells for _, cells in numbered if any(map(str.strip, cells))), rows))

    def _all_rows(self) -> Generator[list[str]]:
        return self.sheet.rows() if self.sheet else _csv_rows(self.source, self.dialect, len(self.header))


def open_table(name: str, stream: BinaryIO, *, limits: Limits, dialect: Dialect | None = None) -> Table:
    """Find out how a file is written, unless `dialect` says so, and where its headers stand.

    Reads a CSV file once to the end, so that its encoding is known and not guessed from its beginning.
    Raises: FileRefused, when it is no table or more than `limits` allow.
    """
    source = take(stream, limits)
    source.stream.seek(0)
    is_workbook = source.stream.read(len(archive.ZIP)) == archive.ZIP
    table = _open_workbook(name, source, limits, dialect) if is_workbook else _open_csv(name, source, limits, dialect)
    if len(table.header) > limits.columns:
        raise FileRefused("file.too_many_columns", columns=len(table.header), limit=limits.columns)
    return table


def _open_workbook(name: str, source: Source, limits: Limits, said: Dialect | None) -> Table:
    archive.check(source.stream, limits.of_sheet)
    sheet = open_sheet(on_disk(source), limits.of_sheet, said.sheet if said else "")
    head = _sheet_head(sheet, said)
    if said is None and not header_row.is_sure(head):
        sheet, head = _told_by_its_headers(sheet, head)
    dialect = Dialect("", "", head.row, head.depth, sheet.name)
    return Table(name, dialect, head.names, limits, source, sheet)


def _sheet_head(sheet: Sheet, said: Dialect | None = None) -> header_row.Head:
    with closing(sheet.rows()) as rows:
        return _head(list(islice(rows, max(header_row.SOUGHT, said.header_row + 1 if said else 0))), said)


def _told_by_its_headers(first: Sheet, head: header_row.Head) -> tuple[Sheet, header_row.Head]:
    """The first sheet with a row of known headers, where the first of all has none: templates begin with instructions."""
    for name in first.others[:SHEETS_TRIED]:
        with suppress(FileRefused):  # empty, or longer than may be: then it is not the one
            sheet = open_sheet(first.file, first.limits, name)
            if header_row.is_sure(found := _sheet_head(sheet)):
                return sheet, found
    return first, head


def _open_csv(name: str, source: Source, limits: Limits, said: Dialect | None) -> Table:
    evidence = encoding.gather(source.blocks(limits))
    if evidence.size == 0:
        raise FileRefused("file.empty")
    codec = encoding.known(said.encoding) if said and said.encoding else encoding.decide(evidence)
    text = _whole_lines(evidence.head, codec)
    dialect = said or Dialect(codec, separator.find(text))
    with closing(_csv_rows(source, dialect)) as rows:
        head = _head(list(islice(rows, max(header_row.SOUGHT, dialect.header_row + 1))), said)
    return Table(
        name, replace(dialect, encoding=codec, header_row=head.row, header_depth=head.depth), head.names, limits, source
    )


def _head(rows: Sequence[Sequence[str]], said: Dialect | None) -> header_row.Head:
    return header_row.at_row(rows, said.header_row, said.header_depth) if said else header_row.find(rows)


def _whole_lines(head: bytes, codec: str) -> str:
    """The beginning of the text; a last line that was cut off in the middle is left out where there are others."""
    text = head.decode(codec, errors="replace")
    whole = text.rpartition("\n")[0] if len(head) == encoding.HEAD_BYTES else text
    return whole or text


def _csv_rows(source: Source, dialect: Dialect, width: int = 0) -> Generator[list[str]]:
    """All rows from the top but Excel's ``sep=;``, which is about the file and not of it."""
    text = io.TextIOWrapper(source.open(), encoding=dialect.encoding, errors="replace", newline="")
    try:
        for at, cells in enumerate(records(iter(text), dialect.separator, width)):
            if at or not separator.is_directive(cells):
                yield cells
    finally:
        text.detach()


def _numbered(rows: Iterable[list[str]]) -> Iterator[Row]:
    """Number the rows, and keep empty lines back until something follows them: at the end of a file they are no rows."""
    empty = 0
    for number, cells in enumerate(rows, start=1):
        if cells:
            for blank in range(number - empty, number):
                yield blank, ()
            empty = 0
            yield number, tuple(cells)
        else:
            empty += 1
