"""What does a page say that cannot be shown? By HTTP status: what happened, and why."""

from collections.abc import Mapping
from typing import NamedTuple

from greening.words import N_


class Words(NamedTuple):
    title: str
    why: str


ERRORS: Mapping[int, Words] = {
    400: Words(
        N_("The form could not be read"),
        N_(
            "It was open for too long or its cookie is missing. Nothing was changed. Go back, reload and send it again."
        ),
    ),
    401: Words(N_("You are signed out"), N_("Sign in again to go on. Nothing was changed.")),
    403: Words(N_("This is not open to your role"), N_("Nothing was changed.")),
    404: Words(
        N_("There is no such page"),
        N_("Records are never deleted without a trace, so the address is probably mistyped."),
    ),
    405: Words(N_("This address does not do that"), N_("Nothing was changed.")),
    409: Words(N_("It has changed meanwhile"), N_("What you asked for no longer fits. Nothing was changed.")),
    413: Words(N_("That is too large"), N_("What was sent is larger than this page takes. Nothing was changed.")),
    422: Words(N_("Something in it cannot be taken"), N_("Nothing was changed.")),
    429: Words(N_("Too many requests"), N_("Wait a minute, then try again. Nothing was changed.")),
    500: Words(
        N_("Something went wrong on our side"),
        N_("It is noted under the number below. What you were saving has not been saved."),
    ),
    503: Words(
        N_("The database does not answer"),
        N_("Nothing is lost that was saved before. Try again in a minute; this page can be reloaded."),
    ),
}
