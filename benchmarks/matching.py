"""How good are the pairs that matching finds without a single label, how long does it take, and in how much memory?

Every set of the data folder in one configuration a kind, as `match` ships it. Beside it in the same run what plain string
likeness could reach at most: rapidfuzz over all pairs of names and of whole rows, with the threshold that the true pairs
themselves say is best, which nobody has in practice.
"""

import argparse
import csv
import gzip
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from click.testing import CliRunner
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from benchmarks import _common
from greening.cli import _match_rows
from greening.cli.match import command
from greening.domain.policy import shipped

FLOORS = {"chicago_childcare_orgs": 0.90, "febrl3": 0.99, "restaurants_864": 0.88}
"""F1 of the pairs, without labels."""
LARGE = frozenset({"crm_synth_100k"})
"""Sets that a quick run leaves out, and of which no peer compares all pairs: there are five thousand million."""

SCORERS: dict[str, Callable[..., float]] = {"ratio": fuzz.ratio, "token_sort_ratio": fuzz.token_sort_ratio}
CHUNK = 500
"""Rows of which all likenesses are held at once."""
LEAST = 50
"""Likeness (0 to 100) below which no threshold is tried."""


@dataclass(frozen=True)
class Peer:
    """The best that a string likeness reaches: of which text, at which threshold, with how much processor time."""

    what: str
    f1: float
    threshold: int
    cpu_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the set of 100,000 rows; under two minutes")
    parser.add_argument("--child", nargs=2, metavar=("RECORDS", "PAIRS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_match(*map(Path, options.child))))
        return
    figures: dict[str, Any] = {}
    folder = _common.data_folder() / "er"
    for name in sorted(each.name for each in folder.glob("*") if each.is_dir()):
        if not (options.quick and name in LARGE):
            figures[name] = _measure(folder / name)
            _show(name, figures[name])
    for name in sorted(FLOORS.keys() - figures.keys()):
        print(f"{name}: not there")
    _tell(figures)


def _tell(figures: dict[str, Any]) -> None:
    bars = {name: figures[name]["f1"] >= floor for name, floor in FLOORS.items() if name in figures}
    bars |= {
        f"{name}_not_below_likeness": one["f1"] >= one["peer"]["f1"] for name, one in figures.items() if one["peer"]
    }
    _common.tell({"bars": bars, "sets": figures}, passed=bool(bars) and all(bars.values()))


def _show(name: str, one: dict[str, Any]) -> None:
    shares = " ".join(f"{key} {one[key]:.4f}" for key in ("precision", "recall", "f1", "cluster_f1"))
    print(f"{name}: {shares}; {one['seconds']:.1f} s, {one['cpu_s']:.1f} CPU s, {one['peak_mb']:.0f} MB")
    if peer := one["peer"]:
        print(
            f"    {peer['what']} at its best threshold {peer['threshold']}: F1 {peer['f1']:.4f}, {peer['cpu_s']:.1f} CPU s"
        )


def _measure(folder: Path) -> dict[str, Any]:
    """Match one set in a process of its own, then ask the peers."""
    records, pairs = (next(folder.glob(f"{stem}.csv*")) for stem in ("records", "pairs"))
    call = [sys.executable, "-m", "benchmarks.matching", "--child", str(records), str(pairs)]
    done = subprocess.run(call, check=True, capture_output=True, text=True, cwd=_common.ROOT)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    best = None if folder.name in LARGE else max(_peers(records, pairs), key=lambda peer: peer.f1)
    return {**figures, "peer": best and vars(best)}


def _match(records: Path, pairs: Path) -> dict[str, Any]:
    done = CliRunner().invoke(command, [str(records), "--truth", str(pairs), "--json"], catch_exceptions=False)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    cpu = round(usage.ru_utime + usage.ru_stime, 1)
    return {**told, "cpu_s": cpu, "peak_mb": round(usage.ru_maxrss / 1024, 1)}


def _peers(records: Path, pairs: Path) -> list[Peer]:
    """Each likeness of names and of whole rows."""
    texts, ids = _texts(records)
    places = {own: at for at, own in enumerate(ids)}
    true = np.array([(places[one], places[other]) for one, other in _true(pairs)], dtype=np.int64)
    return [
        _best(f"{scorer} of {what}", like, values, true)
        for what, values in texts.items()
        for scorer, like in SCORERS.items()
    ]


def _best(what: str, like: Callable[..., float], values: Sequence[str], true: NDArray[np.int64]) -> Peer:
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
    return Peer(what, round(float(f1[threshold]), 4), threshold, round(process_time() - begun, 1))


def _texts(records: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Names, and whole rows but for what names the row, lower case; with the ids of the rows."""
    policy = shipped()
    with records.open("rb") as stream, redirect_stderr(StringIO()):
        reading = _match_rows.open_file(records.name, stream, mapping="", kind=None, policy=policy)
        rows = _match_rows.read(reading, country="CN", policy=policy, watch=lambda rows: rows)
        used = {reading.columns.header.index(name) for kind in set(rows.kinds) for name in _read(reading, kind)}
        cells = [[row[at] for at in sorted(used) if at < len(row)] for _, row in reading.table]
    whole = [" ".join(filter(None, row)).casefold() for row in cells]
    return {"names": [label.casefold() for label in rows.labels], "rows": whole}, rows.ids


def _read(reading: _match_rows.Reading, kind: Any) -> list[str]:
    return [entry.rpartition(" → ")[0] for entry in reading.columns.evidence(kind)]


def _true(pairs: Path) -> list[tuple[str, str]]:
    with gzip.open(pairs, "rt", newline="") if pairs.suffix == ".gz" else pairs.open(newline="") as lines:
        return [(row["id_l"], row["id_r"]) for row in csv.DictReader(lines)]


if __name__ == "__main__":
    main()
