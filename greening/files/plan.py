"""Which cells make up which part of a draft? Sorted out once a file, so that every row takes the same short way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from greening.files.dates import Order
from greening.files.refused import FileRefused
from greening.files.target import LISTS, Target

Place = tuple[str, int, str]
"""Field, index and part of a target. The columns of a list share one place, in the order of their index."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns by place, and what stands there where a row leaves it empty.

    `people` and `visits` are the indices that columns lead to, `zone` the clock of times that do not say theirs.
    """

    header: tuple[str, ...]
    columns: Mapping[Place, tuple[int, ...]]
    defaults: Mapping[Place, str]
    people: tuple[int, ...]
    visits: tuple[int, ...]
    id_kinds: tuple[str, ...]
    profile: tuple[str, ...]
    order: Order
    zone: timezone


def make_plan(
    header: Sequence[str],
    columns: Sequence[Target | None],
    defaults: Mapping[str, str],
    order: Order,
    utc_offset: str,
) -> Plan:
    """Sort the columns of a mapping.

    Raises: FileRefused, for a default or an offset that cannot be read.
    """
    used = sorted((target, column) for column, target in enumerate(columns) if target)
    values = {_target(path): value for path, value in defaults.items()}
    places: defaultdict[Place, tuple[int, ...]] = defaultdict(tuple)
    for target, column in used:
        places[_place(target)] += (column,)
    return Plan(
        header=tuple(header),
        columns=dict(places),
        defaults={_place(target): value for target, value in values.items()},
        people=_indices("key_persons", used),
        visits=_indices("visits", used),
        id_kinds=tuple(
            values.get(Target("ids", target.index, "kind"), "") for target, _ in used if target.field == "ids"
        ),
        profile=tuple(
            dict.fromkeys(target.part for target in [*(t for t, _ in used), *values] if target.field == "profile")
        ),
        order=order,
        zone=_zone(utc_offset),
    )


def _place(target: Target) -> Place:
    is_listed = target.field in LISTS and not target.part
    return (target.field, 0 if is_listed else target.index, target.part)


def _indices(field: str, used: Sequence[tuple[Target, int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(target.index for target, _ in used if target.field == field))


def _target(path: str) -> Target:
    try:
        return Target.parse(path)
    except ValueError:
        raise FileRefused("mapping.unknown_target", header="", target=path) from None


def _zone(offset: str) -> timezone:
    try:
        zone = datetime.strptime(offset, "%z").tzinfo
    except ValueError:
        raise FileRefused("mapping.bad_offset", value=offset) from None
    assert isinstance(zone, timezone)
    return zone
