"""What was seen of pairs, as numbers that weights can be learned from: without values, so it says nothing about anybody."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import log2
from typing import Self

import numpy as np
from numpy.typing import NDArray

from greening.matching.model import CEILING, PRIOR, Model, Weight
from greening.matching.scheme import F
from greening.matching.values import Opinion

Numbers = NDArray[np.float64]


@cache
def settings() -> dict[str, dict[str, float]]:
    """The shipped numbers of learning and asking, by section."""
    text = resources.files("greening.matching.learning").joinpath("settings.toml").read_text("utf-8")
    return {part: {name: row["value"] for name, row in rows.items()} for part, rows in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Case:
    """What was seen of a pair, whatever the weights say of it.

    `seen` has each step's code with the bits of rarity that its shared values carry, as far as the table counts them.
    `among` is how rare any record is, in bits.
    """

    among: float
    seen: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, opinion: Opinion, model: Model[F]) -> Self:
        """Read back from an opinion which `model` gave."""
        known = {term.code: term for term in opinion.terms}
        rows = (term for term in opinion.terms if term.code not in {PRIOR, CEILING})
        seen = tuple((term.code, _rarity(model.weights[term.code], term.bits)) for term in rows)
        return cls(log2(model.matches) - known[PRIOR].bits, seen)

    @property
    def kind(self) -> frozenset[str]:
        """Which steps it shows: pairs of a kind look alike but for how rare their values are."""
        return frozenset(code for code, _ in self.seen)


@dataclass(frozen=True, slots=True)
class Label:
    """A case with a person's answer: whether the two are one."""

    case: Case
    same: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """What of a table is learned, as places in a vector: the prior, then base, rarity and ceiling of its rows."""

    base: Mapping[str, int]
    rarity: Mapping[str, int]
    ceiling: Mapping[str, int]

    @classmethod
    def of(cls, weights: Mapping[str, Weight]) -> Self:
        codes = sorted(weights)
        wide = [code for code in codes if weights[code].rarity]
        held = [code for code in codes if weights[code].ceiling < float("inf")]
        second, third = 1 + len(codes), 1 + len(codes) + len(wide)
        return cls(
            {code: at for at, code in enumerate(codes, 1)},
            {code: at for at, code in enumerate(wide, second)},
            {code: at for at, code in enumerate(held, third)},
        )

    @property
    def count(self) -> int:
        return 1 + len(self.base) + len(self.rarity) + len(self.ceiling)

    def vector(self, model: Model[F]) -> Numbers:
        """A model's own numbers."""
        found = np.empty(self.count)
        found[0] = log2(model.matches)
        for name, places in (("base", self.base), ("rarity", self.rarity), ("ceiling", self.ceiling)):
            for code, at in places.items():
                found[at] = getattr(model.weights[code], name)
        return found

    def spread(self) -> Numbers:
        """How far each may be expected to lie from what is shipped, and which of them together: a covariance."""
        width = settings()["widths"]
        found = np.diag(np.full(self.count, width["base"] ** 2))
        found[0, 0] = width["prior"] ** 2
        rarities, ceilings = list(self.rarity.values()), list(self.ceiling.values())
        found[rarities, rarities] = width["rarity"] ** 2
        found[ceilings, ceilings] = width["ceiling"] ** 2
        found[np.ix_(rarities, rarities)] += width["rarity_of_all"] ** 2
        for kind, own in (("base", self.base), ("rarity", self.rarity)):
            for places in _by_field(own):
                found[np.ix_(places, places)] += width[f"{kind}_of_field"] ** 2
        return found


@dataclass(frozen=True, slots=True)
class Seen:
    """Cases as numbers: the bits of case n are `rows[n] @ vector - among[n]`, at most the lowest of its ceilings."""

    columns: Columns
    rows: Numbers
    among: Numbers

    @classmethod
    def of(cls, cases: Sequence[Case], columns: Columns) -> Self:
        rows = np.zeros((len(cases), columns.count))
        rows[:, 0] = 1
        for row, case in zip(rows, cases, strict=True):
            for code, rare in case.seen:
                row[columns.base[code]] += 1
                if code in columns.rarity:
                    row[columns.rarity[code]] += rare
        return cls(columns, rows, np.array([case.among for case in cases]))

    def at(self, places: Sequence[int] | NDArray[np.int64]) -> Self:
        return replace(self, rows=self.rows[places], among=self.among[places])

    def bits(self, vector: Numbers) -> Numbers:
        return np.minimum(self.rows @ vector - self.among, self._ceilings(vector)[0])

    def slopes(self, vector: Numbers) -> Numbers:
        """By how much each number moves the bits of each case: where a ceiling holds, it alone does."""
        most, which = self._ceilings(vector)
        held = self.rows @ vector - self.among > most
        slopes = np.where(held[:, None], 0.0, self.rows)
        slopes[held, which[held]] = 1.0
        return slopes

    def _ceilings(self, vector: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
        """The lowest ceiling of each case, and the place of it."""
        codes = list(self.columns.ceiling)
        if not codes:
            return np.full(len(self.rows), np.inf), np.zeros(len(self.rows), dtype=np.int64)
        places = np.array([self.columns.ceiling[code] for code in codes])
        has = self.rows[:, [self.columns.base[code] for code in codes]] > 0
        each = np.where(has, vector[places], np.inf)
        return each.min(axis=1), places[each.argmin(axis=1)]


def chances(bits: Numbers) -> Numbers:
    """Probabilities of many bits at once."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(bits, -1000, 1000))))


def _rarity(weight: Weight, bits: float) -> float:
    return (bits - weight.base) / weight.rarity if weight.rarity else 0.0


def _by_field(places: Mapping[str, int]) -> list[list[int]]:
    """The places of the rows of each field, which is what stands before the dot."""
    fields: defaultdict[str, list[int]] = defaultdict(list)
    for code, at in places.items():
        fields[code.partition(".")[0]].append(at)
    return list(fields.values())
