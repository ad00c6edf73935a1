"""How good are the pairs that were found? Beside the true ones, before clustering and after."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import BinaryIO

from greening.domain.policy import Policy
from greening.files import FileRefused, Limits, open_table

Two = tuple[int, int]
"""Two rows by their place, the earlier first."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The true pairs. `unknown` are those that name an id which no row has; they count as not found.

    What is `left_out` counts neither as found nor as missed.
    """

    pairs: frozenset[Two]
    unknown: int = 0
    left_out: frozenset[Two] = frozenset()

    @property
    def count(self) -> int:
        return len(self.pairs) + self.unknown

    def without(self, pairs: Collection[Two]) -> "Truth":
        """The same truth, with some pairs left out of whatever is measured."""
        return Truth(self.pairs.difference(pairs), self.unknown, frozenset(pairs))


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1: of the found pairs that are true, of the true ones that were found, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def read(name: str, stream: BinaryIO, ids: Sequence[str], policy: Policy) -> Truth:
    """Read true pairs: the first two columns are ids of rows; either order, and twice is once.

    Raises: FileRefused, when the file cannot be read, has no two columns, or knows no id of the file.
    """
    table = open_table(name, stream, limits=Limits.of(policy.intake))
    places = {own: at for at, own in enumerate(ids)}
    if len(table.header) < len(("id_l", "id_r")) or all(cell in places for cell in table.header[:2]):
        raise FileRefused("truth.no_header", name=name)
    named = {tuple(sorted((one.strip(), other.strip()))) for _, (one, other) in _pairs(table)}
    known = frozenset(_placed(places[one], places[other]) for one, other in named if one in places and other in places)
    if named and not known:
        raise FileRefused("truth.unknown_ids", name=name, ids=", ".join(sorted(min(named))))
    return Truth(known, len(named) - len(known))


def measure(found: Iterable[Two], truth: Truth) -> Quality:
    """Compare found pairs with the true ones; a share of nothing is 0."""
    pairs = set(found) - truth.left_out
    right = len(pairs & truth.pairs)
    precision, recall = _share(right, len(pairs)), _share(right, truth.count)
    return Quality(precision, recall, _share(2 * precision * recall, precision + recall))


def within(clusters: Iterable[Sequence[int]]) -> Iterator[Two]:
    """Every pair inside the clusters."""
    return (pair for cluster in clusters for pair in combinations(sorted(cluster), 2))


def _pairs(table: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, str]]]:
    """The rows that name two different ids."""
    for row_no, cells in table:
        if len(cells) > 1 and cells[0].strip() != cells[1].strip():
            yield row_no, (cells[0], cells[1])


def _placed(one: int, other: int) -> Two:
    return min(one, other), max(one, other)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
