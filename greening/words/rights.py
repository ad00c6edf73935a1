"""What do pages call rights to leads, credit, what a pass asks for, and what became of a submission?"""

from collections.abc import Mapping

from greening.words import N_

STATES: Mapping[str, str] = {
    "live": N_("Leads are yours"),
    "paused": N_("Paused: the record is in quarantine"),
}
"""What a right is worth to its holder."""

KINDS: Mapping[str, str] = {
    "proven": N_("Proven"),
    "reverified": N_("Proven again"),
    "reversal": N_("Taken back"),
    "restored": N_("Given back"),
}

CAUSES: Mapping[str, str] = {
    "verdict": N_("by quality control"),
    "lead": N_("by an inquiry of the customer"),
    "visit": N_("by a captured contact"),
    "undo": N_("the verdict was taken back"),
    "complaint": N_("after a complaint"),
    "appeal": N_("after an appeal"),
    "ruling": N_("after a ruling"),
}
"""What the ledger names by its first word: ``verdict:7``."""

CHECKS: Mapping[str, str] = {
    "score": N_("Score"),
    "channel": N_("Number or mail of a key person"),
}
"""What a pass asks for."""

STAGES: Mapping[str, str] = {
    "waiting": N_("Waits for a reviewer"),
    "returned": N_("Came back: to be put right"),
    "passed": N_("Passed"),
    "rejected": N_("Rejected"),
}

SENT_BACK: Mapping[str, str] = {
    "return": N_("Return: what has to be put right?"),
    "reject": N_("Reject: what is wrong with it as a whole?"),
}

NOTES: Mapping[str, str] = {
    "return": N_("Note to whoever completes it"),
    "reject": N_("Why; whoever completed it reads this"),
}

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "return": (
        N_("It goes back to whoever completes it, with your note and the working days that it lay here."),
        N_("It comes back to the queue when they submit it again."),
    ),
    "reject": (
        N_("The claim ends without a right to leads, and the record lies in the pool for everybody."),
        N_("What was proven keeps its credit, and nobody is punished."),
    ),
}
"""What a verdict on a submission leads to, told before it is given."""
