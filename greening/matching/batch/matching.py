"""Which records of a base are one? Compares what shares keys, keeps what is likely, and joins it into clusters.

Nothing depends on the order of the records: they are numbered by what they say, and equal ones are compared once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from greening.matching import clusters
from greening.matching.batch import judging
from greening.matching.batch.held import hold
from greening.matching.batch.judging import COPIES, Pair, Watch
from greening.matching.clusters import Bridge
from greening.matching.learning import Learned
from greening.matching.model import Model
from greening.matching.rulings import NOTHING_RULED, Rulings
from greening.matching.scheme import F
from greening.matching.uncollected import uncollected

__all__ = ["COPIES", "Matched", "Pair", "Watch", "links", "match"]


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found among records.

    `pairs` are those that a person should at least look at, in order; `clusters` the groups of two and more that are
    taken for one, in order. `compared` counts the pairs that were looked at, `cut` the blocks that were too large for
    that and `lost` the pairs in them. `learned` has the model that judged: as it fits the records, and what rulings taught it.
    `bridges` are joins of known entities, which only people make.
    """

    pairs: Sequence[Pair]
    clusters: list[list[int]]
    compared: int
    cut: int
    lost: int
    learned: Learned[Any]
    bridges: list[Bridge] = field(default_factory=list)

    @property
    def model(self) -> Model[Any]:
        return self.learned.model


@uncollected()
def match(
    features: Sequence[F],
    model: Model[F],
    *,
    sources: Sequence[str] | None = None,
    rulings: Rulings = NOTHING_RULED,
    known: Sequence[int] | None = None,
    new: int = 0,
    watch: Watch = lambda pairs, _: pairs,
) -> Matched:
    """Compare records with each other. With `sources`, one a record, only records of different ones are compared.

    `rulings` teach the model and hold in the clusters; the opinions of `pairs` are the model's own. `known` has the entity
    that each record belonged to, see `clusters.join`. Where records were compared before, `new` is the place of the first
    that was not: only pairs with a new one are compared.
    """
    plan = judging.plan(hold(features, model.scheme), model, rulings, watch, new=new)
    pairs = sorted(judging.judge(plan, plan.pairs, sources), key=lambda pair: (pair.left, pair.right))
    ranks = plan.copies.ranks
    learned = plan.learned
    joined = clusters.join(
        links(pairs), features, learned.model, ranks=ranks, sources=sources, rulings=rulings, known=known
    )
    return Matched(pairs, joined.groups, plan.compared, plan.cut, plan.lost, learned, joined.bridges)


def links(pairs: Sequence[Pair]) -> clusters.Links:
    """What pairs weigh in the clusters."""
    places = np.array([(pair.left, pair.right) for pair in pairs], dtype=np.int64).reshape(-1, 2)
    return clusters.Links(places[:, 0], places[:, 1], np.array([clusters.weight(pair.opinion) for pair in pairs]))
