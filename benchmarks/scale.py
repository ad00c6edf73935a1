"""How do time, memory and quality grow with the base? Invented companies, from thousands to millions, beside Splink.

Prepared once; then end to end from what was prepared: keys and columns put on a shelf, candidates, scores, clusters. Splink
gets the same columns; its training is counted, and shown apart. The bars hold at the largest size that is run, from 100,000 on.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import _common, _peers
from benchmarks._er_measure import Truth
from benchmarks._scale_matching import true
from benchmarks.matching import NOT_COMPARED
from greening.matching import Kind

SIZES, QUICK = (10_000, 30_000, 100_000, 300_000, 1_000_000), (3_000, 10_000)
SEED, ANSWERS = 23, 60
PREPARING, CPU, MEMORY_MB, GAIN = 4.0, 0.7, 3 * 1024.0, 0.05
"""Times as long as reading the number alone; share of Splink's seconds; memory; F1 above Splink's, with answers."""
GROWTH, PER_RECORD = 15.0, 10.0
"""For ten times the records, how many times the seconds and the candidates; candidates a record."""
TELLING = 100_000
"""Records from which seconds are compared with Splink's: below, its training is most of it."""
TEN = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="3,000 and 10,000 only; under two minutes")
    parser.add_argument(
        "--sizes", default="", metavar="N,…", help="these sizes; 3000000 is only run when it is asked for"
    )
    parser.add_argument("--peers", default="", metavar="PYTHON", help="interpreter that has Splink")
    parser.add_argument("--no-answers", action="store_true", help="without asking and matching anew")
    options = parser.parse_args()
    sizes = tuple(map(int, options.sizes.split(","))) if options.sizes else QUICK if options.quick else SIZES
    python = _peers.interpreter(options.peers)
    told: dict[int, dict[str, Any]] = {}
    for size in sorted(sizes):
        told[size] = _one_size(size, python, 0 if options.no_answers else ANSWERS)
        _show(size, told[size])
    _tell(told)


def _one_size(size: int, python: str, answers: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="greening-bench-") as place:
        folder = Path(place)
        told = {"preparing": _child("_scale_preparing", str(size), str(SEED), place)}
        ours = _child("_scale_matching", place, "--answers", str(answers))
        shelved = told["preparing"]["shelving_s"]
        told["greening"] = {**ours, "matching_s": ours["cpu_s"], "cpu_s": round(ours["cpu_s"] + shelved, 2)}
        if python:
            told["splink"] = _splink(python, folder, true(np.loadtxt(folder / "cluster.txt", dtype=np.int64)))
    return told


def _child(module: str, *arguments: str) -> dict[str, Any]:
    call = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True, cwd=_common.ROOT)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _splink(python: str, folder: Path, truth: Truth) -> dict[str, Any]:
    kind = Kind.ORGANISATION
    told = _peers.run(python, "splink", {kind: folder / f"{kind.value}.csv"}, folder)
    return _peers.measured("splink", told, folder, {kind: np.arange(truth.records)}, truth) if told else {}


def _show(size: int, one: dict[str, Any]) -> None:
    preparing, ours = one["preparing"], one["greening"]
    times = preparing["preparing_s"] / preparing["numbers_s"]
    print(f"{size}: prepared in {preparing['preparing_s']:.1f} CPU s, {times:.2f} times reading the numbers alone")
    quality = f"F1 {ours['f1']:.4f} (best {ours['best_f1']:.4f}), clusters {ours['cluster_f1']:.4f}"
    candidates = f"{ours['compared'] / size:.1f} candidates a record"
    print(
        f"    greening: {quality}; {ours['cpu_s']:.1f} CPU s, of it shelving {preparing['shelving_s']:.1f}, {ours['peak_mb']:.0f} MB, {candidates}"
    )
    if again := ours.get("answered"):
        print(
            f"    after {ANSWERS} answers: F1 {again['f1']:.4f}, clusters {again['cluster_f1']:.4f}; {again['cpu_s']:.1f} CPU s"
        )
    if splink := one.get("splink"):
        quality = f"F1 {splink['f1']:.4f} (best {splink['best_f1']:.4f}), clusters {splink['cluster_f1']:.4f}"
        cost = f"{splink['cpu_s']:.1f} CPU s, of it training {splink['training_s']:.1f}, {splink['peak_mb']:.0f} MB"
        print(f"    splink {splink['versions']['splink']}: {quality}; {cost}")
    sys.stdout.flush()


def _tell(told: dict[int, dict[str, Any]]) -> None:
    largest = max(told)
    bars: dict[str, bool | str] = {
        "preparing": told[largest]["preparing"]["preparing_s"] <= PREPARING * told[largest]["preparing"]["numbers_s"],
        "candidates": all(one["greening"]["compared"] <= PER_RECORD * size for size, one in told.items()),
        "memory": told[largest]["greening"]["peak_mb"] <= MEMORY_MB,
    }
    for what in ("cpu_s", "compared"):
        grown = [_growth(told, one, other, what) for one, other in pairwise(sorted(told)) if one >= min(SIZES)]
        bars[f"growth_of_{what}"] = all(times <= GROWTH for times in grown)
    bars |= _beside_splink(told[largest]) if largest >= TELLING else {}
    passed = all(held is True for held in bars.values())
    otherwise = "fail" if False in bars.values() else NOT_COMPARED
    _common.tell({"bars": bars, "sizes": told}, passed=passed, otherwise=otherwise)


def _growth(told: dict[int, dict[str, Any]], one: int, other: int, what: str) -> float:
    """How many times as much for ten times the records, as a step of fewer or more tells it."""
    times: float = told[other]["greening"][what] / told[one]["greening"][what]
    share: float = np.log(TEN) / np.log(other / one)
    return float(times**share)


def _beside_splink(one: dict[str, Any]) -> dict[str, bool | str]:
    ours, splink = one["greening"], one.get("splink")
    if not splink:
        return dict.fromkeys(("cpu", "f1_with_answers"), NOT_COMPARED)
    answered = ours.get("answered")
    return {
        "cpu": ours["cpu_s"] <= CPU * splink["cpu_s"],
        "f1_with_answers": answered["f1"] >= splink["f1"] + GAIN if answered else NOT_COMPARED,
    }


if __name__ == "__main__":
    main()
