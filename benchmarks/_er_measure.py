"""How good are scored pairs and clusters? At a given threshold, and at the one that the truth itself says is best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of records by their place, each once, and how likely each is one."""

    left: Numbers
    right: Numbers
    probability: NDArray[np.float64]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int, float]]) -> "Scored":
        table = np.array(list(pairs), dtype=np.float64).reshape(-1, 3)
        return cls(table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2])


@dataclass(frozen=True, slots=True)
class Truth:
    """Every true pair as one number; `records` is how many records there are, `largest` the size of the largest cluster."""

    codes: Numbers
    records: int
    largest: int

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]], records: int) -> "Truth":
        """From pairs of places; either order, and twice is once."""
        table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        codes = np.unique(table.min(axis=1) * records + table.max(axis=1))
        most = np.bincount(np.concatenate([codes // records, codes % records]), minlength=1).max()
        return cls(codes, records, int(most) + 1)

    def holds(self, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
        return np.isin(np.minimum(left, right) * self.records + np.maximum(left, right), self.codes)


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1: of what was found that is true, of what is true that was found, and their harmonic mean."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, found: int, true: int) -> "Quality":
        shares = (right / max(found, 1), right / max(true, 1), 2 * right / max(found + true, 1))
        return cls(*(round(share, 4) for share in shares))


def at(scored: Scored, truth: Truth, threshold: float) -> Quality:
    """How good the pairs at or above a threshold are."""
    over = scored.probability >= threshold
    right = truth.holds(scored.left[over], scored.right[over])
    return Quality.of(int(right.sum()), right.size, truth.codes.size)


def best(scored: Scored, truth: Truth) -> tuple[Quality, float]:
    """The highest F1 that any threshold reaches, and that threshold: nobody has it in practice."""
    if not scored.probability.size:
        return Quality(0, 0, 0), 1.0
    order = np.argsort(-scored.probability, kind="stable")
    probability = scored.probability[order]
    right = np.cumsum(truth.holds(scored.left[order], scored.right[order]))
    ends = np.append(np.flatnonzero(np.diff(probability)), probability.size - 1)
    f1 = 2 * right[ends] / (ends + 1 + truth.codes.size)
    end = int(ends[f1.argmax()])
    return Quality.of(int(right[end]), end + 1, truth.codes.size), round(float(probability[end]), 4)


def clusters(labels: Sequence[int] | Numbers, truth: Truth) -> tuple[Quality, int]:
    """How good all pairs inside clusters are, and the size of the largest; `labels` says each record's cluster."""
    numbered = np.unique(np.asarray(labels), return_inverse=True)[1]
    sizes = np.bincount(numbered)
    right = int((numbered[truth.codes // truth.records] == numbered[truth.codes % truth.records]).sum())
    return Quality.of(right, int((sizes * (sizes - 1) // 2).sum()), truth.codes.size), int(sizes.max(initial=1))


def told(scored: Scored, labels: Sequence[int] | Numbers, truth: Truth, *, threshold: float) -> dict[str, Any]:
    """The figures that every engine is told by, the same for each."""
    shipped, (most, where), (joined, largest) = (
        at(scored, truth, threshold),
        best(scored, truth),
        clusters(labels, truth),
    )
    return {
        "precision": shipped.precision,
        "recall": shipped.recall,
        "f1": shipped.f1,
        "best_f1": most.f1,
        "best_at": where,
        "cluster_f1": joined.f1,
        "largest": largest,
    }
