"""Does a follow-up note tell the next person anything, and what does it say is wrong with the record?"""

from validators.visits.copies import NO_NOTES, FileNotes, Notes, Written, sketch
from validators.visits.faults import FAULTS
from validators.visits.rules import check, verdicts
from validators.visits.verdict import Verdict, VisitVerdict, judge, judge_visit

__all__ = [
    "FAULTS",
    "NO_NOTES",
    "FileNotes",
    "Notes",
    "Verdict",
    "VisitVerdict",
    "Written",
    "check",
    "judge",
    "judge_visit",
    "sketch",
    "verdicts",
]
