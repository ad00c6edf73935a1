"""What does recordlinkage find in a table of prepared columns, and what does it cost? Runs in the peers' interpreter.

``python -m benchmarks._peers_recordlinkage organisation|person COLUMNS.csv FOLDER``

As its guide to deduplication has it: blocks, Jaro-Winkler from 0.85 on as agreement, and without labels its classifier by
expectation maximisation (ECM), whose own decision is what it ships. It joins nothing, so components are taken.
"""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pandas as pd
import recordlinkage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

ALIKE = 0.85
BLOCKS: dict[str, Sequence[Sequence[str]]] = {
    "person": (["soc_sec_id"], ["given_name"], ["surname"], ["date_of_birth"], ["postcode"], ["phone"], ["email"]),
    "organisation": (["company_id"], ["phone"], ["domain"], ["email"], ["name"], ["core"], ["number", "street"]),
}
STRINGS = {
    "person": ("given_name", "surname", "street", "soc_sec_id"),
    "organisation": ("name", "brand", "street", "person"),
}
EXACT = {
    "person": ("date_of_birth", "suburb", "state", "postcode", "phone", "email"),
    "organisation": ("company_id", "phone", "domain", "email", "region", "number", "post_code"),
}


def main(kind: str, path: Path, folder: Path) -> None:
    """Read, compare, learn and decide; pairs and clusters go to the folder, the figures to the last line."""
    begun = process_time()
    table = pd.read_csv(path, dtype=str, index_col="id").rename(index=int)
    table = table.loc[:, table.notna().any()]
    read = process_time()
    vectors = _vectors(kind, table)
    learned = recordlinkage.ECMClassifier()
    compared = process_time()
    found = learned.fit_predict(vectors)
    trained = process_time()
    probability = learned.prob(vectors).reindex(found)
    _write(folder, probability, len(table))
    print(
        json.dumps(
            {
                "versions": {"recordlinkage": recordlinkage.__version__, "pandas": pd.__version__},
                "reading_s": round(read - begun, 2),
                "training_s": round(trained - compared, 2),
                "inference_s": round(compared - read, 2),
                "clustering_s": round(process_time() - trained, 2),
                "peak_mb": _peak_mb(),
            }
        )
    )


def _vectors(kind: str, table: Any) -> Any:
    """Agreement, 1 or 0, of every candidate; a missing value agrees with nothing, as its default is."""
    index = recordlinkage.Index()
    for block in BLOCKS[kind]:
        if set(block) <= set(table.columns):
            index.block(block)
    compare = recordlinkage.Compare()
    for name in STRINGS[kind]:
        if name in table.columns:
            compare.string(name, name, method="jarowinkler", threshold=ALIKE, label=name)
    for name in EXACT[kind]:
        if name in table.columns:
            compare.exact(name, name, label=name)
    return compare.compute(index.index(table), table)


def _write(folder: Path, probability: Any, rows: int) -> None:
    left, right = (probability.index.get_level_values(side).to_numpy() for side in (0, 1))
    with (folder / "pairs.csv").open("w", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(("id_l", "id_r", "match_probability"))
        lines.writerows(zip(left, right, probability.clip(0.5, 1.0), strict=True))
    _, labels = connected_components(coo_matrix(([1] * len(left), (left, right)), shape=(rows, rows)), directed=False)
    for name in ("documented", "shipped"):
        pd.Series(labels, name="cluster_id").to_csv(folder / f"{name}.csv", index_label="id")


def _peak_mb() -> float:
    """The most memory that this process ever had."""
    status = dict(csv.reader(Path("/proc/self/status").read_text().splitlines(), delimiter=":"))
    return round(int(status["VmHWM"].split()[0]) / 1024, 1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
