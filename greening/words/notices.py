"""What does a person read when the system tells them something? A sentence a code of a notice.

Every sentence may name `company`, the customer that it is about, beside its own values; a value that is a day or a moment
is written as one.
"""

from collections.abc import Mapping
from typing import Any

from greening.words import N_
from greening.words.protection import CLOCKS

NOTICES: Mapping[str, str] = {
    "protection.due": N_(
        "%(company)s is protected until the end of %(due)s: %(clock)s otherwise. See what counts, and visit."
    ),
    "protection.due_team": N_("%(company)s of %(name)s drops with the end of %(due)s: %(clock)s otherwise."),
    "protection.dropped": N_("%(company)s went back to the public pool: %(clock)s by %(due)s."),
    "conflict.opened": N_(
        "%(company)s is contested: somebody else works this customer too. Say what the logs do not show by %(until)s."
    ),
    "conflict.withdrawn": N_("The conflict about %(company)s was withdrawn. Nothing has changed."),
    "conflict.ruled": N_("The conflict about %(company)s is ruled. Its page says how, why and what was done."),
    "conflict.undone": N_("The ruling about %(company)s was taken back. What it moved is as it was."),
    "pool.asked": N_("%(by)s wants %(company)s, which you completed. Take it until %(until)s; afterwards they may."),
    "pool.taken": N_("%(by)s has taken %(company)s out of the pool."),
}

SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "protection.due": {"days": 3, "due": "2026-03-23T16:00:00+00:00", "clock": "follow_up"},
    "protection.due_team": {"days": 1, "due": "2026-03-23T16:00:00+00:00", "clock": "deal", "name": "Ana"},
    "protection.dropped": {"due": "2026-03-23T16:00:00+00:00", "clock": "follow_up"},
    "conflict.opened": {"conflict": 7, "until": "2026-03-04T16:00:00+00:00"},
    "conflict.withdrawn": {"conflict": 7},
    "conflict.ruled": {"conflict": 7},
    "conflict.undone": {"conflict": 7},
    "pool.asked": {"by": "Bo", "until": "2026-03-03T16:00:00+00:00"},
    "pool.taken": {"by": "Bo"},
}
"""Values as they are told with each code, for the tests of the words."""

TABLES: Mapping[str, Mapping[str, str]] = {"clock": CLOCKS}
"""Values that are codes themselves, by their name."""
