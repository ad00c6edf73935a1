"""Does a follow-up note tell the next person anything?"""

from validators.visits.rules import FAULTS, check
from validators.visits.verdict import Verdict, VisitVerdict, judge

__all__ = ["FAULTS", "Verdict", "VisitVerdict", "check", "judge"]
