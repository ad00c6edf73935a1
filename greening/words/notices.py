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
}

SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "protection.due": {"days": 3, "due": "2026-03-23T16:00:00+00:00", "clock": "follow_up"},
    "protection.due_team": {"days": 1, "due": "2026-03-23T16:00:00+00:00", "clock": "deal", "name": "Ana"},
    "protection.dropped": {"due": "2026-03-23T16:00:00+00:00", "clock": "follow_up"},
}
"""Values as they are told with each code, for the tests of the words."""

TABLES: Mapping[str, Mapping[str, str]] = {"clock": CLOCKS}
"""Values that are codes themselves, by their name."""
