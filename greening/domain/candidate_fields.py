"""Which fields of two records say the same, and which do not? Paired path by path, wherever they stand in their lists."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from greening.domain.candidates import FieldPair
from greening.domain.changes import form_order, origins, same_persons, values
from greening.domain.record_masking import masked
from validators.record import KeyPerson, Record


def compared(left: Record, right: Record, *, left_masked: bool, right_masked: bool) -> tuple[FieldPair, ...]:
    """Every value that either of them gives, in the order of the form; what is masked is compared as it stands."""
    right = _beside(left, right)
    shown_left = values(masked(left) if left_masked else left)
    shown_right = values(masked(right) if right_masked else right)
    pairs = _paired(values(left), values(right), origins(left, right))
    rows = (
        FieldPair(one or other, shown_left.get(one, ""), shown_right.get(other, ""), equal)
        for one, other, equal in pairs
    )
    return tuple(sorted(rows, key=lambda row: form_order(row.path)))


def _beside(left: Record, right: Record) -> Record:
    """The right record with each key person at the place of the same one on the left, further ones behind."""
    place_of = same_persons(left.key_persons, right.key_persons)
    standing = {place_of[place]: person for place, person in enumerate(right.key_persons) if place in place_of}
    further = (person for place, person in enumerate(right.key_persons) if place not in place_of)
    placed = (standing.get(place, KeyPerson()) for place in range(len(left.key_persons)))
    return replace(right, key_persons=(*placed, *further))


def _paired(
    left: Mapping[str, str], right: Mapping[str, str], same: Mapping[str, str]
) -> Iterator[tuple[str, str, bool]]:
    """Path on the left, path on the right, and whether the values are equal; no path where only one says something."""
    yield from ((one, other, True) for other, one in same.items())
    free = dict.fromkeys(path for path in left if path not in set(same.values()))
    lone = [path for path in right if path not in same]
    yield from ((path if path in free else "", path, False) for path in lone)
    yield from ((path, "", False) for path in free if path not in lone)
