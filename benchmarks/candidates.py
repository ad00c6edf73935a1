"""What does looking for duplicates cost an import, a save and the page of a record?

The bars are promises: an import that looks for duplicates takes at most twice as long as one that does not, and nobody
waits for a save or for similar records. Speed alone is printed.
"""

import argparse
import csv
import io
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from benchmarks import _common
from benchmarks.intake import MAPPING, write_rows
from greening.domain.people import OPERATOR
from greening.domain.policy import Policy, shipped
from greening.services import candidates, intake, matching, policies, records
from greening.storage.candidates import Candidate
from greening.storage.match_keys import MatchKey
from greening.storage.record_loading import load
from greening.storage.records import Record as Stored
from greening.storage.session import Work, make_engine, unit_of_work

SIZES = (2_000, 20_000)
TRIES = 100
SLOWER, SAVE_MS, SIMILAR_MS = 2.0, 300.0, 150.0
"""Times as long, and what nine of ten saves and pages may take."""
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="2,000 rows only")
    sizes = SIZES[:1] if options.parse_args().quick else SIZES
    with _common.server() as server, tempfile.TemporaryDirectory() as folder:
        told = {rows: _one_size(_common.database(server, f"rows_{rows}"), Path(folder), rows) for rows in sizes}
    bars = {
        "import": all(one["times_as_long"] <= SLOWER for one in told.values()),
        "save": all(one["save_ms"][1] <= SAVE_MS for one in told.values()),
        "similar": all(one["similar_ms"][1] <= SIMILAR_MS for one in told.values()),
    }
    _common.tell({"bars": bars, "rows": told}, passed=all(bars.values()))


def _one_size(url: str, folder: Path, rows: int) -> dict[str, Any]:
    engine = make_engine(url)
    work = unit_of_work(engine, lambda _: None)
    policy = policies.ensure_current(work, shipped(), now=NOW)
    file = folder / f"{rows}.csv"
    write_rows(file, rows)
    told = _import(work, policy, file) | _counts(work) | _by_hand(work, policy)
    engine.dispose()
    print(rows, told)
    return told


def _import(work: Work, policy: Policy, file: Path) -> dict[str, Any]:
    run_id = _upload(work, policy, file)
    seconds: dict[str, float] = {}
    for step, do in (("stage", intake.stage), ("store", intake.store)):
        seconds[step] = _took(partial(do, work, policy, intake_id=run_id, now=NOW))
    spans = intake.spans(work, policy, intake_id=run_id)
    seconds["judge"] = sum(
        _took(partial(intake.judge, work, policy, intake_id=run_id, span=span, now=NOW)) for span in spans
    )
    compared = 0
    begun = perf_counter()
    for span in spans:
        found = matching.match_intake(work, policy, intake_id=run_id, rows=(span.first, span.last), now=NOW)
        compared += found.compared
    seconds["match"] = perf_counter() - begun
    before = sum(seconds.values()) - seconds["match"]
    rows = intake.one(work, actor=OPERATOR, intake_id=run_id).read
    return {
        "seconds": {step: round(took, 1) for step, took in seconds.items()},
        "judged_rows_s": round(rows / before),
        "judged_and_compared_rows_s": round(rows / (before + seconds["match"])),
        "times_as_long": round((before + seconds["match"]) / before, 2),
        "compared": compared,
    }


def _upload(work: Work, policy: Policy, file: Path) -> int:
    with file.open("rb") as stream:
        header = next(csv.reader(io.TextIOWrapper(io.BytesIO(stream.readline()), "utf-8")))
        stream.seek(0)
        said = {name: target for name, target in MAPPING.items() if name in header}
        return intake.upload(work, policy, actor=OPERATOR, file_name="bench.csv", stream=stream, mapping=said, now=NOW)


def _counts(work: Work) -> dict[str, Any]:
    with work() as unit:
        return {
            "records": unit.session.scalar(select(func.count()).select_from(Stored)),
            "keys": unit.session.scalar(select(func.count()).select_from(MatchKey)),
            "candidates": unit.session.scalar(select(func.count()).select_from(Candidate)),
        }


def _by_hand(work: Work, policy: Policy) -> dict[str, Any]:
    """Median and nine of ten of saving a record that resembles one, and of what its page asks for."""
    with work() as unit:
        step = max((unit.session.scalar(select(func.count()).select_from(Stored)) or 0) // TRIES, 1)
        ids = unit.session.scalars(select(Stored.id).order_by(Stored.id)).all()[::step][:TRIES]
        there = load(unit.session, ids, visits=0)
    again = [replace(one.record, company=f"{one.record.company} {at}", ids=()) for at, one in enumerate(there.values())]
    saves = [_took(partial(records.create, work, policy, actor=OPERATOR, record=one, now=NOW)) for one in again]
    pages = [_took(partial(candidates.similar, work, policy, actor=OPERATOR, record_id=one)) for one in ids]
    return {"save_ms": _spread(saves), "similar_ms": _spread(pages)}


def _took(do: Callable[[], Any]) -> float:
    begun = perf_counter()
    do()
    return perf_counter() - begun


def _spread(seconds: list[float]) -> tuple[float, float]:
    """Milliseconds: the median, and what nine of ten stay within."""
    return round(1000 * statistics.median(seconds), 1), round(1000 * statistics.quantiles(seconds, n=10)[-1], 1)


if __name__ == "__main__":
    main()
