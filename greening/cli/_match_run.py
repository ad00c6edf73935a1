"""Which rows of a file are one? Each kind among its own, by the shipped model of the kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from greening.cli import _match_labels
from greening.cli._match_entities import Former
from greening.cli._match_rows import Rows
from greening.matching import Kind, Matched, Model, Pair, match, organisations, persons
from greening.matching.batch.matching import Watch
from greening.matching.clusters import Bridge
from greening.matching.rulings import NOTHING_RULED, Rulings

Engine = Callable[..., Matched]
"""What compares features with a model, as `match` does."""
MODELS: Mapping[Kind, Callable[[], Model[Any]]] = {Kind.ORGANISATION: organisations.model, Kind.PERSON: persons.model}


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs at or above the threshold, the likeliest first, and clusters; rows by their place in the file.

    `compared` counts the pairs that were looked at, `cut` the common values by which alone nobody was, `thresholds` the
    probability from which a pair counts, by kind. `questions` are pairs whose answers would teach most, `bridges` joins of
    known entities, which only people make.
    """

    pairs: Sequence[Pair]
    clusters: list[list[int]]
    compared: int
    cut: int
    thresholds: dict[Kind, float]
    questions: list[Pair]
    bridges: list[Bridge]

    @property
    def largest(self) -> int:
        """Rows of the largest cluster; 1 where nothing was joined."""
        return max(map(len, self.clusters), default=1)


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows, what was found among them, their entities of the last time where somebody keeps them, and what people ruled."""

    rows: Rows
    found: Found
    former: Former | None
    rulings: Rulings


def run(
    rows: Rows,
    *,
    threshold: float | None,
    link_only: bool,
    watch: Watch,
    rulings: Rulings = NOTHING_RULED,
    questions: int = 0,
    known: Sequence[int] | None = None,
    new: int = 0,
    engine: Engine = match,
) -> Found:
    """Match every kind. A `threshold` replaces the shipped ones; `link_only` pairs only rows of different sources.

    `rulings`, by place in the file, teach the models and hold. So many `questions` are put, shared out by the rows of a kind.
    `known` has the entity of each row at the last time, if there was one. Rows before `new` are not compared with each other.
    """
    found = Found([], [], 0, 0, {}, [], [])
    for kind in dict.fromkeys(rows.kinds):
        at = rows.of(kind)
        model, ruled = MODELS[kind]().at(threshold), _match_labels.within(rulings, at)
        matched = engine(
            [rows.features[place] for place in at],
            model,
            sources=[rows.sources[place] for place in at] if link_only else None,
            rulings=ruled,
            known=None if known is None else [known[place] for place in at],
            new=sum(place < new for place in at),
            watch=watch,
        )
        asked = _match_labels.questions(matched, ruled, round(questions * len(at) / len(rows.ids)))
        matched = _match_labels.held(matched, ruled)
        found = _joined(found, _placed(matched, at), _placed(replace(matched, pairs=asked), at).pairs, kind, model)
    return found


def _placed(matched: Matched, at: Sequence[int]) -> Matched:
    """With rows by their place in the file instead of among their kind."""
    pairs = [Pair(at[pair.left], at[pair.right], pair.opinion) for pair in matched.pairs]
    bridges = [replace(bridge, left=at[bridge.left], right=at[bridge.right]) for bridge in matched.bridges]
    clusters = [[at[place] for place in own] for own in matched.clusters]
    return replace(matched, pairs=pairs, clusters=clusters, bridges=bridges)


def _joined(found: Found, matched: Matched, asked: Sequence[Pair], kind: Kind, model: Model[Any]) -> Found:
    pairs = [*found.pairs, *_likely(matched, model.threshold)]
    return Found(
        sorted(pairs, key=lambda pair: (-pair.opinion.probability, -pair.opinion.bits, pair.left, pair.right)),
        [*found.clusters, *matched.clusters],
        found.compared + matched.compared,
        found.cut + matched.cut,
        {**found.thresholds, kind: model.threshold},
        [*found.questions, *asked],
        [*found.bridges, *matched.bridges],
    )


def _likely(matched: Matched, threshold: float) -> Iterator[Pair]:
    return (pair for pair in matched.pairs if pair.opinion.probability >= threshold)
