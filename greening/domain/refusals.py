"""Why was something not done? One class a reason, with a code and the values its words need.

A refusal is the business saying no: nothing has changed, and asking again will not help until something else has. A bug
is an ordinary exception. Which HTTP status goes with a code is the web's affair, which sentence is `greening.words`'.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """The business said no. `params` are plain values that fit into JSON."""

    code: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code, params)
        self.params = params


class NotFound(Refusal):
    """There is no such thing, or it is not for this person to know that there is."""

    code = "not_found"


class Denied(Refusal):
    """The actor may not do this to that."""

    code = "denied"


class Stale(Refusal):
    """Somebody else saved in between. `fields` names each path that differs, with what stands and what was typed."""

    code = "stale"


class CompanyTaken(Refusal):
    """The edit would turn this record into another one that is there already (`record_id`)."""

    code = "record.company_taken"


class CompanyMissing(Refusal):
    """A record is a company: without a name it cannot be saved."""

    code = "record.company_missing"


class NoteMissing(Refusal):
    """A follow-up is its note: without one it says nothing."""

    code = "visit.note_missing"


class TooManyReveals(Refusal):
    """`limit` masked contacts have been shown to this person, the most for now; one more in `wait_minutes`."""

    code = "contact.too_many_reveals"


class BadValue(Refusal):
    """A field holds what it cannot hold. `field` is its path, `value` what was typed."""

    code = "field.bad_value"


class SignInFailed(Refusal):
    """Number and password do not go together, or nobody may sign in as this person. Which of them is not said."""

    code = "sign_in.failed"


class TooManyTries(Refusal):
    """Too many failed sign-ins of this account from this net; `wait_seconds` says how long the next try has to wait."""

    code = "sign_in.too_many_tries"


class SignedOut(Refusal):
    """The session is over: signed out, idle, too old, or its person has left."""

    code = "signed_out"


class PasswordTooShort(Refusal):
    code = "password.too_short"


class PasswordTooLong(Refusal):
    code = "password.too_long"


class PasswordTooCommon(Refusal):
    """It holds a word that everybody would try first: the employee number, the name, the product, a well-known one."""

    code = "password.too_common"


class EmployeeTaken(Refusal):
    code = "person.employee_taken"


class TableWithout(Refusal):
    """A staff list lacks a column it cannot do without: `columns` names them."""

    code = "person.columns_missing"


class PolicyBroken(Refusal):
    """The policy document cannot hold. `problems` lists every one: ``{"path", "problem", …}``."""

    code = "policy.broken"


class PolicyUnchanged(Refusal):
    """A draft says what holds already."""

    code = "policy.unchanged"


class PolicyMoved(Refusal):
    """Another version was saved meanwhile: `version`. The draft must be made over that one."""

    code = "policy.moved"


class PolicyStart(Refusal):
    """A version begins now or later, and no later than `days` from now."""

    code = "policy.start"


class IntakeUnderWay(Refusal):
    """The file is being imported or has been: how it is read can no longer be changed."""

    code = "intake.under_way"


class JobAlreadyOpen(Refusal):
    """Another job does the same work already; this dead letter need not be tried again."""

    code = "job.already_open"


class ReviewStale(Refusal):
    """The item or its record has changed since it was shown, or somebody has judged it; what was typed is kept as a draft.

    `fields` names each path of the record that differs, with what was ``shown`` and what ``stands``; `stands` is the
    verdict that came first, if one did, `typed` the one that came late.
    """

    code = "review.stale"


class ReviewHeld(Refusal):
    """Somebody else has the item open: `name`, `until`."""

    code = "review.held"


class ReviewOver(Refusal):
    """Nothing is left to judge: the item is in `state`."""

    code = "review.over"


class ReviewOwn(Refusal):
    """Nobody reviews what they wrote themselves."""

    code = "review.own"


class ReasonMissing(Refusal):
    """Whoever returns or rejects says which findings they confirm, or why in words."""

    code = "review.reason_missing"


class SkipReasonMissing(Refusal):
    """More than `percent` of today's items were skipped: the next skip needs a reason."""

    code = "review.skip_reason_missing"


class AlreadyUndone(Refusal):
    """The verdict has been taken back before."""

    code = "review.undone"


class TooManyFilters(Refusal):
    """Nobody keeps more than `limit` filters."""

    code = "review.too_many_filters"
