"""Why can a lead not be received, taken, declined or decided?"""

from greening.domain.refusals import Refusal


class InquiryBroken(Refusal):
    """An inquiry lacks what it needs, or holds what it cannot hold: `faults` names the fields with a code each."""

    code = "inquiry.broken"


class LeadKeyTaken(Refusal):
    """The idempotency key came before, with another inquiry: it is a mistake of the system that sent both."""

    code = "lead.key_taken"


class OfferOver(Refusal):
    """The offer has been declined, or its time is over and it has gone on to the next: `answer`."""

    code = "lead.offer_over"


class DeclineReasonMissing(Refusal):
    """Whoever does not take a lead says why: the next one starts from there."""

    code = "lead.reason_missing"


class LeadDecided(Refusal):
    """Nobody has to look any more: the lead is in `state`."""

    code = "lead.decided"


class DoorClosed(Refusal):
    """The form or token has been closed before."""

    code = "lead.door_closed"


class DoorNameMissing(Refusal):
    """A form or token needs a name, so that everybody knows later what it was for."""

    code = "lead.door_name_missing"
