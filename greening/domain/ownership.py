"""How does somebody come to own a unit, and how do they lose it?"""

from enum import StrEnum


class Begin(StrEnum):
    """Created: entered by its owner. Imported: so the file said. Taken out of the pool. Come with an accepted lead. Handed
    over by a transfer, a ruling or a merge. Given back by an undo.
    """

    CREATE = "create"
    IMPORT = "import"
    TAKE = "take"
    LEAD = "lead"
    TRANSFER = "transfer"
    RULING = "ruling"
    MERGE = "merge"
    UNDO = "undo"


class End(StrEnum):
    """Released by its owner, dropped when a clock ran out, or handed on."""

    RELEASE = "release"
    DROP = "drop"
    IMPORT = "import"
    TRANSFER = "transfer"
    RULING = "ruling"
    MERGE = "merge"
    UNDO = "undo"


HANDED_ON = frozenset({End.IMPORT, End.TRANSFER, End.RULING, End.MERGE, End.UNDO})
"""Ends that are no giving back to the pool: nobody has to cool down after them."""
