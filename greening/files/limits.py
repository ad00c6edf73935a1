"""How much of a file are we willing to look at? Numbers of the policy (section `intake`), handed in by the caller."""

from dataclasses import dataclass, fields

from greening.sheets.limits import SheetLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one file. Bytes, characters, rows and columns as the names say; `zip_ratio` is unpacked by packed size.

    `sheet_memory` (bytes of address space) and `sheet_seconds` (of processor time) bound the process that reads a
    workbook; a CSV file is read here, in memory that does not depend on its length.
    """

    file_bytes: int
    unpacked_bytes: int
    rows: int
    sheet_rows: int
    columns: int
    cell_chars: int
    zip_entries: int
    zip_ratio: int
    sheet_memory: int
    sheet_seconds: int

    @classmethod
    def of(cls, numbers: object) -> "Limits":
        """Take the limits from anything that has attributes of these names, such as the policy's section `intake`."""
        return cls(**{each.name: getattr(numbers, each.name) for each in fields(cls)})

    @property
    def of_sheet(self) -> SheetLimits:
        return SheetLimits(
            entries=self.zip_entries,
            unpacked=self.unpacked_bytes,
            ratio=self.zip_ratio,
            rows=self.sheet_rows,
            columns=self.columns,
            memory=self.sheet_memory,
            seconds=self.sheet_seconds,
        )
