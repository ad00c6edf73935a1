"""How much may a workbook take? Handed in by whoever asks for it to be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLimits:
    """Bounds of one workbook: `entries`, `unpacked` (bytes) and `ratio` (unpacked by packed) of its archive, `rows` and
    `columns` of the sheet, `memory` (bytes of address space) and `seconds` (of processor time) of the process that reads.
    """

    entries: int
    unpacked: int
    ratio: int
    rows: int
    columns: int
    memory: int
    seconds: int
