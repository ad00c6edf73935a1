"""What do the pages of the review call verdicts, sources, filters and what became of an item?"""

from collections.abc import Mapping

from greening.words import N_

VERDICTS: Mapping[str, str] = {
    "pass": N_("Pass"),
    "return": N_("Return"),
    "reject": N_("Reject"),
}
"""What one does."""

JUDGED: Mapping[str, str] = {
    "pass": N_("passed"),
    "return": N_("returned"),
    "reject": N_("rejected"),
    "undo": N_("taken back"),
}
"""What somebody did."""

SOURCES: Mapping[str, str] = {
    "finding": N_("Findings"),
    "submission": N_("Submission"),
    "lot": N_("Sample of a lot"),
    "detector": N_("Detector"),
    "complaint": N_("Complaint"),
}

FILTERS: Mapping[str, str] = {
    "region": N_("Region: %(value)s"),
    "code": N_("Finding: %(value)s"),
    "severity": N_("Severity: %(value)s"),
    "source": N_("From: %(value)s"),
    "author": N_("Filled in by: %(value)s"),
    "points": N_("From %(value)s points"),
}

SUBJECTS: Mapping[str, str] = {
    "phone": N_("Phone"),
    "key_person": N_("Key person"),
    "company": N_("Company name"),
    "id": N_("Company id"),
    "address": N_("Address"),
    "region": N_("Region"),
    "mail": N_("Email"),
    "website": N_("Website"),
    "visit": N_("Follow-up"),
    "repeat": N_("Repeated values"),
    "record": N_("The record"),
}
"""What findings are about, by the first word of their codes."""

REFUSALS: Mapping[str, str] = {
    "denied": N_("You read the queue; quality control judges it."),
    "author": N_("You wrote some of this record. Somebody else reviews it."),
    "pending": N_("It has been judged. For a few seconds that can still be undone."),
    "decided": N_("It has been judged."),
    "closed": N_("Nothing is doubted here any more. There is nothing to judge."),
}
"""Why somebody cannot judge an item that they see."""

OUTCOMES: Mapping[str, str] = {
    "decided": N_("Judged"),
    "held": N_("Left out: somebody has it open"),
    "own": N_("Left out: you wrote some of it"),
    "changed": N_("Left out: changed since the preview"),
    "lacking": N_("Left out: something is lacking for a pass"),
}

WOULD: Mapping[str, str] = {
    "decided": N_("would be judged"),
    "held": N_("are left out, for somebody has them open"),
    "own": N_("are left out, for you wrote some of them"),
    "changed": N_("are left out, for they have changed"),
    "lacking": N_("are left out, for something is lacking for a pass"),
}

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "pass": (
        N_("The record flows again. The doubts you passed are not raised again until a value they are about changes."),
    ),
    "return": (
        N_("It waits with whoever holds the record, with your note beside it."),
        N_("It comes back to the queue when the record has been changed and is still doubted."),
    ),
    "reject": (
        N_("The record is quarantined until somebody changes it."),
        N_("Nothing else follows by itself: no points are taken and nobody is punished."),
    ),
}
"""What a verdict leads to, told before it is given."""

KEYS: Mapping[str, str] = {
    "P": N_("Pass"),
    "R": N_("Return, then Enter"),
    "X": N_("Reject, then Enter"),
    "S": N_("Skip"),
    "N": N_("Write a note"),
    "Z": N_("Undo the last verdict"),
    "J K": N_("Next and previous"),
    "1 … 9": N_("Tick or untick a finding"),
    "Esc": N_("Close what is open"),
    "/": N_("Search records"),
    "?": N_("This list"),
}
