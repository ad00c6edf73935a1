"""What does a page say of a merge: which two became one, by whom, and can it still be taken back?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MergeShown:
    """One merge. Names of companies are masked as in every list.

    `undo_until` is None where it has been taken back or its time is over; `edited` are the paths of the record that
    stayed which an undo has left as somebody had changed them. `follow_ups` and `claims` say what went along.
    """

    id: int
    kept_id: int
    kept: str
    gone_id: int
    gone: str
    by: str
    at: datetime
    reason: str
    follow_ups: int
    claims: int
    undo_until: datetime | None
    undone_at: datetime | None
    undone_by: str
    edited: tuple[str, ...]
    may_undo: bool
