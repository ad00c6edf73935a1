"""What do a few answers bring? Matching asks its own questions, the true pairs answer them, and what was not asked is measured.

For every set of the data folder and every seed: questions in rounds, each chosen by what the answers before it taught; then
precision and recall of pairs and of clusters, without the pairs that were asked, in which the answers hold as rulings do. And
how honest the probabilities are: of the pairs that are said to be one with 0.95 and more, how many are, over all sets and seeds.
The pairs and their steps are found once a set; what is learned judges them anew, exactly as a run with that model would, except
for pairs that the shipped model gives less than one in ten thousand.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from io import StringIO
from itertools import combinations
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import _common
from greening.cli import _match_rows, _match_truth
from greening.cli._match_run import MODELS
from greening.domain.policy import shipped
from greening.matching import Model, clusters, match
from greening.matching.learning import Learned, learn
from greening.matching.learning.asking import Pool, ask
from greening.matching.learning.cases import Case, Columns, Label, chances
from greening.matching.rulings import Rulings

FLOORS = {
    "chicago_childcare_orgs": {"f1": 0.962, "cluster_f1": 0.966},
    "restaurants_864": {"f1": 0.92},
    "crm_synth_100k": {"f1": 0.94},
}
"""Medians after `JUDGED` answers."""
LARGE = frozenset({"crm_synth_100k"})
"""Sets that a quick run leaves out."""
ROUNDS = (20, 20, 20, 70, 70)
"""How many questions are put before the model learns again."""
SHOWN = (20, 60, 200)
JUDGED = 60
SLACK = 0.01
"""How much worse than without answers the worst seed may be."""
SURE = 0.95
HONEST = 0.94
"""Of the pairs said to be one with `SURE` and more, the share that has to be."""
LEAST = 0.0001

Two = tuple[int, int]


@dataclass(frozen=True)
class World:
    """A set as matching sees it: every pair of which it thinks more than nothing, with the truth of each.

    `given` are the probabilities without any answer; `open` the places of the pairs that no rule decides, which alone may be
    asked about and are judged anew.
    """

    model: Model[Any]
    features: Sequence[Any]
    pairs: list[Two]
    true: frozenset[Two]
    given: NDArray[np.float64]
    weights: NDArray[np.float64]
    open: NDArray[np.int64]
    cases: list[Case]

    def judged(self, learned: Learned[Any], pool: Pool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The probability of every pair, and what it weighs in a cluster."""
        found, weights = self.given.copy(), self.weights.copy()
        bits = pool.seen.bits(learned.vector)
        found[self.open], weights[self.open] = chances(bits), np.clip(bits, -clusters.MOST, clusters.MOST)
        return found, weights


@dataclass(frozen=True)
class Shares:
    """F1 of pairs and of clusters; of the pairs said to be one with `SURE` and more, how many there are and how many are."""

    f1: float
    cluster_f1: float
    sure: int
    sure_and_true: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the set of 100,000 rows; about two minutes")
    parser.add_argument("--seeds", type=int, default=10, help="how often everything is asked anew; 10 by default")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    folder = _common.data_folder() / "er"
    for name in sorted(each.name for each in folder.glob("*") if each.is_dir()):
        if not (options.quick and name in LARGE):
            figures[name] = _measure(folder / name, options.seeds)
            _show(name, figures[name])
    for name in sorted(FLOORS.keys() - figures.keys()):
        print(f"{name}: not there")
    _tell(figures)


def _tell(figures: dict[str, Any]) -> None:
    bars = {
        f"{name}_{what}": figures[name][str(JUDGED)][what]["median"] >= floor
        for name, floors in FLOORS.items()
        if name in figures
        for what, floor in floors.items()
    }
    for name, one in figures.items():
        bars[f"{name}_never_worse"] = one[str(JUDGED)]["f1"]["worst"] >= one["0"]["f1"]["worst"] - SLACK
    sure, true = (sum(one[str(JUDGED)][what] for one in figures.values()) for what in ("sure", "sure_and_true"))
    bars["honest"] = true >= HONEST * sure
    print(
        f"said to be one with {SURE} and more, after {JUDGED} answers: {sure}, of which {true} are ({true / sure:.4f})"
    )
    _common.tell({"bars": bars, "sure": sure, "sure_and_true": true, "sets": figures}, passed=all(bars.values()))


def _show(name: str, one: dict[str, Any]) -> None:
    print(f"{name}: {one['match_cpu_s']:.1f} CPU s to match, {one['round_cpu_s']:.2f} to ask and learn, a seed")
    for many in map(str, (0, *SHOWN)):
        shares = (
            f"{what} {one[many][what]['median']:.4f} (worst {one[many][what]['worst']:.4f})"
            for what in ("f1", "cluster_f1")
        )
        print(
            f"    {many:>3} answers: {', '.join(shares)}; said {SURE}: {one[many]['sure']}, true {one[many]['sure_and_true']}"
        )


