"""What do pages say of two records that may be one company? States, rulings, and what kind of relatives they are."""

from collections.abc import Mapping

from greening.words import N_

STATES: Mapping[str, str] = {
    "open": N_("Waiting for a ruling"),
    "asleep": N_("Asleep until one of them moves"),
    "ruled": N_("Ruled"),
}

EMPTY: Mapping[str, str] = {
    "open": N_("No pair waits for a ruling"),
    "asleep": N_("No pair is asleep"),
    "ruled": N_("Nothing has been ruled yet"),
}
"""What an empty list of a state says."""

VERDICTS: Mapping[str, str] = {
    "same": N_("Same"),
    "different": N_("Different"),
    "related": N_("Related"),
    "unsure": N_("Unsure"),
}

RELATED: Mapping[str, str] = {
    "same_boss": N_("Same boss"),
    "branch": N_("Head office and branch"),
    "agency": N_("One runs the business of the other"),
    "successor": N_("One goes on under a new name"),
}
"""What a person says that two customers are to each other."""

RELATIONS: Mapping[str, str] = {
    "branch": N_("Looks like a head office and its branch"),
    "sister": N_("Looks like sister companies"),
}
"""What the machine takes two customers for."""

SUGGESTED: Mapping[str, str] = {"branch": "branch"}
"""Which of the relations a form suggests where the machine sees one."""

FOLLOWS: Mapping[str, str] = {
    "same": N_(
        "Of two owners it becomes a conflict: whose the customer is has to be ruled. Else the two can be merged."
    ),
    "different": N_("They are not proposed again unless one of them changes."),
    "related": N_("They stay two customers that know of each other."),
    "unsure": N_("The pair sleeps until one of them moves."),
}
"""What a ruling leads to."""

NEEDED: Mapping[str, str] = {
    "verdict": N_("Say what the two are"),
    "relation": N_("Say how the two are related"),
    "reason": N_("This reason is too long"),
    "rulings": N_("A record or its ruling has changed since you opened this page. Look again, then rule."),
}
"""Why a ruling is not taken, by the part of the page where it can be seen or put right."""

FOUND_BY: Mapping[str, str] = {
    "save": N_("Found when one of them was saved"),
    "import": N_("Found when a file was imported"),
    "sweep": N_("Found when all records were looked through"),
}
