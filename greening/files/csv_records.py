"""Which cells does each row of a CSV text have, when one stray quote must not swallow the rows behind it?

The csv module reads what is written well. A quote that nobody closes makes it read on to the end of the file, so a
record that takes several lines and then does not fit the header is read again as one plain line, and so are the others.
"""

import csv
from collections import deque
from collections.abc import Iterator

from greening.files.dialect import ONE_COLUMN

LINES = 500
"""More lines than that in one record is a quote left open: nobody types that much into one cell."""

NOWHERE = "\x1f"
"""Stands for the separator of a file that has one column; it does not occur in text."""


class _TooLong(Exception):
    """The record at hand has more lines than a record has."""


class _Lines:
    """Lines that can be put back, and the ones that the record at hand has taken."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.ran_out = False
        """The record at hand wanted a line more than there are."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LINES:
            raise _TooLong
        self.ran_out = True
        line = (self._again.popleft() if self._again else next(self._lines)).replace("\0", "")
        self.ran_out = False
        self.taken.append(line)
        return line

    def first_again(self) -> str:
        """Put back all lines of the record but its first."""
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        return first


def records(lines: Iterator[str], separator: str, width: int = 0) -> Iterator[list[str]]:
    """Read rows as csv does, `width` being that of the header or 0 where it is not known. An empty line is an empty row."""
    feed = _Lines(lines)
    reader = _reader(feed, separator)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            cells = None
        if cells is None or _is_runaway(feed, cells, separator, width):
            cells = plain(feed.first_again(), separator)
            reader = _reader(feed, separator)
        yield cells


def plain(line: str, separator: str) -> list[str]:
    """Split one line at every separator, taking quotes for what they are."""
    bare = line.rstrip("\r\n")
    return [bare] if separator == ONE_COLUMN else bare.split(separator)


def _reader(feed: _Lines, separator: str) -> Iterator[list[str]]:
    return csv.reader(feed, delimiter=separator or NOWHERE)


def _is_runaway(feed: _Lines, cells: list[str], separator: str, width: int) -> bool:
    """Whether an open quote has swallowed other rows: to the end of the file, or lines that fit the header by themselves."""
    if feed.ran_out:
        return True
    if len(feed.taken) == 1 or width <= 1:
        return False
    fits = [len(plain(line, separator)) == width for line in feed.taken]
    return all(fits) or (fits[0] and len(cells) != width)
