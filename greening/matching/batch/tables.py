"""How are tables kept in files? A file a table, as arrays as they lie in memory; texts stand behind each other."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

SUFFIX = ".table"
ENDS = " ends"
"""What stands behind the name of a column of texts where their ends are told."""
WIDTH = 8
"""Bytes that nothing in a file stands across: each column begins at a multiple of them."""


def write(columns: Mapping[str, Column], path: Path) -> None:
    """Write a table as a whole: whoever looks sees all of it or nothing. A column of objects is one of texts."""
    begun = path.with_suffix(".part")
    written = dict(_written(columns))
    told = json.dumps([(name, column.dtype.str, column.shape) for name, column in written.items()]).encode()
    with begun.open("wb") as stream:
        for piece in (np.int64(len(told)).tobytes(), told, *(column.tobytes() for column in written.values())):
            stream.write(piece + bytes(-len(piece) % WIDTH))
    begun.replace(path)


def opened(path: Path) -> dict[str, Column]:
    """The columns of a table, those of texts as they are written.

    What nobody looks at is not read. The file stays open for as long as one of the columns is held.
    """
    with path.open("rb") as stream:
        held = mmap(stream.fileno(), 0, access=ACCESS_READ)
    length = int(np.frombuffer(held, np.int64, 1)[0])
    begin, found = WIDTH + length, {}
    for name, form, shape in json.loads(held[WIDTH:begin]):
        begin += -begin % WIDTH
        column = np.frombuffer(held, form, int(np.prod(shape)), begin)
        found[name] = column.reshape(shape)
        begin += column.nbytes
    return found


def column(paths: Sequence[Path], name: str) -> Column:
    """A column of the tables in these files, one behind the other; one file is open at a time, as there may be thousands."""
    ends = list(accumulate(len(opened(path)[name]) for path in paths))
    first = opened(paths[0])[name]
    found = np.empty((ends[-1], *first.shape[1:]), dtype=first.dtype)
    for path, begin, end in zip(paths, (0, *ends), ends, strict=False):
        found[begin:end] = opened(path)[name]
    return found


def joined(tables: Sequence[Mapping[str, Column]]) -> dict[str, Column]:
    """Tables of equal columns behind each other."""
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def pieces(table: Mapping[str, Column], name: str, rows: Column) -> list[memoryview]:
    """Of a column of texts those that stand in some rows, as they are written."""
    written, ends = table[name].data, table[name + ENDS]
    begins = np.where(rows > 0, ends[rows - 1], 0)
    return [written[begin:end] for begin, end in zip(begins.tolist(), ends[rows].tolist(), strict=True)]


def _written(columns: Mapping[str, Column]) -> Iterator[tuple[str, Column]]:
    for name, column in columns.items():
        if column.dtype == object:
            texts = [text if isinstance(text, bytes) else text.encode() for text in column]
            yield name, np.frombuffer(b"".join(texts), dtype=np.uint8)
            yield name + ENDS, np.cumsum([len(text) for text in texts], dtype=np.int64)
        else:
            yield name, column
