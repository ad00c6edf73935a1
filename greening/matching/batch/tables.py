"""How are tables kept in files? A file a table, as arrays as they lie in memory; texts stand behind each other."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

SUFFIX = ".npz"
ENDS = " ends"
"""What stands behind the name of a column of texts where their ends are told."""


def write(columns: Mapping[str, Column], path: Path) -> None:
    """Write a table as a whole: whoever looks sees all of it or nothing. A column of objects is one of texts."""
    begun = path.with_suffix(".part")
    with begun.open("wb") as stream:
        np.savez(stream, **dict(_written(columns)))  # type: ignore[arg-type] # takes arrays by name, which may be any
    begun.replace(path)


def read(paths: Sequence[Path], names: Sequence[str]) -> dict[str, Column]:
    """Columns of the tables in these files, one behind the other; each file is opened once."""
    found: dict[str, list[Column]] = {name: [] for name in names}
    for path in paths:
        with np.load(path) as table:
            for name in names:
                found[name].append(_texts(table, name) if name + ENDS in table else table[name])
    return {name: np.concatenate(found.pop(name)) for name in names}


def pieces(table: Mapping[str, Column], name: str, rows: Column) -> list[bytes]:
    """Of a column of texts those that stand in some rows, as they are written."""
    written, ends = table[name].tobytes(), table[name + ENDS]
    begins = np.append(0, ends[:-1])
    return [written[begin:end] for begin, end in zip(begins[rows].tolist(), ends[rows].tolist(), strict=True)]


def _written(columns: Mapping[str, Column]) -> Iterator[tuple[str, Column]]:
    for name, column in columns.items():
        if column.dtype == object:
            texts = [text if isinstance(text, bytes) else text.encode() for text in column]
            yield name, np.frombuffer(b"".join(texts), dtype=np.uint8)
            yield name + ENDS, np.cumsum([len(text) for text in texts], dtype=np.int64)
        else:
            yield name, column


def _texts(table: Mapping[str, Column], name: str) -> Column:
    ends = table[name + ENDS]
    texts = np.empty(len(ends), dtype=object)
    texts[:] = [piece.decode() for piece in pieces(table, name, np.arange(len(ends)))]
    return texts
