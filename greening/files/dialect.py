"""How is this file written? What was found out, or what a person said instead."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

ONE_COLUMN = ""
"""The separator of a file that has none: every line is one cell."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What it takes to read the file again the same way.

    `header_row` counts from 1 and includes title rows and blank lines above; `header_depth` is 2 where merged cells
    put a second row under the first. `sheet` is empty for CSV, `encoding` and `separator` are empty for a workbook.
    """

    encoding: str = ""
    separator: str = ","
    header_row: int = 1
    header_depth: int = 1
    sheet: str = ""

    def to_document(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Dialect":
        return cls(**document)
