"""What does it cost to read a record once, beside reading only its number? Leaves what was read for who matches it.

``python -m benchmarks._scale_preparing ROWS SEED FOLDER``: the shelf holds what was read of every record, with its keys,
cluster.txt the company of each, organisation.csv what peers get.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import process_time

import numpy as np
import phonenumbers

from benchmarks import _er_companies, _peers_columns
from benchmarks._common import peak_mb
from greening.matching import Kind, organisations
from greening.matching.batch.shelf import PART, Shelf
from greening.matching.uncollected import uncollected


@uncollected()  # as the command `match` is
def main(rows: int, seed: int, folder: Path) -> None:
    made = _er_companies.companies(rows, seed=seed)
    place = shelf(folder)
    place.folder.mkdir()
    clock = Clock()
    with (folder / "cluster.txt").open("w") as clusters:
        for part, first in enumerate(range(0, rows, PART)):
            piece = list(islice(made, PART))
            records = [_er_companies.record(row) for row in piece]
            clock.start()
            read = organisations.features_of(records)
            clock.stop("preparing_s")
            for row in piece:
                _number(row.phone)
            clock.stop("numbers_s")
            place.put(part, read, first=first)
            clock.stop("shelving_s")
            clusters.writelines(f"{row.cluster}\n" for row in piece)
    _peers_columns.write(folder / "organisation.csv", Kind.ORGANISATION, _read(place, rows))
    print(json.dumps({**clock.told, "peak_mb": peak_mb()}))


def shelf(folder: Path) -> Shelf[organisations.Features]:
    """Where what was read lies."""
    return Shelf(folder / "shelf", organisations.SCHEME, organisations.Features)


@dataclass(slots=True)
class Clock:
    """Processor seconds by what they went to."""

    told: dict[str, float] = field(default_factory=dict)
    last: float = 0.0

    def start(self) -> None:
        self.last = process_time()

    def stop(self, what: str) -> None:
        """All since the last look went to this."""
        now = process_time()
        self.told[what] = round(self.told.get(what, 0.0) + now - self.last, 3)
        self.last = now


def _read(place: Shelf[organisations.Features], rows: int) -> Iterator[organisations.Features]:
    for first in range(0, rows, PART):
        own = np.arange(first, min(first + PART, rows), dtype=np.int64)
        yield from place.lend(own)


def _number(raw: str) -> str:
    """A number in E.164, as a program has it that reads nothing else."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(raw, "CN"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
