"""Why can a file not be read, and what is wrong with a row of one that can? Codes with values; words live elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from greening.sheets.refused import FileRefused

__all__ = ["REJECTING", "FileRefused", "Problem"]

REJECTING = frozenset({"row.too_many_cells", "row.cell_too_long"})
"""Problems after which nobody can say what the row means. With any other one the row is taken and the problem shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row as a row, before anything is judged; `params` are the cells or counts that show it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def rejects(self) -> bool:
        """Whether the row must not be stored, because its cells may stand in the wrong columns or lack their end."""
        return self.code in REJECTING