def _measure(folder: Path, seeds: int) -> dict[str, Any]:
    begun = process_time()
    world = _world(*(next(folder.glob(f"{stem}.csv*")) for stem in ("records", "pairs")))
    matched = process_time() - begun
    pool = Pool.of(world.cases, Columns.of(world.model.weights))
    found: dict[int, list[Shares]] = {
        0: [_shares(world, world.given, world.weights, {})],
        **{many: [] for many in SHOWN},
    }
    spent = 0.0
    for seed in range(seeds):
        begun = process_time()
        for learned, answers in _taught(world, pool, seed):
            if len(answers) in SHOWN:
                spent += process_time() - begun
                found[len(answers)].append(_shares(world, *world.judged(learned, pool), answers))
                begun = process_time()
    figures = {str(many): _figures(own) for many, own in found.items()}
    return {**figures, "match_cpu_s": round(matched, 1), "round_cpu_s": round(spent / seeds, 2)}


def _figures(own: Sequence[Shares]) -> dict[str, Any]:
    shares = {
        what: {"median": round(median(each), 4), "worst": round(min(each), 4)}
        for what in ("f1", "cluster_f1")
        if (each := [getattr(one, what) for one in own])
    }
    return {**shares, "sure": sum(one.sure for one in own), "sure_and_true": sum(one.sure_and_true for one in own)}


def _taught(world: World, pool: Pool, seed: int) -> Iterator[tuple[Learned[Any], dict[int, bool]]]:
    """What is known after each round, with the answers so far by place among the open pairs."""
    answers: dict[int, bool] = {}
    learned = learn(world.model, [])
    for many in ROUNDS:
        asked = ask(learned, pool, count=many, seed=seed, asked=answers)
        answers |= {at: world.pairs[world.open[at]] in world.true for at in asked}
        learned = learn(world.model, [Label(world.cases[at], same) for at, same in answers.items()])
        yield learned, dict(answers)


def _shares(world: World, found: NDArray[np.float64], weights: NDArray[np.float64], answers: dict[int, bool]) -> Shares:
    """How well all is found that was not asked about."""
    asked = {world.pairs[world.open[at]]: same for at, same in answers.items()}
    true = world.true - asked.keys()
    said = {two for two, chance in zip(world.pairs, found.tolist(), strict=True) if chance >= world.model.threshold}
    sure = {two for two, chance in zip(world.pairs, found.tolist(), strict=True) if chance >= SURE} - asked.keys()
    rulings = Rulings(
        tuple(two for two, same in asked.items() if same), tuple(two for two, same in asked.items() if not same)
    )
    grouped = {two for group in _groups(world, found, weights, rulings) for two in combinations(group, 2)}
    return Shares(_f1(said - asked.keys(), true), _f1(grouped - asked.keys(), true), len(sure), len(sure & world.true))


def _groups(
    world: World, found: NDArray[np.float64], weights: NDArray[np.float64], rulings: Rulings
) -> list[list[int]]:
    kept = (found >= world.model.review) | np.isneginf(weights)
    places = np.array(world.pairs, dtype=np.int64).reshape(-1, 2)[kept]
    links = clusters.Links(places[:, 0], places[:, 1], weights[kept])
    ranks = range(len(world.features))
    return clusters.join(links, world.features, world.model, ranks=ranks, rulings=rulings).groups


def _f1(found: set[Two], true: frozenset[Two]) -> float:
    return 2 * len(found & true) / (len(found) + len(true)) if found or true else 1.0


def _world(records: Path, pairs: Path) -> World:
    """Match a set once; of one with companies and persons those of which it has more."""
    policy = shipped()
    with records.open("rb") as stream, redirect_stderr(StringIO()):
        reading = _match_rows.open_file(records.name, stream, mapping="", kind=None, policy=policy)
        rows = _match_rows.read(reading, country="CN", policy=policy, watch=lambda rows: rows)
    with pairs.open("rb") as stream:
        truth = _match_truth.read(pairs.name, stream, rows.ids, policy)
    kind, _ = Counter(rows.kinds).most_common(1)[0]
    own = {at: place for place, at in enumerate(rows.of(kind))}
    features = [rows.features[at] for at in own]
    begun = MODELS[kind]()
    matched = match(features, replace(begun, review=LEAST))
    model = replace(matched.model, review=begun.review)
    opinions = [pair.opinion for pair in matched.pairs]
    free = [at for at, opinion in enumerate(opinions) if not opinion.decider]
    return World(
        model,
        features,
        [(pair.left, pair.right) for pair in matched.pairs],
        frozenset(_known(truth.pairs, own)),
        np.array([opinion.probability for opinion in opinions]),
        np.array([clusters.weight(opinion) for opinion in opinions]),
        np.array(free, dtype=np.int64),
        [Case.of(opinions[at], model) for at in free],
    )


def _known(true: Iterable[Two], own: dict[int, int]) -> Iterator[Two]:
    """True pairs by place among the rows of a kind."""
    for one, other in true:
        if one in own and other in own:
            left, right = sorted((own[one], own[other]))
            yield left, right


if __name__ == "__main__":
    main()
