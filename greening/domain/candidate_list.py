"""Which candidates does somebody want to see?"""

from dataclasses import dataclass
from datetime import date

from greening.domain.candidates import State
from greening.domain.record_list import Owner


@dataclass(frozen=True, slots=True)
class Wanted:
    """Those of a state, and of a region or a holder where either side is."""

    state: State = State.OPEN
    region: str = ""
    """The beginning of a region key."""
    owner: Owner = Owner.ANY
    week: date | None = None
    """The Monday of the week in which people were asked about it."""
