"""What does the board call its rows, its periods and its columns?"""

from collections.abc import Mapping

from greening.words import N_

BY: Mapping[str, str] = {
    "region": N_("Sales region"),
    "team": N_("Team"),
    "person": N_("Person"),
}

PERIODS: Mapping[str, str] = {
    "month": N_("This month"),
    "quarter": N_("90 days"),
}

NOBODY: Mapping[str, str] = {
    "region": N_("Without a region"),
    "team": N_("Without a team"),
    "person": N_("Nobody"),
}

COLUMNS: Mapping[str, str] = {
    "place": N_("Rank"),
    "name": N_("Who"),
    "claims": N_("Claimed"),
    "completed": N_("Handed in"),
    "judged": N_("Judged"),
    "verified": N_("Verified"),
    "low": N_("Lower end"),
    "points": N_("Credit"),
    "leads": N_("Leads"),
}
"""In their order."""
