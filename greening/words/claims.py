"""What does a page say of claims and of the calendar they are counted by?"""

from collections.abc import Mapping

from greening.words import N_

STATES: Mapping[str, str] = {
    "open": N_("Being completed"),
    "submitted": N_("With its reviewer"),
    "ended": N_("Ended"),
}

ENDS: Mapping[str, str] = {
    "expire": N_("is due"),
    "lapse": N_("goes back if nothing is saved"),
}
"""Why a claim goes back by itself."""

NOTICES: Mapping[str, str] = {
    "claim.checkpoint": N_("Your claim has run for a while: %(days)s working days are left."),
    "claim.due_soon": N_("Your claim is due in %(days)s working days. Submit it, or it goes back to the pool."),
    "claim.idle": N_("Nothing was saved on your claim for a while. In %(days)s working days it goes back to the pool."),
    "claim.expired": N_("Your claim was due and has gone back to the pool. What is proven keeps its credit."),
    "claim.lapsed": N_("Nothing was saved on your claim, so it has gone back to the pool."),
    "claim.closed": N_("Your claim has ended: the customer belongs to somebody now. What is proven keeps its credit."),
}

DAYS: Mapping[str, str] = {
    "make_up": N_("Worked instead of a day off"),
    "own": N_("Our own day"),
}

NEEDED: Mapping[str, str] = {
    "day": N_("Choose a day"),
    "day.far": N_("Choose a day that is not so many years away"),
    "name.far": N_("Say it in fewer words"),
}
"""What a form of the calendar lacks."""
