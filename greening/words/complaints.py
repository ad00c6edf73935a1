"""What is said of complaints, inspections, penalties and appeals? Words for the codes of `greening.domain`."""

from collections.abc import Mapping

from greening.words import N_

KINDS: Mapping[str, str] = {
    "number": N_("The number does not reach them"),
    "person": N_("There is no such person"),
    "visit": N_("Nobody ever visited"),
    "other": N_("Something else"),
}
MODES: Mapping[str, str] = {
    "confidential": N_("Confidential"),
    "anonymous": N_("Anonymous"),
}
STATES: Mapping[str, str] = {
    "received": N_("Received"),
    "shelved": N_("Put aside"),
    "upheld": N_("Upheld"),
    "overturned": N_("Overturned on appeal"),
    "unproven": N_("Could not be told"),
    "refuted": N_("Not confirmed"),
}
OUTCOMES: Mapping[str, str] = {
    "received": N_("Somebody is going to look into it, or is doing so now."),
    "shelved": N_("There was not enough to look into."),
    "upheld": N_(
        "Something was false. It has been struck, and what follows for whoever entered it is decided by a person."
    ),
    "overturned": N_(
        "Something seemed made up, but whoever had entered it appealed and was right. Nothing is held against anybody."
    ),
    "unproven": N_("We looked and could not tell. Nothing was changed."),
    "refuted": N_("We looked, and what the record says holds."),
}
"""What whoever complained reads in the end."""
EVIDENCE: Mapping[str, str] = {
    "checkable": N_("Says what can be looked up"),
    "record": N_("Names a record that we know"),
    "findings": N_("The machine doubts it too"),
    "others": N_("Others complain of the same record"),
    "confidential": N_("Somebody stands for it"),
    "told": N_("Says what happened"),
}
MISSING: Mapping[str, str] = {
    "named": N_("Enter a link, a number such as R-20481, or the company’s name"),
    "kinds": N_("Tick at least one thing that is wrong"),
    "words": N_("Say what happened"),
    "reply": N_("Say why, for whoever complained"),
}
"""What a complaint cannot do without, by field."""
ANSWERS: Mapping[str, str] = {
    "true": N_("It holds"),
    "unknown": N_("Cannot be told"),
    "stale": N_("Stale: true once"),
    "mistake": N_("Mistake: meant to be true"),
    "careless": N_("Careless: could have been known"),
    "fabricated": N_("Made up"),
}
RULED: Mapping[str, str] = {
    "true": N_("Holds"),
    "unknown": N_("Could not be told"),
    "stale": N_("Stale"),
    "mistake": N_("Mistake"),
    "careless": N_("Careless"),
    "fabricated": N_("Made up"),
}
SHADES: Mapping[str, str] = {
    "true": "ok",
    "unknown": "info",
    "stale": "info",
    "mistake": "info",
    "careless": "warn",
    "fabricated": "block",
}
"""How each is shown; the word always stands beside it."""
LEVELS: Mapping[int, str] = {
    0: N_("Notice"),
    1: N_("No inbound leads for %(days)s days"),
}
TRIGGERS: Mapping[str, str] = {
    "fabricated": N_("Facts that two people found made up: %(fabricated)s"),
    "careless": N_("Careless facts: %(careless)s of %(sampled)s that were looked at"),
    "void_notes": N_("Follow-up notes that were not true: %(void)s of %(notes)s that were looked at"),
}
CAUSES: Mapping[str, str] = {
    "fabricated": N_("made-up facts"),
    "careless": N_("careless facts"),
    "void_notes": N_("follow-up notes that were not true"),
}
"""What a penalty is for, within a sentence."""
DECISIONS: Mapping[str, str] = {
    "": N_("Waits for a decision"),
    "imposed": N_("Imposed"),
    "waived": N_("Waived"),
}
APPEALS: Mapping[str, str] = {
    "": N_("Appeal waits for a decision"),
    "won": N_("Appeal won"),
    "lost": N_("Appeal lost"),
}
BACK: Mapping[str, str] = {
    "": N_("Stands again"),
    "changed": N_("Left as it is: somebody has written there since"),
    "merged": N_("Left out: the record is part of another one by now"),
    "taken": N_("Left out: another customer has this by now"),
    "unkept": N_("Left out: nothing was kept of what stood there"),
}
"""What became of a struck value after an appeal that was won."""
LOST: Mapping[str, str] = {
    "others": N_("Not given back: the leads belong to somebody else by now, who keeps them."),
    "own": N_("Nothing to give back: the leads belong to the same person again already."),
    "left": N_("Not given back: whose right it was sells here no longer."),
}
"""Why a right to leads was not given back."""
VISIT: Mapping[str, str] = {"visit": N_("Follow-up %(number)s")}
"""A follow-up that can be looked into; it has no field of its own."""
