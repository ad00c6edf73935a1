"""What does the front page say of each list? Its title, why it is there, and what it means when it is empty."""

from collections.abc import Mapping
from typing import NamedTuple

from greening.words import N_


class Words(NamedTuple):
    title: str
    why: str
    empty: str


LISTS: Mapping[str, Words] = {
    "mine": Words(
        N_("Mine, lowest score first"),
        N_("what these lack is worth the most"),
        N_("You hold no record yet. Enter one, and it is yours."),
    ),
    "review": Words(
        N_("To review"),
        N_("a rule doubts a value that is there"),
        N_("Nothing to review: no value that is there is doubted."),
    ),
    "quarantine": Words(
        N_("Quarantined"),
        N_("something in them cannot be used at all"),
        N_("Nothing is quarantined: every record can be used."),
    ),
}

SUSPENSIONS: Mapping[str, str] = {
    "leads": N_("no leads because of a penalty"),
    "paused": N_("no leads by turns: offers lapsed"),
}
"""Why leads pass somebody by."""
