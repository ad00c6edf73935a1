"""How good are the pairs that matching finds without a single label, what does it cost, and how do its peers do?

Every set of the data folder, and two that the benchmark invents, in one configuration a kind as `match` ships it. In the
same run, on the same prepared columns: Splink and recordlinkage, each trained as its documentation says, and what plain
string likeness could reach at most. Medians of three where a set is small.
"""

import argparse
import csv
import gzip
import io
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import _common, _er_files, _er_likeness, _er_measure, _peers
from benchmarks._er_measure import Scored, Truth
from greening.cli._match_run import MODELS
from greening.matching import Kind

FLOORS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "febrl1": {"f1": (0.995, 0.998)},
    "febrl3": {"f1": (0.995, 0.998)},
    "chicago_childcare_orgs": {"f1": (0.955, 0.97), "cluster_f1": (0.965, 0.975)},
    "restaurants_864": {"f1": (0.90, 0.95)},
    "crm_synth_100k": {"f1": (0.88, 0.93)},
}
"""What must hold without labels, and what would be the best of the field."""
LESS = 0.002
"""How much lower than Splink's F1 ours may be: less than that is luck."""
LARGER = 2
"""Times the largest true cluster that the largest found one may be: more is a chain."""
LARGE = frozenset({"crm_synth_100k"})
"""Sets that a quick run leaves out, that run once, and of which nothing compares all pairs: there are five thousand million."""
MADE, QUICK_ROWS, ROWS = {"febrl_like": "persons", "crm_like": "companies"}, 2_000, 5_000
"""Sets that are invented here, so that anybody can run this: the kind of each; rows of a quick run, and of any other."""
SEED, TIMES = 11, 3
NOT_COMPARED = "not compared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once, without the set of 100,000 rows; under two minutes")
    parser.add_argument("--peers", default="", metavar="PYTHON", help="interpreter that has Splink and recordlinkage")
    parser.add_argument("--sets", default="", metavar="NAME,…", help="these only")
    options = parser.parse_args()
    python, chosen = _peers.interpreter(options.peers), set(filter(None, options.sets.split(",")))
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="greening-bench-") as folder:
        for name, place in _sets(Path(folder), QUICK_ROWS if options.quick else ROWS):
            if (name in chosen or not chosen) and not (options.quick and name in LARGE):
                figures[name] = _measure(name, place, python, times=1 if options.quick or name in LARGE else TIMES)
                _show(name, figures[name])
    for name in sorted(FLOORS.keys() - figures.keys()):
        print(f"{name}: not measured")
    _tell(figures)


def _sets(folder: Path, rows: int) -> Iterator[tuple[str, Path]]:
    """Name and folder of every set; what is invented is made when it is asked for."""
    there = _common.data_folder() / "er"
    yield from ((each.name, each) for each in sorted(there.glob("*")) if each.is_dir())
    for name, kind in MADE.items():
        _er_files.write(folder / name, kind, rows, seed=SEED)
        yield name, folder / name


def _measure(name: str, place: Path, python: str, *, times: int) -> dict[str, Any]:
    """Match one set in processes of their own, then ask the peers."""
    records, pairs = (next(place.glob(f"{stem}.csv*")) for stem in ("records", "pairs"))
    truth = _truth(records, pairs)
    with tempfile.TemporaryDirectory(prefix="greening-bench-") as folder:
        out = Path(folder)
        told: dict[str, Any] = {"rows": truth.records, "true_pairs": truth.codes.size, "true_largest": truth.largest}
        told["greening"] = _median([_greening(records, out, truth) for _ in range(times)])
        if python:
            peers = [peer for peer in _peers.MODULES if peer == "splink" or name not in LARGE]
            told |= {peer: _median([_peer(python, peer, out, truth) for _ in range(times)]) for peer in peers}
    told["likeness"] = None if name in LARGE else vars(_er_likeness.best(records, truth))
    return told


