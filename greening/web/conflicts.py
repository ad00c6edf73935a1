"""Two people saved one record: which value is to stand, field by field?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from greening.domain.record_page import Act


class Side(StrEnum):
    MINE = "mine"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that differs. `suggested` is nobody's loss: who has not touched a field does not decide it."""

    path: str
    mine: str
    others: str
    suggested: Side
    is_contested: bool


def choices(fields: Sequence[Mapping[str, Any]], since: Sequence[Act]) -> Iterator[Choice]:
    """The fields of `Stale`, told apart by the acts `since` the form was opened, newest first."""
    before = {change.path: change.before for act in since for change in act.changes}
    for one in fields:
        path, mine = one["path"], one["typed"]
        touched_by_others = path in before
        touched_by_me = not touched_by_others or before[path] != mine
        side = Side.MINE if touched_by_me else Side.OTHERS
        yield Choice(path, mine, one["stands"], side, touched_by_others and touched_by_me)
