"""Where do the bytes come from, as often as they are wanted? From the start, unpacked if need be, and never too many."""

import gzip
import os
import re
import tempfile
import weakref
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from greening.files.limits import Limits
from greening.files.refused import FileRefused

BLOCK = 1 << 20
GZIP = b"\x1f\x8b"
FOREIGN = {
    b"\xd0\xcf\x11\xe0": "file.old_workbook",
    b"%PDF": "file.not_a_table",
    b"\x89PNG": "file.not_a_table",
    b"\xff\xd8\xff": "file.not_a_table",
    b"Rar!": "file.not_a_table",
    b"7z\xbc\xaf": "file.not_a_table",
    b"{\\rtf": "file.not_a_table",
    b"SQLite format": "file.not_a_table",
}
"""First bytes of what people send instead of a table. The first one is also what a password turns an .xlsx file into."""


MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|meta|table|\?xml|workbook)\b", re.IGNORECASE)
"""How the page or the XML begins that systems export under the name of an .xls file."""

START = 64


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Source:
    """A file that can be read again. One reader at a time: all share one position."""

    stream: BinaryIO
    packed: bool
    size: int

    def blocks(self, limits: Limits) -> Iterator[bytes]:
        """The unpacked bytes in order.

        Raises: FileRefused, when there are more than may be or the packing is broken.
        """
        unpacked = 0
        reader = self.open()
        while block := _read(reader, self.size):
            unpacked += len(block)
            self._check(unpacked, limits)
            yield block

    def open(self) -> BinaryIO:
        """The unpacked bytes from the start."""
        self.stream.seek(0)
        return cast("BinaryIO", gzip.GzipFile(fileobj=self.stream)) if self.packed else self.stream

    def _check(self, unpacked: int, limits: Limits) -> None:
        if self.packed and unpacked > max(limits.zip_ratio * self.size, BLOCK):
            raise FileRefused("file.bomb", limit=limits.zip_ratio)
        if unpacked > limits.unpacked_bytes:
            raise FileRefused("file.too_large", limit_mb=limits.unpacked_bytes >> 20)


def take(stream: BinaryIO, limits: Limits) -> Source:
    """Make a stream readable more than once.

    Raises: FileRefused, when it is empty, too large, or plainly no table.
    """
    kept = stream if stream.seekable() else _copied(stream, limits.file_bytes + 1)
    size = kept.seek(0, os.SEEK_END)
    if size > limits.file_bytes:
        raise FileRefused("file.too_large", limit_mb=limits.file_bytes >> 20)
    if size == 0:
        raise FileRefused("file.empty")
    kept.seek(0)
    start = kept.read(START)
    for magic, code in FOREIGN.items():
        if start.startswith(magic):
            raise FileRefused(code)
    if MARKUP.match(start):
        raise FileRefused("file.markup")
    source = Source(kept, start.startswith(GZIP), size)
    if kept is not stream:
        weakref.finalize(source, kept.close)
    return source


def on_disk(source: Source) -> BinaryIO:
    """The same bytes as a file of the operating system, for handing to another process; it lives as long as the source."""
    source.stream.seek(0)
    try:
        source.stream.fileno()
    except OSError:  # a stream in memory has none, and says so by a kind of OSError
        copy = _copied(source.stream, source.size)
        weakref.finalize(source, copy.close)
        return copy
    return source.stream


def _copied(stream: BinaryIO, size: int) -> BinaryIO:
    """A temporary file with the first `size` bytes of a stream."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115  closed when its source is no longer used
    while size > 0 and (block := stream.read(min(BLOCK, size))):
        copy.write(block)
        size -= len(block)
    return cast("BinaryIO", copy)


def _read(reader: BinaryIO, size: int) -> bytes:
    try:
        return reader.read(BLOCK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise FileRefused("file.damaged", bytes=size) from error
