"""Where does `match` find the invented records? In a folder like those of the data folder: records.csv and pairs.csv.

``python -m benchmarks._er_files companies 1000000 FOLDER --seed 7``
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks._er_companies import Company, companies
from benchmarks._er_persons import Person, persons

KINDS: Mapping[str, Callable[..., Iterator[Company | Person]]] = {"companies": companies, "persons": persons}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.kind, options.rows, seed=options.seed)


def write(folder: Path, kind: str, rows: int, *, seed: int) -> None:
    """Make the folder with records.csv, of which `cluster` is the truth, and pairs.csv, every true pair once."""
    folder.mkdir(parents=True, exist_ok=True)
    belongs: list[tuple[str, int]] = []
    with (folder / "records.csv").open("w", encoding="utf-8", newline="") as stream:
        table: Any = csv.writer(stream)
        table.writerow((Company if kind == "companies" else Person)._fields)
        for row in KINDS[kind](rows, seed=seed):
            belongs.append((row.id, row.cluster))
            table.writerow(row)
    with (folder / "pairs.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("id_l", "id_r"))
        table.writerows(true_pairs(belongs))


def true_pairs(belongs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Every two ids of one cluster."""
    clusters: defaultdict[int, list[str]] = defaultdict(list)
    for own, cluster in belongs:
        clusters[cluster].append(own)
    for ids in clusters.values():
        yield from combinations(ids, 2)


if __name__ == "__main__":
    main()
