"""What is said on the page of rules, and in `docs/rules.md`, beside the catalog's own words?"""

from collections.abc import Mapping

from greening.words import N_

SUBJECTS: Mapping[str, str] = {
    "company": N_("Company name"),
    "id": N_("Company id"),
    "region": N_("Region"),
    "address": N_("Address"),
    "phone": N_("Phone"),
    "mail": N_("Email"),
    "website": N_("Website"),
    "key_person": N_("Key person"),
    "visit": N_("Follow-up"),
    "record": N_("Completeness and freshness"),
    "repeat": N_("Across records"),
    "staff": N_("Our own people"),
}

PARTS: Mapping[str, str] = {
    "why": N_("Why it matters"),
    "how": N_("How it is judged"),
    "example": N_("Triggers"),
    "counter_example": N_("Does not trigger"),
    "weight": N_("What it costs"),
    "limits": N_("Known limits"),
    "source": N_("Source"),
}

COSTS = N_("A value with it counts as “%(level)s” at most: %(share)s %% of its points.")
OTHERS = N_("and %(count)s more records that share it")
HEAD = N_("Rules")
MADE = N_(
    "Version %(version)s of the catalog. Written by `python -m greening rules`; change the catalog, not this file. Levels and shares are those of the shipped policy; a tested example stands with every rule."
)
