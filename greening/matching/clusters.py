"""Which records are one, when each pair has been judged by itself? Average link inside connected components.

Two groups are joined when their pairs, on average, speak for it; a pair that was never compared counts a little against.
So one doubtful pair does not chain two groups, and no component is too large to be looked at. No group ever holds two
records of which a rule says that they are not one, unless people themselves said otherwise; what people ruled holds.

What is clear at a glance, pairs alone and components in which all agree, is decided in arrays; what is left is worked
through component by component.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np

from greening.matching.linking import NEVER, Base, Component, Records
from greening.matching.model import Model
from greening.matching.nets import Bits, Net, Numbers
from greening.matching.rulings import NOTHING_RULED, Rulings, agreed
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
    return max(-MOST, min(MOST, opinion.bits))


def join(
    links: Links,
    features: Records[F],
    model: Model[F],
    *,
    ranks: Sequence[int] | Numbers,
    sources: Sequence[str] | None = None,
    rulings: Rulings = NOTHING_RULED,
    at_once: int = AT_ONCE,
) -> list[list[int]]:
    """The groups of two and more records that are taken for one, each and all in order of place.

    `ranks`, one a record, order the records by what they say: where two joins are equally good, the lower one is made
    first. `features` are asked by place, and only for records of components that are not clear at a glance. How many
    links are worked through `at_once` changes nothing but the memory that is used.
    """
    known = _Groups.of(Base(features, model, sources), np.asarray(ranks, dtype=np.int64))
    net = known.obey(_net(links, known.ranks), rulings)
    for bar in _bars(net, model.bar, at_once):
        net = known.settle(net, bar)
    return sorted(sorted(group) for group in known.members().values())


def _net(links: Links, ranks: Numbers) -> Net:
    bits = np.where(links.bits == NEVER, NEVER, np.clip(links.bits, -MOST, MOST))
    return Net.summed(ranks[links.left], ranks[links.right], bits, np.ones(bits.size, dtype=np.int64))


def _bars(net: Net, bar: float, at_once: int) -> list[float]:
    """Down to which average to join, step by step.

    Joining lowers averages, so what is joined above a higher bar is what would be joined first anyway.
    """
    strong = np.sort(net.bits[net.bits >= bar])[::-1]
    return [*np.unique(strong[at_once::at_once])[::-1].tolist(), bar]


@dataclass(slots=True)
class _Groups(Generic[F]):
    """Which records are together: `names[n]` is the lowest rank in the group of the record of rank n."""

    base: Base[F]
    ranks: Numbers
    places: Numbers
    names: Numbers

    @classmethod
    def of(cls, base: Base[F], ranks: Numbers) -> "_Groups[F]":
        return cls(base, ranks, np.argsort(ranks), np.arange(ranks.size))

    def members(self) -> dict[int, list[int]]:
        """Groups of two and more by name, their records by place."""
        several = np.flatnonzero(np.bincount(self.names)[self.names] > 1)
        order = several[np.argsort(self.names[several], kind="stable")]
        names, starts = np.unique(self.names[order], return_index=True)
        groups = np.split(self.places[order], starts[1:])
        return {name: group.tolist() for name, group in zip(names.tolist(), groups, strict=False)}

    def obey(self, net: Net, rulings: Rulings) -> Net:
        """Join what people said is one, and part what they said is not."""
        said = rulings.renamed(lambda place: int(self.ranks[place]))
        for group in agreed(said).groups:
            self.names[group] = group[0]
        different = said.renamed(lambda rank: int(self.names[rank])).different
        return net.contracted(self.names).parted(different)

    def settle(self, net: Net, bar: float) -> Net:
        """Join what has so many bits on average; the links that are left."""
        members = self.members()
        pairs = self._pairs(net, members)
        strong = net.average(pairs, self.base.model.missing) >= bar
        found = net.components(strong)
        agreeing = found.agreeing(strong & (net.seen == pairs))
        new = np.arange(self.names.size)
        new[found.groups] = np.where(agreeing[found.labels], found.lowest()[found.labels], found.groups)
        for groups, links in found.each(~agreeing):
            part = Component(
                self.base, {name: self._of(name, members) for name in groups.tolist()}, self.base.model.missing
            )
            for link in zip(
                *(column[links].tolist() for column in (net.one, net.other, net.bits, net.seen)), strict=True
            ):
                part.link(*link)
            for name, joined in part.settle(bar).items():
                new[joined] = name
        self.names = new[self.names]
        return net.contracted(new)

    def _of(self, name: int, members: dict[int, list[int]]) -> list[int]:
        return list(members.get(name, ())) or [int(self.places[name])]

    def _pairs(self, net: Net, members: dict[int, list[int]]) -> Numbers:
        """How many pairs of records each link is about."""
        sizes = np.bincount(self.names, minlength=self.names.size)
        pairs = sizes[net.one] * sizes[net.other]
        if self.base.sources is not None:
            for at in np.flatnonzero(pairs > 1).tolist():
                ends = (self._of(int(name), members) for name in (net.one[at], net.other[at]))
                pairs[at] -= self.base.apart(*ends)
        return pairs
