"""What could plain likeness of strings reach at most? Over all pairs of names and of whole rows, at the best threshold.

The threshold is the one that the true pairs themselves say is best, which nobody has in practice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from benchmarks import _er_greening
from benchmarks._er_measure import Truth
from greening.cli._match_rows import Reading

SCORERS: dict[str, Callable[..., float]] = {"ratio": fuzz.ratio, "token_sort_ratio": fuzz.token_sort_ratio}
CHUNK = 500
"""Rows of which all likenesses are held at once."""
LEAST = 50
"""Likeness (0 to 100) below which no threshold is tried."""


@dataclass(frozen=True)
class Likeness:
    """The best that a string likeness reaches: of which text, at which threshold, with how much processor time."""

    what: str
    f1: float
    threshold: int
    cpu_s: float


def best(records: Path, truth: Truth) -> Likeness:
    """The best of each likeness of names and of whole rows."""
    pairs = np.stack([truth.codes // truth.records, truth.codes % truth.records], axis=1)
    every = (
        _best(f"{scorer} of {what}", like, values, pairs)
        for what, values in _texts(records).items()
        for scorer, like in SCORERS.items()
    )
    return max(every, key=lambda one: one.f1)


def _best(what: str, like: Callable[..., float], values: Sequence[str], true: NDArray[np.int64]) -> Likeness:
    """Every pair scored; the threshold is chosen by the truth."""
    begun = process_time()
    found, right = np.zeros(101, dtype=np.int64), np.zeros(101, dtype=np.int64)
    for start in range(0, len(values), CHUNK):
        rows = values[start : start + CHUNK]
        scores = process.cdist(rows, values, scorer=like, score_cutoff=LEAST, dtype=np.uint8)
        above = np.arange(len(values))[None, :] > np.arange(start, start + len(rows))[:, None]
        found += np.bincount(scores[above], minlength=101)
        mine = true[(true.min(axis=1) >= start) & (true.min(axis=1) < start + len(rows))]
        right += np.bincount(scores[mine.min(axis=1) - start, mine.max(axis=1)], minlength=101)
    found, right = found[::-1].cumsum()[::-1], right[::-1].cumsum()[::-1]
    f1 = 2 * right / (found + len(true))
    threshold = int(f1[LEAST:].argmax()) + LEAST
    return Likeness(what, round(float(f1[threshold]), 4), threshold, round(process_time() - begun, 1))


def _texts(records: Path) -> dict[str, list[str]]:
    """Names, and whole rows but for what names the row, lower case."""
    with records.open("rb") as stream:
        reading, rows = _er_greening.read(records, stream)
        used = {reading.columns.header.index(name) for kind in set(rows.kinds) for name in _read(reading, kind)}
        cells = [[row[at] for at in sorted(used) if at < len(row)] for _, row in reading.table]
    whole = [" ".join(filter(None, row)).casefold() for row in cells]
    return {"names": [label.casefold() for label in rows.labels], "rows": whole}


def _read(reading: Reading, kind: Any) -> list[str]:
    return [entry.rpartition(" → ")[0] for entry in reading.columns.evidence(kind)]
