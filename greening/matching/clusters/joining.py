"""Which records are one, when each pair has been judged by itself? Average link inside connected components.

Two groups are joined when their pairs, on average, speak for it; a pair that was never compared counts a little against.
So one doubtful pair does not chain two groups, and no component is too large to be looked at. No group ever holds two
records of which a rule says that they are not one, unless people themselves said otherwise; what people ruled holds.

What is clear at a glance, pairs alone and components in which all agree, is decided in arrays; what is left is worked
through component by component.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import copysign

import numpy as np

from greening.matching.clusters.grouping import NEW, Groups
from greening.matching.clusters.linking import NEVER, Base, Records
from greening.matching.clusters.nets import Bits, Net, Numbers
from greening.matching.model import Model
from greening.matching.rulings import NOTHING_RULED, Rulings, Two
from greening.matching.scheme import F
from greening.matching.values import Opinion, Verdict

MOST = 40.0
"""Bits that a pair can have for or against in an average: one certain pair must not outvote all others."""
AT_ONCE = 1_000_000
"""Links that are worked through at once. Of more the strongest come first; what they join is one from then on."""


@dataclass(frozen=True, slots=True)
class Links:
    """Judged pairs, one a row, each pair once: two records by their place, and what speaks for it, see `weight`."""

    left: Numbers
    right: Numbers
    bits: Bits


def weight(opinion: Opinion) -> float:
    """What a pair weighs: its bits, unless a rule decided it."""
    if opinion.decider:
        return MOST if opinion.verdict is Verdict.DUPLICATE else NEVER
    bits = opinion.bits
    return bits if -MOST < bits < MOST else copysign(MOST, bits)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two groups that the machine would join and may not, as both hold records of an entity that was known.

    `left` and `right` are the two records, by place, that speak most for it; `bits` is what all pairs say on average.
    """

    left: int
    right: int
    bits: float


@dataclass(frozen=True, slots=True)
class Joined:
    """The groups of two and more records that are taken for one, each and all in order of place, and what a person decides."""

    groups: list[list[int]]
    bridges: list[Bridge]


def join(
    links: Links,
    features: Records[F],
    model: Model[F],
    *,
    ranks: Sequence[int] | Numbers,
    sources: Sequence[str] | None = None,
    rulings: Rulings = NOTHING_RULED,
    known: Sequence[int] | None = None,
    at_once: int = AT_ONCE,
) -> Joined:
    """Join records.

    `ranks`, one a record, order the records by what they say: where two joins are equally good, the lower one is made
    first. `features` are asked by place, and only for records of components that are not clear at a glance. `known` has
    the entity that each record belonged to, `NEW` for none: no two of them are joined unless a ruling does, and what was
    one is looked at before anything new is. How many links are worked through `at_once` changes nothing but the memory.
    """
    ordered = np.asarray(ranks, dtype=np.int64)
    groups = Groups.of(Base(features, model, sources), ordered, known)
    said = rulings.renamed(lambda place: int(ordered[place]))
    net = groups.obey(_net(links, ordered), said)
    if known is not None:
        net = net.contracted(groups.settle(groups.within(net), model.bar))
    for bar in _bars(net, model.bar, at_once):
        net = net.contracted(groups.settle(net, bar))
    members = groups.members()
    return Joined(list(members.values()), _bridges(links, ordered, groups, net, members))


def _net(links: Links, ranks: Numbers) -> Net:
    bits = np.where(links.bits == NEVER, NEVER, np.clip(links.bits, -MOST, MOST))
    return Net.summed(ranks[links.left], ranks[links.right], bits, np.ones(bits.size, dtype=np.int64))


def _bars(net: Net, bar: float, at_once: int) -> list[float]:
    """Down to which average to join, step by step.

    Joining lowers averages, so what is joined above a higher bar is what would be joined first anyway.
    """
    strong = np.sort(net.bits[net.bits >= bar])[::-1]
    return [*np.unique(strong[at_once::at_once])[::-1].tolist(), bar]


def _bridges(links: Links, ranks: Numbers, groups: Groups[F], net: Net, members: dict[int, list[int]]) -> list[Bridge]:
    """What would be joined, were it not for the entities that were known."""
    average = net.average(groups.pairs(net, members), groups.base.model.missing)
    known = (groups.entities[net.one] != NEW) & (groups.entities[net.other] != NEW)
    asked = {}
    for at in np.flatnonzero(known & (average >= groups.base.model.bar)).tolist():
        one, other = int(net.one[at]), int(net.other[at])
        if not groups.base.parted(groups.records(one, members), groups.records(other, members)):
            asked[one, other] = float(average[at])
    strongest = _strongest(links, groups.names[ranks], asked) if asked else {}
    return [Bridge(*strongest[ends], bits) for ends, bits in sorted(asked.items())]


def _strongest(links: Links, names: Numbers, asked: Container[Two]) -> dict[Two, Two]:
    """The two records that speak most for it, of two groups each; of equals those of the lowest places."""
    ends = np.sort(np.stack([names[links.left], names[links.right]]), axis=0)
    found: dict[Two, Two] = {}
    order = np.lexsort((np.maximum(links.left, links.right), np.minimum(links.left, links.right), -links.bits))
    for at in order[ends[0][order] != ends[1][order]].tolist():
        between = int(ends[0, at]), int(ends[1, at])
        if between in asked and between not in found:
            found[between] = (
                min(int(links.left[at]), int(links.right[at])),
                max(int(links.left[at]), int(links.right[at])),
            )
    return found


def tangled(links: Links) -> Numbers:
    """The records, in order, that have more than one pair, and those they are paired with: the others are clear at a glance."""
    ends = np.concatenate([links.left, links.right])
    _, inverse = np.unique(ends, return_inverse=True)
    alone = (np.bincount(inverse)[inverse] == 1).reshape(2, -1).all(axis=0)
    tangled: Numbers = np.unique(np.concatenate([links.left[~alone], links.right[~alone]]))
    return tangled
