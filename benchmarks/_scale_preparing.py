"""What does it cost to read a record once, beside reading only its number? Leaves what was read for who matches it.

``python -m benchmarks._scale_preparing ROWS SEED FOLDER``: features.txt holds a packed record a line, cluster.txt the
company of each, organisation.csv what peers get.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import phonenumbers

from benchmarks import _er_companies, _peers_columns
from benchmarks._common import peak_mb
from greening.matching import Kind, organisations
from greening.matching.packing import pack, unpack

PIECE = 5_000
"""Records between two looks at the clock, so that making them does not count."""


def main(rows: int, seed: int, folder: Path) -> None:
    made = _er_companies.companies(rows, seed=seed)
    reading, numbers = 0.0, 0.0
    with (folder / "features.txt").open("w") as packed, (folder / "cluster.txt").open("w") as clusters:
        while piece := [row for row, _ in zip(made, range(PIECE), strict=False)]:
            records = [_er_companies.record(row) for row in piece]
            begun = process_time()
            read = [organisations.features(record) for record in records]
            done = process_time()
            for row in piece:
                _number(row.phone)
            reading, numbers = reading + done - begun, numbers + process_time() - done
            packed.writelines(f"{pack(one)}\n" for one in read)
            clusters.writelines(f"{row.cluster}\n" for row in piece)
    _peers_columns.write(folder / "organisation.csv", Kind.ORGANISATION, features(folder))
    print(json.dumps({"preparing_s": round(reading, 2), "numbers_s": round(numbers, 2), "peak_mb": peak_mb()}))


def features(folder: Path) -> Iterator[organisations.Features]:
    """What was read of every record, in order."""
    with (folder / "features.txt").open() as lines:
        for line in lines:
            yield unpack(organisations.Features, line)


def _number(raw: str) -> str:
    """A number in E.164, as a program has it that reads nothing else."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(raw, "CN"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