def _greening(records: Path, out: Path, truth: Truth) -> dict[str, Any]:
    call = [sys.executable, "-m", "benchmarks._er_greening", str(records), str(out)]
    done = subprocess.run(call, check=True, capture_output=True, text=True, cwd=_common.ROOT)
    with np.load(out / "found.npz") as found:
        scored, labels = Scored(found["left"], found["right"], found["probability"]), found["labels"]
    threshold = MODELS[Kind.ORGANISATION]().threshold
    figures = _er_measure.told(scored, labels, truth, threshold=threshold)
    return {**figures, **json.loads(done.stdout.splitlines()[-1])}


def _peer(python: str, peer: str, out: Path, truth: Truth) -> dict[str, Any]:
    columns = {kind: out / f"{kind.value}.csv" for kind in Kind if (out / f"{kind.value}.csv").exists()}
    told = _peers.run(python, peer, columns, out)
    places = {kind: np.load(out / f"{kind.value}.npy") for kind in columns}
    return _peers.measured(peer, told, out, places, truth) if told else {}


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Of every figure the median; what is none is that of the first run."""
    first = runs[0]
    return {
        key: statistics.median(run[key] for run in runs) if isinstance(value, int | float) and all(runs) else value
        for key, value in first.items()
    }


def _truth(records: Path, pairs: Path) -> Truth:
    places = {row["id"]: at for at, row in enumerate(_lines(records))}
    return Truth.of(((places[row["id_l"]], places[row["id_r"]]) for row in _lines(pairs)), len(places))


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as packed:
        yield from csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8-sig", newline=""))


def _show(name: str, one: dict[str, Any]) -> None:
    print(
        f"{name}: {one['rows']} rows, {one['true_pairs']} true pairs, largest true cluster {one['true_largest']}",
        flush=True,
    )
    for engine in ("greening", *_peers.MODULES):
        if told := one.get(engine):
            shares = " ".join(f"{key} {told[key]:.4f}" for key in ("precision", "recall", "f1", "cluster_f1"))
            best = f"best {told['best_f1']:.4f} at {told['best_at']:.2f}"
            trained = f", of it training {told['training_s']:.1f}" if "training_s" in told else ""
            cost = f"{told['cpu_s']:.1f} CPU s{trained}, {told['peak_mb']:.0f} MB"
            more = f"; clusters at 0.95 {told['cluster_f1_documented']:.4f}; {told['versions']}" if trained else ""
            print(f"    {engine}: {shares}, {best}, largest {told['largest']:.0f}; {cost}{more}", flush=True)
    if likeness := one["likeness"]:
        print(f"    {likeness['what']} at its best threshold {likeness['threshold']}: F1 {likeness['f1']:.4f}")


def _tell(figures: dict[str, Any]) -> None:
    bars: dict[str, bool | str] = {}
    for name, one in figures.items():
        ours = one["greening"]
        bars |= {f"{name}_{key}": ours[key] >= floor for key, (floor, _) in FLOORS.get(name, {}).items()}
        bars[f"{name}_largest"] = ours["largest"] <= LARGER * one["true_largest"]
        splink = one.get("splink")
        bars[f"{name}_not_below_splink"] = ours["f1"] >= splink["f1"] - LESS if splink else NOT_COMPARED
        if one["likeness"]:
            bars[f"{name}_not_below_likeness"] = ours["f1"] >= one["likeness"]["f1"]
    aims = {
        f"{name}_{key}": figures[name]["greening"][key] >= aim
        for name, floors in FLOORS.items()
        if name in figures
        for key, (_, aim) in floors.items()
    }
    passed = bool(bars) and all(held is True for held in bars.values())
    otherwise = "fail" if False in bars.values() else NOT_COMPARED
    _common.tell({"bars": bars, "aims": aims, "sets": figures}, passed=passed, otherwise=otherwise)


if __name__ == "__main__":
    main()
