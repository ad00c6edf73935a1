"""Which records are together, while links are worked off from the strongest down?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic

import numpy as np

from greening.matching.clusters.linking import Base, Component
from greening.matching.clusters.nets import Chosen, Components, Net, Numbers
from greening.matching.rulings import Rulings, agreed
from greening.matching.scheme import F

NEW = -1
"""The entity of a record that belonged to none."""


@dataclass(slots=True)
class Groups(Generic[F]):
    """Records by rank: `names[n]` is the lowest rank of the group that n is in, `places[n]` where the record stands.

    `entities` has, by name, the entity whose records a group holds; `NEW` where it holds none that was known.
    """

    base: Base[F]
    places: Numbers
    names: Numbers
    entities: Numbers

    @classmethod
    def of(cls, base: Base[F], ranks: Numbers, known: Sequence[int] | None) -> "Groups[F]":
        """Every record by itself. `known` has the entity of each, by place."""
        places = np.argsort(ranks)
        none = np.full(ranks.size, NEW, dtype=np.int64)
        return cls(base, places, np.arange(ranks.size), none if known is None else np.asarray(known)[places])

    def members(self) -> dict[int, list[int]]:
        """Groups of two and more by name, their records by place, in order; the groups in order of their first."""
        several = np.flatnonzero(np.bincount(self.names)[self.names] > 1)
        first = np.full(self.names.size, self.names.size)
        np.minimum.at(first, self.names[several], self.places[several])
        order = several[np.lexsort((self.places[several], first[self.names[several]]))]
        names, places = self.names[order], self.places[order].tolist()
        starts = np.flatnonzero(np.diff(names, prepend=-1))
        bounds = pairwise((*starts.tolist(), len(places)))
        return {name: places[begin:end] for name, (begin, end) in zip(names[starts].tolist(), bounds, strict=True)}

    def obey(self, net: Net, rulings: Rulings) -> Net:
        """Join what people said is one, and part what they said is not. Entities that they joined are one from then on."""
        groups = agreed(rulings).groups
        known = [[int(entity) for entity in np.unique(self.entities[group]) if entity != NEW] for group in groups]
        for joined in agreed(Rulings(tuple((own[0], other) for own in known for other in own[1:]))).groups:
            self.entities[np.isin(self.entities, joined)] = joined[0]
        new = np.arange(self.names.size)
        for group in groups:
            new[group] = group[0]
        self._rename(new)
        different = rulings.renamed(lambda rank: int(new[rank])).different
        return net.contracted(new).parted(different)

    def within(self, net: Net) -> Net:
        """The links within what was one entity."""
        own = self.entities[net.one]
        return net.chosen((own != NEW) & (own == self.entities[net.other]))

    def settle(self, net: Net, bar: float) -> Numbers:
        """Join what has so many bits on average; the new name of every group."""
        members = self.members()
        pairs = self.pairs(net, members)
        strong = net.average(pairs, self.base.model.missing) >= bar
        found = net.components(strong)
        agreeing = found.agreeing(strong & (net.seen == self.across(net))) & self._of_one_entity(found)
        new = np.arange(self.names.size)
        new[found.groups] = np.where(agreeing[found.labels], found.lowest()[found.labels], found.groups)
        for part in self._parts(found, ~agreeing, net, members):
            for name, joined in part.settle(bar).items():
                new[joined] = name
        self._rename(new)
        return new

    def across(self, net: Net) -> Numbers:
        """How many pairs there are across each link, those of one source among them, of which a rule may say something too."""
        sizes = np.bincount(self.names, minlength=self.names.size)
        pairs: Numbers = sizes[net.one] * sizes[net.other]
        return pairs

    def pairs(self, net: Net, members: dict[int, list[int]]) -> Numbers:
        """How many pairs of records each link is about."""
        pairs = self.across(net)
        if self.base.sources is not None:
            for at in np.flatnonzero(pairs > 1).tolist():
                left, right = (self.records(int(name), members) for name in (net.one[at], net.other[at]))
                pairs[at] -= self.base.apart(left, right)
        return pairs

    def records(self, name: int, members: dict[int, list[int]]) -> list[int]:
        """The records of a group, by place."""
        return list(members.get(name, ())) or [int(self.places[name])]

    def _parts(
        self, found: Components, which: Chosen, net: Net, members: dict[int, list[int]]
    ) -> Iterator[Component[F]]:
        missing = self.base.model.missing
        for groups, links in found.each(which):
            own = {name: self.records(name, members) for name in groups.tolist()}
            entities = {name: entity for name in own if (entity := int(self.entities[name])) != NEW}
            part = Component(self.base, own, entities, missing)
            for link in net.chosen(links).rows():
                part.link(*link)
            yield part

    def _of_one_entity(self, found: Components) -> Chosen:
        """Which components hold records of one known entity at most."""
        own = self.entities[found.groups]
        least = np.full(found.count, np.iinfo(np.int64).max)
        most = np.full(found.count, NEW)
        np.minimum.at(least, found.labels[own != NEW], own[own != NEW])
        np.maximum.at(most, found.labels, own)
        one: Chosen = most <= least
        return one

    def _rename(self, new: Numbers) -> None:
        self.names = new[self.names]
        np.maximum.at(self.entities, new, self.entities)
