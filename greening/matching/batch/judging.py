"""Which pairs of records are worth a look? What the model says of those that share keys and are not ruled out by numbers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic

import numpy as np
from msgspec import Struct

from greening.matching.batch import blocks
from greening.matching.batch.held import Copies, Held, Store
from greening.matching.bounds import sifting
from greening.matching.entries import Codes, Numbers
from greening.matching.fitting import SAMPLE, fitted
from greening.matching.frequencies import Counted
from greening.matching.learning import Learned, taught
from greening.matching.model import Model
from greening.matching.rulings import Rulings
from greening.matching.scheme import F
from greening.matching.values import Opinion, Verdict

Watch = Callable[[Iterable[Numbers], int], Iterable[Numbers]]
"""Passes pieces of the pairs to compare on, told how many pieces there are, and shows how far they have come."""

COPIES = 200
"""Equal records that are paired with each other; more of them are counted as a block that was cut."""
PIECE = 65536
"""Pairs that are compared in full and whose records are in memory together."""


@dataclass(frozen=True, slots=True)
class Plan(Generic[F]):
    """What is to be compared in full, `pairs` of records by number, with which model and beside which frequencies.

    Only what stands at place `new` or behind it is new, and only pairs with something new are asked for.
    `compared` counts the pairs that were looked at to find these, `cut` and `lost` as `blocks.Blocks` does.
    """

    copies: Copies
    store: Store[F]
    learned: Learned[F]
    counted: Counted
    pairs: Numbers
    compared: int
    cut: int
    lost: int
    new: int


class Pair(Struct, frozen=True, gc=False):
    """Two records by their place in what was given, left before right, and what is thought of them."""

    left: int
    right: int
    opinion: Opinion


def plan(held: Held[F], model: Model[F], rulings: Rulings, watch: Watch, *, new: int = 0) -> Plan[F]:
    """Find the pairs, fit the model to them, and leave out those that numbers rule out."""
    sizes = held.copies.sizes
    tally = held.entries.tally(sizes)
    counted = Counted(held.total, tally.counts())
    found = blocks.find(tally)
    is_new = held.copies.places[held.copies.starts[1:] - 1] >= new
    among = found.pairs[is_new[found.pairs].any(axis=1)] if new else found.pairs
    copied = np.repeat(np.flatnonzero((sizes > 1) & (sizes <= COPIES) & is_new)[:, None], 2, axis=1)
    model = fitted(model, _sample(held, copied, among), counted)
    learned = taught(model, _answers(held, rulings), counted)
    sieve = sifting.sieve(learned.model, held.facts, held.entries, tally, held.total)
    pieces = watch(sifting.chunks(among), -(-len(among) // sifting.CHUNK))
    chosen = np.concatenate([copied, *(sieve.chosen(piece) for piece in pieces)])
    many = sizes[sizes > COPIES]
    lost = found.lost + int((many * (many - 1) // 2).sum())
    compared = len(copied) + len(among)
    return Plan(held.copies, held.store, learned, counted, chosen, compared, found.cut + len(many), lost, new)


def judge(plan: Plan[F], pairs: Numbers, sources: Sequence[str] | None) -> Iterator[Pair]:
    """What is worth a look of some pairs of the plan: for each the pairs of records that it stands for."""
    copies, features = plan.copies, plan.store.lend(np.unique(pairs))
    places = np.sort(copies.firsts[pairs], axis=1).tolist()
    alone = (copies.sizes[pairs] == 1).all(axis=1).tolist()
    think = plan.learned.model.opinion
    for (one, other), firsts, is_alone in zip(pairs.tolist(), places, alone, strict=True):
        opinion = think(features[one], features[other], plan.counted)
        if opinion.verdict is not Verdict.DIFFERENT:
            for left, right in (firsts,) if is_alone else _expanded(copies, one, other):
                if right >= plan.new and (sources is None or sources[left] != sources[right]):
                    yield Pair(left, right, opinion)


def _expanded(copies: Copies, one: int, other: int) -> Iterable[Sequence[int]]:
    """The pairs of records, by place and in order of it, that a pair of numbers stands for."""
    own = copies.at(one)
    return combinations(own, 2) if one == other else map(sorted, product(own, copies.at(other)))


def _sample(held: Held[F], copied: Numbers, among: Codes) -> Iterator[tuple[F, F, float]]:
    """A part of the pairs to compare, evenly taken, and how many pairs of records each stands for.

    They are taken in the order of what their records say, those of copies first.
    """
    apart = (len(copied) + len(among)) // SAMPLE + 1
    sizes, ranks = held.copies.sizes, held.copies.ranks[held.copies.firsts].astype(np.int32)
    first = copied[np.argsort(ranks[copied[:, 0]])][::apart]
    some = np.concatenate([first, among[_every(apart, len(copied), *(ranks[own] for own in among.T))]])
    features = held.store.lend(np.unique(some))
    for one, other in some.tolist():
        own, others = int(sizes[one]), int(sizes[other])
        stands = own * (own - 1) // 2 if one == other else own * others
        yield features[one], features[other], float(stands * apart)


def _every(apart: int, before: int, one: Codes, other: Codes) -> Numbers:
    """Which pairs of ranks are every so manieth of all in order, when so many stand before them.

    Only pairs whose lower rank is that of one of these are put in order.
    """
    lower = np.minimum(one, other)
    counts = np.bincount(lower)
    behind = np.cumsum(counts)
    wanted = np.zeros(len(counts), dtype=np.bool_)
    wanted[np.searchsorted(behind, np.arange(-before % apart, len(lower), apart), side="right")] = True
    near = np.flatnonzero(wanted[lower])
    near = near[np.lexsort((np.maximum(one[near], other[near]), lower[near]))]
    own = counts[wanted]
    places = np.arange(len(near)) + np.repeat((behind - counts)[wanted] - np.cumsum(own) + own, own)
    every: Numbers = near[(places + before) % apart == 0]
    return every


def _answers(held: Held[F], rulings: Rulings) -> Iterator[tuple[F, F, bool]]:
    """What people said of records by place, with what is known of these."""
    ruled = list(rulings.answers)
    numbers = held.copies.numbers
    wanted = [numbers[place] for left, right, _ in ruled for place in (left, right)]
    features = held.store.lend(np.unique(np.array(wanted, dtype=np.int64)))
    yield from ((features[numbers[left]], features[numbers[right]], same) for left, right, same in ruled)
