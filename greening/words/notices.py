"""What does a person read when the system tells them something? A sentence a code of a notice.

Every sentence may name `company`, the customer that it is about, beside its own values; a value that is a day or a moment
is written as one.
"""

from collections.abc import Mapping
from typing import Any

from greening.words import N_, claims
from greening.words.complaints import CAUSES
from greening.words.protection import CLOCKS

NOTICES: Mapping[str, str] = {
    **claims.NOTICES,
    "protection.due": N_("%(company)s drops with the end of %(due)s: %(clock)s."),
    "protection.due_team": N_("%(company)s of %(name)s drops with the end of %(due)s: %(clock)s."),
    "protection.dropped": N_("%(company)s went back to the public pool: %(clock)s by %(due)s."),
    "conflict.opened": N_(
        "%(company)s is contested: somebody else works this customer too. Say what the logs do not show by %(until)s."
    ),
    "conflict.withdrawn": N_("The conflict about %(company)s was withdrawn. Nothing has changed."),
    "conflict.ruled": N_("The conflict about %(company)s is ruled. Its page says how, why and what was done."),
    "conflict.undone": N_("The ruling about %(company)s was taken back. What it moved is as it was."),
    "facts.reopened": N_(
        "%(facts)s of what you entered of %(company)s was wrong and is struck. You can put it right until %(until)s, at no cost."
    ),
    "facts.made_up": N_(
        "%(facts)s of what you entered of %(company)s was found made up by two people. It is struck, its credit and your right to the leads are gone; a person decides what follows."
    ),
    "penalty.notice": N_("A notice about %(trigger)s. It costs nothing; its page shows the examples."),
    "penalty.suspended": N_(
        "You get no inbound leads until the end of %(until)s because of %(trigger)s. Its page says why, and there you can appeal."
    ),
    "penalty.over": N_("Your suspension is over. Inbound leads come to you again."),
    "appeal.won": N_("Your appeal is won. The suspension has ended, and you come first for the next leads."),
    "appeal.restored": N_(
        "Your appeal is won. The suspension has ended, you come first for the next leads, and %(points)s points and %(facts)s struck facts are yours again. Its page says what could not be given back."
    ),
    "appeal.lost": N_("Your appeal was not granted. The page of the penalty says why."),
    "complaint.acknowledge_due": N_("Complaint %(number)s has to be acknowledged by %(until)s."),
    "complaint.answer_due": N_("Complaint %(number)s has to be answered by %(until)s."),
    "lead.offered": N_("A lead of %(company)s is offered to you until %(until)s."),
    "lead.reminded": N_("The lead of %(company)s waits for your answer, until %(until)s. Then it goes to the next."),
    "lead.lapsed": N_("The lead of %(company)s went to the next: you had not answered in time."),
    "lead.paused": N_("Several leads waited in vain for your answer. Until %(until)s they go to others."),
    "lead.overflow": N_("%(company)s went back to the public pool: your library had no place for it in time."),
    "pool.asked": N_("%(by)s wants %(company)s, which you completed. Take it until %(until)s; afterwards they may."),
    "pool.taken": N_("%(by)s has taken %(company)s out of the pool."),
    "submission.passed": N_("%(company)s passed: %(points)s points for you, and its leads are yours until %(until)s."),
    "submission.passed_only": N_(
        "%(company)s passed: %(points)s points for you. Its leads go to whoever proved more ways to it."
    ),
    "submission.returned": N_("%(company)s came back from review, due %(due)s: %(note)s"),
    "submission.rejected": N_("%(company)s was rejected in review: %(note)s"),
    "submission.reopened": N_("The verdict on %(company)s was taken back. It waits for a reviewer again."),
    "submission.undone": N_("The verdict on %(company)s was taken back, with all that it gave."),
    "right.begun": N_("The leads of %(company)s are yours until %(until)s: you proved most ways to it."),
    "right.soon": N_("Your right to the leads of %(company)s runs out with the end of %(until)s."),
    "right.restored": N_("The leads of %(company)s are yours again, until the end of %(until)s: your appeal is won."),
    "right.ended": N_("Your right to the leads of %(company)s has run out."),
}

SAMPLES: Mapping[str, Mapping[str, Any]] = {
    **{code: {"days": 3} for code in claims.NOTICES},
    "protection.due": {"days": 3, "due": "2026-03-23T16:00:00+00:00", "clock": "follow_up"},
    "protection.due_team": {"days": 1, "due": "2026-03-23T16:00:00+00:00", "clock": "deal", "name": "Ana"},
    "protection.dropped": {"due": "2026-03-23T16:00:00+00:00", "clock": "follow_up"},
    "conflict.opened": {"conflict": 7, "until": "2026-03-04T16:00:00+00:00"},
    "conflict.withdrawn": {"conflict": 7},
    "conflict.ruled": {"conflict": 7},
    "conflict.undone": {"conflict": 7},
    "facts.reopened": {"facts": 2, "until": "2026-03-16T16:00:00+00:00"},
    "facts.made_up": {"facts": 1, "until": "2026-03-16T16:00:00+00:00"},
    "penalty.notice": {"penalty": 7, "trigger": "careless"},
    "penalty.suspended": {"penalty": 7, "trigger": "fabricated", "days": 7, "until": "2026-03-16T16:00:00+00:00"},
    "penalty.over": {},
    "appeal.won": {"penalty": 7, "trigger": "fabricated"},
    "appeal.restored": {"penalty": 7, "trigger": "fabricated", "points": "12.0", "facts": 2},
    "appeal.lost": {"penalty": 7, "trigger": "fabricated"},
    "complaint.acknowledge_due": {"number": "C-118", "until": "2026-03-16T16:00:00+00:00"},
    "complaint.answer_due": {"number": "C-118", "until": "2026-03-16T16:00:00+00:00"},
    "lead.offered": {"lead": 7, "until": "2026-03-02T03:00:00+00:00"},
    "lead.reminded": {"lead": 7, "until": "2026-03-02T03:00:00+00:00"},
    "lead.lapsed": {"lead": 7},
    "lead.paused": {"until": "2026-03-03T16:00:00+00:00"},
    "lead.overflow": {},
    "pool.asked": {"by": "Bo", "until": "2026-03-03T16:00:00+00:00"},
    "pool.taken": {"by": "Bo"},
    "submission.passed": {"claim": 7, "points": "12", "until": "2026-08-30T16:00:00+00:00"},
    "submission.passed_only": {"claim": 7, "points": "12"},
    "submission.returned": {"claim": 7, "note": "which door?", "due": "2026-05-26T16:00:00+00:00"},
    "submission.rejected": {"claim": 7, "note": "made up"},
    "submission.reopened": {"claim": 7},
    "submission.undone": {"claim": 7},
    "right.begun": {"right": 7, "until": "2026-08-30T16:00:00+00:00"},
    "right.soon": {"right": 7, "until": "2026-08-30T16:00:00+00:00"},
    "right.restored": {"right": 7, "until": "2026-08-30T16:00:00+00:00"},
    "right.ended": {"right": 7, "until": "2026-08-30T16:00:00+00:00"},
}
"""Values as they are told with each code, for the tests of the words."""

TABLES: Mapping[str, Mapping[str, str]] = {"clock": CLOCKS, "trigger": CAUSES}
"""Values that are codes themselves, by their name."""
