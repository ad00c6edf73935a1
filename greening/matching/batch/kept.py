"""How are very many pairs kept, with every reason, in little room? As columns; a pair is made when somebody asks for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
from msgspec.json import Decoder, Encoder
from numpy.typing import NDArray

from greening.matching.batch import tables
from greening.matching.batch.judging import Pair
from greening.matching.clusters import Links, weight
from greening.matching.entries import Numbers
from greening.matching.rulings import RULING, Rulings, Two
from greening.matching.values import Opinion, Term, Verdict

NAMES = ("left", "right", "bits", "probability", "weight", "verdict", "relation", "decider", "terms")
NUMBERS = {"left": np.int64, "right": np.int64, "bits": np.float64, "probability": np.float64, "weight": np.float64}
PLACES = 2**31
"""More than there are places of records."""
_write = Encoder().encode
_read = Decoder(tuple[Term, ...]).decode


@dataclass(frozen=True, slots=True, eq=False)
class Kept(Sequence[Pair]):
    """Pairs in order of place, as a column for each of `NAMES`; `weight` is what a pair weighs in clusters."""

    columns: Mapping[str, NDArray[Any]]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Kept":
        """Keep pairs as they come."""
        rows = zip(*map(_row, pairs), strict=True)
        own: dict[str, Sequence[Any]] = dict(zip(NAMES, rows, strict=False)) or dict.fromkeys(NAMES, ())
        return cls({name: np.array(column, dtype=NUMBERS.get(name, object)) for name, column in own.items()})

    @classmethod
    def read(cls, paths: Sequence[Path]) -> "Kept":
        """The pairs that lie in files."""
        if not paths:
            return cls.of(())
        columns = tables.read(paths, NAMES)
        order = np.lexsort((columns["right"], columns["left"]))
        return cls({name: column[order] for name, column in columns.items()})

    def links(self) -> Links:
        """What the pairs weigh in clusters."""
        return Links(self.columns["left"], self.columns["right"], self.columns["weight"])

    def likely(self, threshold: float) -> "Kept":
        """Those at or above a probability, the likeliest first."""
        own = self.columns
        order = np.lexsort((own["right"], own["left"], -own["bits"], -own["probability"]))
        chosen = order[own["probability"][order] >= threshold]
        return Kept({name: column[chosen] for name, column in own.items()})

    def ruled(self, rulings: Rulings) -> "Kept":
        """The same, with what people said of a pair in place of what the model thinks of it."""
        columns = {name: column.copy() for name, column in self.columns.items()}
        told = ((rulings.same, 1.0, Verdict.DUPLICATE), (rulings.different, 0.0, Verdict.DIFFERENT))
        for pairs, probability, verdict in told:
            at = np.isin(_numbers(columns["left"], columns["right"]), _numbers(*np.sort(_two(pairs), axis=1).T))
            said = {"probability": probability, "verdict": verdict.value, "relation": "", "decider": RULING}
            for name, value in said.items():
                columns[name][at] = value
        return Kept(columns)

    def __len__(self) -> int:
        return len(self.columns["left"])

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> "Kept": ...
    def __getitem__(self, at: int | slice) -> "Pair | Kept":
        if isinstance(at, slice):
            return Kept({name: column[at] for name, column in self.columns.items()})
        left, right, bits, probability, _, verdict, relation, decider, terms = (
            self.columns[name][at] for name in NAMES
        )
        opinion = Opinion(float(bits), float(probability), _read(terms), Verdict(verdict), relation, decider)
        return Pair(int(left), int(right), opinion)

    def __iter__(self) -> Iterator[Pair]:
        return (self[at] for at in range(len(self)))


def _two(pairs: Sequence[Two]) -> Numbers:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _numbers(left: Numbers, right: Numbers) -> Numbers:
    """One number for each pair."""
    numbers: Numbers = left * PLACES + right
    return numbers


def _row(pair: Pair) -> tuple[Any, ...]:
    own = pair.opinion
    said = (own.verdict.value, own.relation, own.decider, _write(own.terms).decode())
    return pair.left, pair.right, own.bits, own.probability, weight(own), *said
