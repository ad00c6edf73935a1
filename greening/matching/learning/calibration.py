"""How honest is a model? Of the pairs that it says are one with so much certainty, how many are, by people's answers.

Who asks about what is doubtful sees more mistakes than there are. So each answer counts for as many pairs as it stands for,
those of its kind, which show the same steps, and of its band of probability. And no answer judges a model that has learned
from it: each is judged by a model that was learned without it.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from greening.matching.learning.bands import wilson_lower
from greening.matching.learning.cases import Case, Label, Seen, chances
from greening.matching.learning.regression import Learned, learn
from greening.matching.model import Model
from greening.matching.scheme import F

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1.0)
"""Where bands of probability begin and end: closer where more is decided by them."""
Standing = tuple[Case, int]
"""A candidate, and how many pairs of records it is an example of."""
FOLDS = 10
"""Parts that the answers are cut into; each is judged by what the others teach."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band of probability: what is said of its pairs on average, and how many of them people would call one.

    Of `pairs` among the candidates `asked` were answered, and `same` of these are one. `true` is the share of the pairs that
    these stand for, `lower` the lower end of Wilson's interval for `same` of `asked`, which no weights improve.
    """

    begins: float
    ends: float
    said: float
    asked: int
    same: int
    true: float
    pairs: int
    lower: float


@dataclass(frozen=True, slots=True)
class Quality:
    """What a model is worth, 0 to 1, among candidates; `bands` are its reliability curve. All by answers it had not seen."""

    labels: int
    precision: float
    recall: float
    bands: tuple[Band, ...]

    def to_document(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Self:
        bands = tuple(Band(**band) for band in document["bands"])
        return cls(document["labels"], document["precision"], document["recall"], bands)


def quality(shipped: Model[F], labels: Sequence[Label], pool: Sequence[Standing], *, width: float) -> Quality:
    """Measure what `shipped` becomes by these answers, at its threshold; `pool` are all candidates, or a sample of them.

    `width` is that of Wilson's interval, in standard errors.
    """
    learned = learn(shipped, labels)
    weights = _stand_for(learned, labels, pool)
    judged = list(zip(unseen(shipped, labels), labels, weights, strict=True))
    pairs: Counter[int] = Counter()
    said: defaultdict[int, float] = defaultdict(float)
    for (_, count), chance in zip(pool, _said(learned, [case for case, _ in pool]), strict=True):
        pairs[_band(chance)] += count
        said[_band(chance)] += count * chance
    bands = tuple(
        _judged(at, [one for one in judged if _band(one[0]) == at], pairs[at], said[at], width)
        for at in range(len(EDGES) - 1)
    )
    taken = [band for band in bands if band.begins >= shipped.threshold]
    right = sum(band.true * band.pairs for band in taken)
    found, true = sum(band.pairs for band in taken), sum(band.true * band.pairs for band in bands)
    return Quality(len(labels), right / found if found else 0.0, right / true if true else 0.0, bands)


def unseen(shipped: Model[F], labels: Sequence[Label]) -> list[float]:
    """The probability of each labelled case by a model that was learned from the others."""
    order = sorted(range(len(labels)), key=lambda at: (labels[at].case.among, labels[at].case.seen, labels[at].same))
    found = [0.0] * len(labels)
    for fold in range(min(FOLDS, len(labels))):
        own = set(order[fold::FOLDS])
        learned = learn(shipped, [labels[at] for at in order if at not in own])
        for at, chance in zip(sorted(own), _said(learned, [labels[at].case for at in sorted(own)]), strict=True):
            found[at] = chance
    return found


def _said(learned: Learned[F], cases: Sequence[Case]) -> list[float]:
    found: list[float] = chances(Seen.of(cases, learned.columns).bits(learned.vector)).tolist()
    return found


def _stand_for(learned: Learned[F], labels: Sequence[Label], pool: Sequence[Standing]) -> list[float]:
    """How many candidates each answer speaks for: those of its kind and band, shared by the answers on these."""
    asked = [
        (label.case.kind, _band(chance))
        for label, chance in zip(labels, _said(learned, [label.case for label in labels]), strict=True)
    ]
    there: Counter[tuple[frozenset[str], int]] = Counter()
    for (case, count), chance in zip(pool, _said(learned, [case for case, _ in pool]), strict=True):
        there[case.kind, _band(chance)] += count
    many = Counter(asked)
    return [max(there[one], 1) / many[one] for one in asked]


def _band(chance: float) -> int:
    return min(bisect_right(EDGES, chance), len(EDGES) - 1) - 1


def _judged(at: int, own: Sequence[tuple[float, Label, float]], pairs: int, said: float, width: float) -> Band:
    same = sum(label.same for _, label, _ in own)
    mean = said / pairs if pairs else (EDGES[at] + EDGES[at + 1]) / 2
    whole = sum(weight for _, _, weight in own)
    true = sum(weight for _, label, weight in own if label.same) / whole if whole else mean
    return Band(EDGES[at], EDGES[at + 1], mean, len(own), same, true, pairs, wilson_lower(same, len(own), width=width))
