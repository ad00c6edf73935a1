"""Does a follow-up note tell the next person anything?"""

from validators.visits.verdict import Verdict, VisitVerdict, judge

__all__ = ["Verdict", "VisitVerdict", "judge"]
