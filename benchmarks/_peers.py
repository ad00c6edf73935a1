"""How do the peers do on what Greening compares? Each in a process of the interpreter that has them, told like Greening.

The interpreter is that of an environment of its own, so that the product's libraries stay what they are: its Python is
named by ``--peers`` or ``GREENING_BENCH_PEERS``.
"""

import csv
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import _common, _er_measure
from benchmarks._er_measure import Numbers, Scored, Truth
from greening.matching import Kind

MODULES = {"splink": "benchmarks._peers_splink", "recordlinkage": "benchmarks._peers_recordlinkage"}
HINT = (
    "peers are not compared: make an environment of its own (python -m venv peers; peers/bin/pip install -r "
    "benchmarks/requirements.txt) and say GREENING_BENCH_PEERS=peers/bin/python"
)
THRESHOLD = 0.5
"""What a peer takes for one: likelier than not."""
LONGEST_S = 3600


def interpreter(named: str = "") -> str:
    """The Python that has the peers, empty where there is none; says how to make one then."""
    path = named or os.environ.get("GREENING_BENCH_PEERS", "")
    if path and Path(path).exists():
        return path
    print(HINT)
    return ""


def run(python: str, peer: str, columns: Mapping[Kind, Path], folder: Path) -> dict[Kind, dict[str, Any]]:
    """What it cost, by kind; its pairs and clusters are in folders named by the kind. Empty where it failed, which is said."""
    told: dict[Kind, dict[str, Any]] = {}
    for kind, path in columns.items():
        place = folder / f"{peer}_{kind.value}"
        place.mkdir(exist_ok=True)
        call = [python, "-W", "ignore", "-m", MODULES[peer], kind.value, str(path), str(place)]
        done = subprocess.run(
            call, check=False, capture_output=True, text=True, cwd=_common.ROOT, timeout=LONGEST_S, env=_environment()
        )
        if done.returncode:
            print(f"    {peer} failed: {done.stderr.strip().splitlines()[-1]}")
            return {}
        told[kind] = json.loads(done.stdout.splitlines()[-1])
    return told


def measured(
    peer: str, told: Mapping[Kind, dict[str, Any]], folder: Path, places: Mapping[Kind, Numbers], truth: Truth
) -> dict[str, Any]:
    """The figures of a peer over all kinds of a set; `places` says where the rows of a kind are in it."""
    pairs: list[tuple[int, int, float]] = []
    labels = {name: list(range(truth.records)) for name in ("documented", "shipped")}
    for kind in told:
        place, at = folder / f"{peer}_{kind.value}", places[kind]
        pairs += (
            (int(at[int(one)]), int(at[int(other)]), float(said)) for one, other, said in _lines(place / "pairs.csv")
        )
        for name, own in labels.items():
            for row, cluster in _lines(place / f"{name}.csv"):
                own[int(at[int(row)])] = int(at[int(cluster)])
    figures = _er_measure.told(Scored.of(pairs), labels["shipped"], truth, threshold=THRESHOLD)
    documented, largest = _er_measure.clusters(labels["documented"], truth)
    return {
        **figures,
        "cluster_f1_documented": documented.f1,
        "largest_documented": largest,
        **_costs(list(told.values())),
    }


def _costs(told: list[dict[str, Any]]) -> dict[str, Any]:
    """Processor seconds after reading: training apart from the rest; the most memory; what runs."""
    training = sum(one["training_s"] for one in told)
    rest = sum(one["inference_s"] + one["clustering_s"] for one in told)
    return {
        "training_s": round(training, 2),
        "inference_s": round(rest, 2),
        "cpu_s": round(training + rest, 2),
        "peak_mb": max(one["peak_mb"] for one in told),
        "versions": told[0]["versions"],
    }


def _lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def _environment() -> dict[str, str]:
    """Without what would lead the child to this process's libraries."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
