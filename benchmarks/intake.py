"""How many rows a second come in, stored and judged, and in how much memory? Beside a plain COPY of the same rows.

The bars are promises, not records: memory must not grow with the file, every row is accounted for, and importing the
same file again creates nothing. Speed is printed as a share of what PostgreSQL itself takes in here and now.
"""

import argparse
import csv
import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import text

from benchmarks import _common
from greening.domain.people import OPERATOR
from greening.domain.policy import shipped
from greening.sample import generate
from greening.sample.columns import HEADER_ENGLISH
from greening.services import intake, policies
from greening.storage.copying import copy_rows
from greening.storage.session import make_engine, unit_of_work

SMALL, LARGE = 10_000, 100_000
NOW = datetime(2026, 3, 2, tzinfo=UTC)
TIMES, PLUS_MB = 1.5, 100
"""Memory at 100,000 rows may be so many times that at 10,000, and so much more."""

MAPPING = {"id": None, "cluster": None, "name": "company", "person": "key_persons[0].name", "city": "region[0]"}
"""Columns of the public file whose headers alone say too little."""


@dataclass(frozen=True)
class Measured:
    """One import in a process of its own: seconds a step, what became of the rows, and the most memory it had."""

    rows: int
    seconds: dict[str, float]
    counts: dict[str, int]
    peak_mb: float

    def speed(self, *steps: str) -> int:
        return round(self.rows / sum(self.seconds[step] for step in steps))


def main() -> None:
    options = _options()
    if options.child:
        print(json.dumps(_import(*options.child)))
        return
    with _common.server() as server, tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.csv"), Path(folder, "large.csv")
        source = write_rows(small, SMALL)
        write_rows(large, LARGE)
        one = _common.database(server, "small")
        first = _measure(one, small, "judge")
        again = _measure(one, small, "store")
        two = _common.database(server, "large")
        long = _measure(two, large, "store" if options.quick else "judge")
        copied = {rows: _copy(two, file) for rows, file in ((SMALL, small), (LARGE, large))}
    _tell(source, first, again, long, copied)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="judge 10,000 rows only; under five minutes")
    parser.add_argument("--child", nargs=3, metavar=("URL", "FILE", "STEP"), help=argparse.SUPPRESS)
    return parser.parse_args()


def _tell(source: str, first: Measured, again: Measured, long: Measured, copied: dict[int, int]) -> None:
    most_mb = TIMES * first.peak_mb + PLUS_MB
    bars = {
        "memory": long.peak_mb <= most_mb,
        "accounted": all(sum(run.counts.values()) == run.rows for run in (first, again, long)),
        "twice": again.counts["created"] == 0,
    }
    for name, run in (("first", first), ("again", again), ("long", long)):
        steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in run.seconds.items())
        print(f"{name:>6}: {run.rows:,} rows, {run.peak_mb:.0f} MB; {steps}; {run.counts}")
    stored = ("stage", "store")
    judged = long if "judge" in long.seconds else first
    figures = {
        "bars": bars,
        "rows": source,
        "stored_rows_s": long.speed(*stored),
        "stored_and_judged_rows_s": judged.speed(*stored, "judge"),
        "again_rows_s": again.speed(*stored),
        "copy_rows_s": copied[LARGE],
        "stored_share_of_copy": round(long.speed(*stored) / copied[LARGE], 3),
        "peak_mb": {SMALL: first.peak_mb, LARGE: long.peak_mb, "allowed": round(most_mb)},
        "seconds": long.seconds,
    }
    _common.tell(figures, passed=all(bars.values()))


def write_rows(file: Path, count: int) -> str:
    """A CSV file of so many rows; says where they are from."""
    public = _common.data_folder() / "er" / "crm_synth_100k" / "records.csv.gz"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        if public.exists():
            with gzip.open(public, "rt", encoding="utf-8", newline="") as rows:
                writer.writerows(islice(csv.reader(rows), count + 1))
            return "crm_synth_100k"
        made = generate.rows(count=count, today=date(2026, 3, 1))
        writer.writerow(HEADER_ENGLISH.values())
        writer.writerows([row.cells.get(column, "") for column in HEADER_ENGLISH] for row in made)
        return "generated"


def _measure(url: str, file: Path, step: str) -> Measured:
    command = [sys.executable, "-m", "benchmarks.intake", "--child", url, str(file), step]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_common.ROOT)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _import(url: str, file: str, last_step: str) -> dict[str, Any]:
    engine = make_engine(url)
    work = unit_of_work(engine, lambda _: None)
    policy = policies.ensure_current(work, shipped(), now=NOW)
    with Path(file).open("rb") as stream:
        header = next(csv.reader(io.TextIOWrapper(io.BytesIO(stream.readline()), "utf-8")))
        stream.seek(0)
        said = {name: target for name, target in MAPPING.items() if name in header}
        run_id = intake.upload(
            work, policy, actor=OPERATOR, file_name="bench.csv", stream=stream, mapping=said, now=NOW
        )
    seconds = {}
    begun = perf_counter()
    for step, do in (("stage", intake.stage), ("store", intake.store)):
        do(work, policy, intake_id=run_id, now=NOW)
        seconds[step], begun = perf_counter() - begun, perf_counter()
    if last_step == "judge":
        for span in intake.spans(work, policy, intake_id=run_id):
            intake.judge(work, policy, intake_id=run_id, span=span, now=NOW)
        seconds["judge"] = perf_counter() - begun
    run = intake.one(work, actor=OPERATOR, intake_id=run_id)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    engine.dispose()
    return {"rows": run.read, "seconds": seconds, "counts": dict(run.counts), "peak_mb": round(peak_mb, 1)}


def _copy(url: str, file: Path) -> int:
    """Rows a second that a table of the same width takes when nothing is asked of them."""
    engine = make_engine(url)
    with file.open(encoding="utf-8", newline="") as lines, unit_of_work(engine, lambda _: None)() as unit:
        rows: Iterator[list[str]] = csv.reader(lines)
        columns = [f"c{place}" for place, _ in enumerate(next(rows))]
        unit.session.execute(text(f"CREATE TABLE plain ({', '.join(f'{name} text' for name in columns)})"))
        begun = perf_counter()
        copy_rows(unit.session, "plain", columns, rows)
        count = unit.session.scalar(text("SELECT count(*) FROM plain")) or 0
        took = perf_counter() - begun
        unit.session.execute(text("DROP TABLE plain"))
    engine.dispose()
    return round(count / took)


if __name__ == "__main__":
    main()
