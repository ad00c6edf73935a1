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
from greening.matching.values import Opinion, Verdict

TEXTS = "texts"
"""What stands in a file beside the columns."""
PLACES = 2**31
"""More than there are places of records."""
LINE_END = ord("\n")
"""What stands behind every opinion and, as JSON, in none."""
_encode = Encoder().encode_lines
_decode = Decoder(Opinion).decode


@dataclass(frozen=True, slots=True, eq=False)
class Kept(Sequence[Pair]):
    """Pairs in order of place, a row of each column: `weight` is what a pair weighs in clusters.

    What is thought of a pair is written in `texts`, from its `begin` to its `end`.
    """

    columns: Mapping[str, NDArray[Any]]
    texts: NDArray[np.uint8]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> "Kept":
        """Keep pairs as they come."""
        every = list(pairs)
        opinions = [pair.opinion for pair in every]
        texts = np.frombuffer(_encode(opinions), dtype=np.uint8)
        ends = np.flatnonzero(texts == LINE_END)
        columns = {
            "left": np.array([pair.left for pair in every], dtype=np.int64),
            "right": np.array([pair.right for pair in every], dtype=np.int64),
            "bits": np.array([opinion.bits for opinion in opinions], dtype=np.float64),
            "probability": np.array([opinion.probability for opinion in opinions], dtype=np.float64),
            "weight": np.array(list(map(weight, opinions)), dtype=np.float64),
            "begin": np.append(0, ends + 1)[:-1],
            "end": ends,
        }
        return cls(columns, texts)

    @classmethod
    def read(cls, paths: Sequence[Path]) -> "Kept":
        """The pairs that lie in files."""
        if not paths:
            return cls.of(())
        sizes = [(len(table[TEXTS]), len(table["end"])) for table in map(tables.opened, paths)]
        texts, pairs = np.array(sizes, dtype=np.int64).T
        before = np.repeat(np.cumsum(texts) - texts, pairs)
        columns = {name: tables.column(paths, name) for name in tables.opened(paths[0])}
        written = columns.pop(TEXTS)
        columns |= {"begin": columns["begin"] + before, "end": columns["end"] + before}
        order = np.lexsort((columns["right"], columns["left"]))
        return cls({name: column[order] for name, column in columns.items()}, written)

    def write(self, path: Path) -> None:
        """Keep them in a file."""
        tables.write({**self.columns, TEXTS: self.texts}, path)

    def links(self) -> Links:
        """What the pairs weigh in clusters."""
        return Links(self.columns["left"], self.columns["right"], self.columns["weight"])

    def likely(self, threshold: float) -> "Kept":
        """Those at or above a probability, the likeliest first."""
        own = self.columns
        order = np.lexsort((own["right"], own["left"], -own["bits"], -own["probability"]))
        return self._at(order[own["probability"][order] >= threshold])

    def ruled(self, rulings: Rulings) -> "Kept":
        """The same, with what people said of a pair in place of what the model thinks of it."""
        columns = {name: column.copy() for name, column in self.columns.items()}
        numbers, texts = _numbers(columns["left"], columns["right"]), self.texts
        for pairs, verdict in ((rulings.same, Verdict.DUPLICATE), (rulings.different, Verdict.DIFFERENT)):
            at = np.flatnonzero(np.isin(numbers, _numbers(*np.sort(_two(pairs), axis=1).T)))
            own = Kept.of(_said(pair, verdict) for pair in self._at(at))
            columns["probability"][at] = own.columns["probability"]
            for name in ("begin", "end"):
                columns[name][at] = own.columns[name] + len(texts)
            texts = np.concatenate([texts, own.texts])
        return Kept(columns, texts)

    def __len__(self) -> int:
        return len(self.columns["left"])

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> "Kept": ...
    def __getitem__(self, at: int | slice) -> "Pair | Kept":
        if isinstance(at, slice):
            return self._at(at)
        left, right, begin, end = (int(self.columns[name][at]) for name in ("left", "right", "begin", "end"))
        return Pair(left, right, _decode(self.texts[begin:end].data))

    def __iter__(self) -> Iterator[Pair]:
        return (self[at] for at in range(len(self)))

    def _at(self, rows: Numbers | slice) -> "Kept":
        return Kept({name: column[rows] for name, column in self.columns.items()}, self.texts)


def _two(pairs: Sequence[Two]) -> Numbers:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _numbers(left: Numbers, right: Numbers) -> Numbers:
    """One number for each pair."""
    numbers: Numbers = left * PLACES + right
    return numbers


def _said(pair: Pair, verdict: Verdict) -> Pair:
    """What people said of a pair."""
    own = pair.opinion
    chance = float(verdict is Verdict.DUPLICATE)
    return Pair(pair.left, pair.right, Opinion(own.bits, chance, own.terms, verdict, decider=RULING))
