"""What do pages call clocks, what a visit did to them, and what defers a drop?"""

from collections.abc import Mapping

from greening.words import N_

CLOCKS: Mapping[str, str] = {
    "follow_up": N_("no effective visit in time"),
    "deal": N_("no deal in time"),
}

EFFECTS: Mapping[str, str] = {
    "renewed": N_("Counts: since this visit the customer is protected until %(day)s."),
    "deferred": N_("You kept trying: that defers the end once, to %(day)s."),
    "tried": N_("An attempt. It does not move the clock by itself; several days with one defer it once."),
    "again": N_("Does not move the clock: again nobody but its author knows of this contact."),
    "struck": N_("Does not move the clock: an inspection has struck it."),
    "copied": N_("Does not move the clock: its author has written the same before."),
    "weak": N_("Does not move the clock: it tells too little."),
    "void": N_("Does not move the clock: it tells nothing."),
    "late": N_("Does not move the clock: it was written down too late."),
    "before": N_("Does not move the clock: it happened before the customer was theirs."),
    "after": N_("Does not move the clock: the time had run out before."),
}

CASES: Mapping[str, str] = {
    "conflict": N_("a conflict is open"),
    "inspection": N_("an inspection is under way"),
    "review": N_("it is being reviewed"),
}
