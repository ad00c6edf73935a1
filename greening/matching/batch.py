"""Which records of a base are one? Compares what shares keys, keeps what is likely, and joins it into clusters.

Nothing depends on the order of the records: they are numbered by what they say, and equal ones are compared once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Any

import numpy as np

from greening.matching import blocks, clusters, sifting
from greening.matching.entries import Entries, Numbers
from greening.matching.fitting import SAMPLE, fitted
from greening.matching.frequencies import Counted
from greening.matching.learning import Learned, taught
from greening.matching.model import Model
from greening.matching.rulings import NOTHING_RULED, Rulings
from greening.matching.scheme import F
from greening.matching.sifting import Sieve
from greening.matching.values import Opinion, Verdict

Two = tuple[int, int]
Watch = Callable[[Iterable[Numbers], int], Iterable[Numbers]]
"""Passes pieces of the pairs to compare on, told how many pieces there are, and shows how far they have come."""

COPIES = 200
"""Equal records that are paired with each other; more of them are counted as a block that was cut."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their place in what was given, left before right, and what is thought of them."""

    left: int
    right: int
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found among records.

    `pairs` are those that a person should at least look at, in order; `clusters` the groups of two and more that are
    taken for one, in order. `compared` counts the pairs that were looked at, `cut` the blocks that were too large for
    that and `lost` the pairs in them. `learned` has the model that judged: as it fits the records, and what rulings taught it.
    """

    pairs: list[Pair]
    clusters: list[list[int]]
    compared: int
    cut: int
    lost: int
    learned: Learned[Any]

    @property
    def model(self) -> Model[Any]:
        return self.learned.model


@dataclass(frozen=True, slots=True)
class _Distinct:
    """Records without copies: `firsts` stands for each, `places` says where it and its copies are."""

    firsts: list[int]
    places: list[list[int]]


def match(
    features: Sequence[F],
    model: Model[F],
    *,
    sources: Sequence[str] | None = None,
    rulings: Rulings = NOTHING_RULED,
    watch: Watch = lambda pairs, _: pairs,
) -> Matched:
    """Compare records with each other. With `sources`, one a record, only records of different ones are compared.

    `rulings` teach the model and hold in the clusters; the opinions of `pairs` are the model's own.
    """
    distinct = _distinct(features)
    firsts = [features[at] for at in distinct.firsts]
    entries = Entries.of(map(model.scheme.keys, firsts))
    tally = entries.tally(np.array([len(places) for places in distinct.places], dtype=np.int64))
    found = blocks.find(entries)
    counted = Counted(len(features), tally.counts())
    model = fitted(model, _sample(found, distinct, firsts), counted)
    answers = ((features[left], features[right], same) for left, right, same in rulings.answers)
    learned = taught(model, answers, counted)
    model = learned.model
    sieve = sifting.sieve(model, firsts, entries, tally, len(features))
    pairs: list[Pair] = []
    for one, other in _likely(found, distinct, sieve, watch):
        opinion = model.opinion(firsts[one], firsts[other], counted)
        if opinion.verdict is not Verdict.DIFFERENT:
            pairs.extend(_expanded(distinct, one, other, opinion, sources))
    many = [len(places) for places in distinct.places if len(places) > COPIES]
    ranks = _ranks(distinct, len(features))
    joined = clusters.join(_links(pairs), features, model, ranks=ranks, sources=sources, rulings=rulings)
    lost = found.lost + sum(size * (size - 1) // 2 for size in many)
    compared = len(found.pairs) + len(_copied(distinct))
    return Matched(sorted(pairs, key=_place), joined.groups, compared, found.cut + len(many), lost, learned)


def _distinct(features: Sequence[F]) -> _Distinct:
    """Records by what they say, in an order that follows from that alone."""
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for at, one in enumerate(features):
        places[blake2b(repr(one).encode("utf-8", "surrogatepass"), digest_size=16).digest()].append(at)
    ordered = [places[digest] for digest in sorted(places)]
    return _Distinct([own[0] for own in ordered], ordered)


def _copied(distinct: _Distinct) -> Numbers:
    """Records that have copies, each paired with itself."""
    numbers = [at for at, places in enumerate(distinct.places) if 1 < len(places) <= COPIES]
    return np.repeat(np.array(numbers, dtype=np.int64)[:, None], 2, axis=1)


def _likely(found: blocks.Blocks, distinct: _Distinct, sieve: Sieve[F], watch: Watch) -> Iterator[Two]:
    """The pairs that have to be compared in full."""
    yield from map(tuple, _copied(distinct).tolist())
    pieces = sifting.chunks(found.pairs)
    for piece in watch(pieces, -(-len(found.pairs) // sifting.CHUNK)):
        yield from map(tuple, sieve.chosen(piece).tolist())


def _sample(found: blocks.Blocks, distinct: _Distinct, firsts: Sequence[F]) -> Iterator[tuple[F, F, float]]:
    """A part of the pairs to compare, evenly taken, and how many pairs of records each stands for."""
    every = np.concatenate([_copied(distinct), found.pairs])
    apart = len(every) // SAMPLE + 1
    for one, other in every[::apart].tolist():
        own, others = len(distinct.places[one]), len(distinct.places[other])
        stands = own * (own - 1) // 2 if one == other else own * others
        yield firsts[one], firsts[other], float(stands * apart)


def _expanded(
    distinct: _Distinct, one: int, other: int, opinion: Opinion, sources: Sequence[str] | None
) -> Iterator[Pair]:
    """The pairs of records that a pair of distinct ones stands for."""
    own = distinct.places[one]
    met = combinations(own, 2) if one == other else ((left, right) for left in own for right in distinct.places[other])
    for left, right in met:
        if sources is None or sources[left] != sources[right]:
            yield Pair(min(left, right), max(left, right), opinion)


def _ranks(distinct: _Distinct, records: int) -> list[int]:
    """The number of each record in an order that does not depend on where it stood; copies in theirs."""
    ranks = [0] * records
    for rank, at in enumerate(at for places in distinct.places for at in places):
        ranks[at] = rank
    return ranks


def _links(pairs: Sequence[Pair]) -> clusters.Links:
    places = np.array([_place(pair) for pair in pairs], dtype=np.int64).reshape(-1, 2)
    return clusters.Links(places[:, 0], places[:, 1], np.array([clusters.weight(pair.opinion) for pair in pairs]))


def _place(pair: Pair) -> tuple[int, int]:
    return pair.left, pair.right
