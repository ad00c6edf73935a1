"""What does one row of a file say? The record it describes and what else it knows about it, before anything is judged."""

from dataclasses import dataclass, field
from datetime import date, datetime

from greening.files.refused import Problem
from validators.record import Record


@dataclass(frozen=True, slots=True)
class Draft:
    """One row, read. Values are as typed; marks for "nothing" such as ``-`` and 無 are empty, as far as they are not
    themselves to be judged: a name, a note or the only phone of the row.

    `source_system` is empty where the file does not name it: then `source_id` is known only within files of its kind.
    A `blank` row has no cell with text in it.
    """

    row_no: int = 0
    record: Record = field(default_factory=Record)
    source_system: str = ""
    source_id: str = ""
    owner_no: str = ""
    created_at: datetime | None = None
    last_follow_up_at: datetime | None = None
    next_contact_on: date | None = None
    stage: str = ""
    problems: tuple[Problem, ...] = ()
    blank: bool = False
