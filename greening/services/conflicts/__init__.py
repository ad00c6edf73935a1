"""Whose is a customer that two contest? It is offered to be brought up (`offering`), brought up and answered (`filing`),
looked at (`reading`), ruled (`ruling`) and, if need be, taken back (`undoing`).
"""

from greening.services.conflicts.filing import answer, file, open_from_candidate, withdraw
from greening.services.conflicts.offering import offer, saw_pair
from greening.services.conflicts.reading import count, one, page, waiting
from greening.services.conflicts.ruling import rule
from greening.services.conflicts.undoing import undo

__all__ = [
    "answer",
    "count",
    "file",
    "offer",
    "one",
    "open_from_candidate",
    "page",
    "rule",
    "saw_pair",
    "undo",
    "waiting",
    "withdraw",
]
