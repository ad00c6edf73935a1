"""Where do the columns of a file go? A decision a column, kept by header so that it fits the next file of the kind."""

import json
from collections.abc import Mapping as Document
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from greening.files.dates import Order
from greening.files.drafts import Draft
from greening.files.plan import Plan, make_plan
from greening.files.rows import read_row
from greening.files.target import Target

CELL_CHARS = 32767
"""What a cell of a sheet can hold."""


@dataclass(frozen=True)
class Mapping:
    """Columns of one file and what they mean; None is a column that nothing is read from.

    `defaults` are values by path for rows that leave them empty. `date_order` says how days are written whose year
    comes last, `utc_offset` the clock of times that do not say theirs. `likely` are headers whose meaning is only
    probable, `absent` those that a kept mapping knows and this file lacks.
    """

    header: tuple[str, ...]
    columns: tuple[Target | None, ...]
    defaults: Document[str, str] = field(default_factory=dict)
    date_order: Order = Order.UNKNOWN
    utc_offset: str = "+08:00"
    likely: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse at once what no row could be read by. Raises: FileRefused."""
        assert self._plan

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headers of the columns that nothing is read from."""
        return tuple(name for name, target in zip(self.header, self.columns, strict=True) if target is None)

    @property
    def is_empty(self) -> bool:
        return not any(self.columns)

    def with_defaults(self, **defaults: str) -> "Mapping":
        """The same with further values for what rows leave empty; those that the mapping has stay."""
        return replace(self, defaults={**defaults, **self.defaults})

    def draft(self, row_no: int, cells: Sequence[str], *, cell_chars: int = CELL_CHARS) -> Draft:
        """Read one row. `cell_chars` is the longest cell that is believed; a longer one is cut and a problem."""
        return read_row(self._plan, row_no, cells, cell_chars)

    def to_document(self) -> dict[str, Any]:
        pairs = zip(self.header, self.columns, strict=True)
        return {
            "columns": [[header, target.path if target else None] for header, target in pairs],
            "defaults": dict(self.defaults),
            "date_order": self.date_order.value,
            "utc_offset": self.utc_offset,
        }

    def to_json(self) -> str:
        return json.dumps(self.to_document(), ensure_ascii=False)

    @cached_property
    def _plan(self) -> Plan:
        return make_plan(self.header, self.columns, self.defaults, self.date_order, self.utc_offset)
