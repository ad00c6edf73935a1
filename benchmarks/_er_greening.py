"""What does Greening find in a file of records, and what does it cost? In a process of its own, as `match` does it.

``python -m benchmarks._er_greening RECORDS.csv FOLDER``: figures on the last line; found.npz and the columns that peers get
are left in the folder.
"""

import json
import sys
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any, BinaryIO

import numpy as np

from benchmarks import _peers_columns
from benchmarks._common import peak_mb
from benchmarks._er_measure import Scored
from greening.cli import _match_rows, _match_run
from greening.cli._match_rows import Reading, Rows
from greening.domain.policy import shipped
from greening.matching import match


def main(records: Path, folder: Path) -> None:
    begun = process_time()
    with records.open("rb") as stream:
        _, rows = read(records, stream)
    prepared = process_time()
    pairs, labels, compared = _matched(rows)
    done = process_time()
    figures = {
        "preparing_s": round(prepared - begun, 2),
        "cpu_s": round(done - prepared, 2),
        "whole_s": round(done, 2),
        "peak_mb": peak_mb(),
        "compared": compared,
    }
    scored = Scored.of(pairs)
    np.savez(folder / "found.npz", left=scored.left, right=scored.right, probability=scored.probability, labels=labels)
    for kind in dict.fromkeys(rows.kinds):
        at = rows.of(kind)
        np.save(folder / f"{kind.value}.npy", np.array(at, dtype=np.int64))
        _peers_columns.write(folder / f"{kind.value}.csv", kind, (rows.features[place] for place in at))
    print(json.dumps(figures))


def read(records: Path, stream: BinaryIO) -> tuple[Reading, Rows]:
    """The rows of a file, with what matching reads of them."""
    policy = shipped()
    with redirect_stderr(StringIO()):
        reading = _match_rows.open_file(records.name, stream, mapping="", kind=None, policy=policy)
        return reading, _match_rows.read(reading, country="CN", policy=policy, watch=lambda rows: rows)


def _matched(rows: Rows) -> tuple[list[tuple[int, int, float]], np.ndarray[Any, np.dtype[np.int64]], int]:
    """Every pair worth a look with its probability, the cluster of each row, and how many pairs were compared."""
    pairs: list[tuple[int, int, float]] = []
    labels, compared = np.arange(len(rows.ids), dtype=np.int64), 0
    for kind in dict.fromkeys(rows.kinds):
        at = rows.of(kind)
        found = match([rows.features[place] for place in at], _match_run.MODELS[kind]())
        pairs += ((at[pair.left], at[pair.right], pair.opinion.probability) for pair in found.pairs)
        compared += found.compared
        for cluster in found.clusters:
            labels[[at[place] for place in cluster]] = at[cluster[0]]
    return pairs, labels, compared


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
