"""What does it cost to match prepared records, and how good is it, without answers and with those of 60 questions?

``python -m benchmarks._scale_matching FOLDER [--answers N]``: reads what `_scale_preparing` left. The questions are the
engine's own, and the truth answers them; then everything is matched anew by what was learned.
"""

import argparse
import json
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks import _er_measure, _scale_preparing
from benchmarks._common import peak_mb
from benchmarks._er_measure import Numbers, Scored, Truth
from greening.matching import Matched, organisations
from greening.matching.batch import resuming
from greening.matching.batch.shelf import Shelf
from greening.matching.learning import learn
from greening.matching.learning.asking import Pool, ask
from greening.matching.learning.cases import Case, Columns, Label
from greening.matching.rulings import NOTHING_RULED, Rulings

ROUND, SEED = 20, 1
"""Questions before the model learns again, and the seed by which equal ones are drawn."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--answers", type=int, default=0)
    options = parser.parse_args()
    shelf = _scale_preparing.shelf(options.folder)
    clusters = np.loadtxt(options.folder / "cluster.txt", dtype=np.int64)
    truth = true(clusters)
    figures, found = _measured(shelf, truth, NOTHING_RULED)
    told: dict[str, Any] = {**figures, "true_pairs": truth.codes.size}
    if options.answers:
        rulings = _ruled(found, clusters, options.answers)
        del found
        told["answered"], _ = _measured(shelf, truth, rulings)
    print(json.dumps(told))


def true(clusters: Numbers) -> Truth:
    """Every pair of records of one cluster."""
    order = np.argsort(clusters, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(clusters[order]) != 0))
    members = np.split(order, starts[1:])
    pairs = [(one, other) for own in members if own.size > 1 for at, one in enumerate(own) for other in own[at + 1 :]]
    return Truth.of(pairs, clusters.size)


def _measured(shelf: Shelf[organisations.Features], truth: Truth, rulings: Rulings) -> tuple[dict[str, Any], Matched]:
    begun = process_time()
    model = organisations.model()
    found = resuming.match(shelf, model, rulings=rulings)
    costs = {"cpu_s": round(process_time() - begun, 2), "peak_mb": peak_mb()}
    scored = Scored.of((pair.left, pair.right, pair.opinion.probability) for pair in found.pairs)
    labels = np.arange(truth.records, dtype=np.int64)
    for cluster in found.clusters:
        labels[cluster] = cluster[0]
    quality = _er_measure.told(scored, labels, truth, threshold=model.threshold)
    return {**quality, **costs, "compared": found.compared, "cut": found.cut}, found


def _ruled(found: Matched, clusters: Numbers, answers: int) -> Rulings:
    """What the truth says to the questions of the engine, in rounds, each by what the ones before it taught."""
    free = [pair for pair in found.pairs if not pair.opinion.decider]
    cases = [Case.of(pair.opinion, found.model) for pair in free]
    pool = Pool.of(cases, Columns.of(found.model.weights))
    said: dict[int, bool] = {}
    while len(said) < answers:
        learned = learn(found.model, [Label(cases[at], same) for at, same in said.items()])
        asked = ask(learned, pool, count=min(ROUND, answers - len(said)), seed=SEED, asked=said)
        said |= {at: bool(clusters[free[at].left] == clusters[free[at].right]) for at in asked}
    same, different = (
        tuple((free[at].left, free[at].right) for at in said if said[at] is one) for one in (True, False)
    )
    return Rulings(same, different)


if __name__ == "__main__":
    main()
