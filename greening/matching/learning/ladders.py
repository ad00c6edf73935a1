"""In which order do the rows of a field stay, whatever is learned? Closer is never worth less, and against never for.

Rows are compared by what they are worth where the shared value is as rare as `at` of settings.toml says. What is out of order
costs its square while learning; what little is left of that is put right afterwards, so that the order holds exactly.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, product

import numpy as np
from numpy.typing import NDArray

from greening.matching.model import Weight

Numbers = NDArray[np.float64]
Places = Mapping[str, int]
Form = list[tuple[int, float]]
"""A sum of some numbers of a vector, each times a factor."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a row is worth at one rarity; `base` and `rarity` say where its two numbers stand in a vector."""

    weights: Mapping[str, Weight]
    base: Places
    rarity: Places
    at: float

    def shipped(self, code: str) -> float:
        row = self.weights[code]
        return row.base + row.rarity * self._rare(code)

    def form(self, code: str, sign: float = 1.0) -> Form:
        own = [(self.base[code], sign)]
        return [*own, (self.rarity[code], sign * self._rare(code))] if code in self.rarity else own

    def ladders(self) -> Iterator[list[str]]:
        """The rows of each field, from what speaks most against to what speaks most for."""
        fields: defaultdict[str, list[str]] = defaultdict(list)
        for code in sorted(self.weights, key=lambda code: (self.shipped(code), code)):
            fields[code.partition(".")[0]].append(code)
        yield from fields.values()

    def _rare(self, code: str) -> float:
        return min(self.at, self.weights[code].most)


@dataclass(frozen=True, slots=True)
class Order:
    """Sums of which none may be below its least; a bit below costs `firm` times the half of its square."""

    forms: Numbers
    least: Numbers
    firm: float

    def cost(self, vector: Numbers) -> float:
        return float(self.firm / 2 * (self._short(vector) ** 2).sum())

    def bent(self, vector: Numbers) -> tuple[Numbers, Numbers]:
        """Slope and curvature of the cost."""
        short = self._short(vector)
        active = self.forms[short > 0]
        return -self.firm * (self.forms.T @ short), self.firm * (active.T @ active)

    def _short(self, vector: Numbers) -> Numbers:
        return np.maximum(0.0, self.least - self.forms @ vector)


def order(scale: Scale, *, count: int, least: float, firm: float) -> Order:
    """The order of a table as sums of a vector of `count` numbers; `least` is the share of its rarity that a row keeps."""
    forms: list[Form] = []
    for ladder in scale.ladders():
        forms += [scale.form(code, np.sign(worth)) for code in ladder if (worth := scale.shipped(code))]
        alike = [list(codes) for _, codes in groupby(ladder, scale.shipped)]
        forms += [
            [*scale.form(high), *scale.form(low, -1.0)]
            for below, above in pairwise(alike)
            for low, high in product(below, above)
        ]
    forms += [[(at, 1.0)] for at in scale.rarity.values()]
    bound = np.zeros(len(forms))
    bound[len(forms) - len(scale.rarity) :] = [least * scale.weights[code].rarity for code in scale.rarity]
    table = np.zeros((len(forms), count))
    for row, form in zip(table, forms, strict=True):
        for at, factor in form:
            row[at] += factor
    return Order(table, bound, firm)


def tidied(vector: Numbers, scale: Scale, *, least: float) -> Numbers:
    """The same numbers with every ladder in order, and none changed that already is."""
    found = vector.copy()
    for code, at in scale.rarity.items():
        found[at] = max(found[at], least * scale.weights[code].rarity)
    for ladder in scale.ladders():
        worth = {code: sum(found[at] * factor for at, factor in scale.form(code)) for code in ladder}
        rows = sorted(ladder, key=lambda code: (scale.shipped(code), worth[code], code))
        for code, level in zip(rows, _rising([worth[code] for code in rows]), strict=True):
            held = _on_its_side(level, scale.shipped(code))
            found[scale.base[code]] += held - worth[code]
    return found


def _on_its_side(worth: float, shipped: float) -> float:
    if shipped > 0:
        return max(worth, 0.0)
    return min(worth, 0.0) if shipped < 0 else worth


def _rising(worths: Sequence[float]) -> list[float]:
    """The nearest numbers, by squares, of which none is below the one before it."""
    runs: list[tuple[float, int]] = []
    for worth in worths:
        runs.append((worth, 1))
        while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
            (low, many), (high, more) = runs.pop(), runs.pop()
            runs.append(((low * many + high * more) / (many + more), many + more))
    return [worth for worth, many in runs for _ in range(many)]
