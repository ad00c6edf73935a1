"""Why may somebody not have this customer, this claim, this ruling? The refusals of what happens around a unit."""

from greening.domain.refusals import Refusal


class UnitQuarantined(Refusal):
    """The record is out of the flow until somebody has made it usable."""

    code = "unit.quarantined"


class UnitContested(Refusal):
    """A conflict about it is open: until it is ruled nobody claims, takes, releases or merges it."""

    code = "unit.contested"


class UnitOwned(Refusal):
    """Somebody has it in their library: `owner_id`, `since`."""

    code = "unit.owned"


class UnitClaimed(Refusal):
    """Somebody is completing it: `claimant_id`, `since`."""

    code = "unit.claimed"


class UnitRightLives(Refusal):
    """Somebody has completed it and has the right to its leads, so there is nothing to claim: `holder_id`, `until`."""

    code = "unit.right_lives"


class UnitFirstRefusal(Refusal):
    """Whoever completed it comes first: `holder_id`. `until` is when they have to have said so, empty before they are asked."""

    code = "unit.first_refusal"


class UnitCoolingDown(Refusal):
    """They had it before, or their team had: others come first `until` then."""

    code = "unit.cooling_down"


class NoPitFree(Refusal):
    """They have `held` pits, and `limit` is what their work allows."""

    code = "claim.no_pit_free"


class ClaimNotThere(Refusal):
    """What was to be done does not go with a claim that is in `state`."""

    code = "claim.not_there"


class NothingCompleted(Refusal):
    """Nothing has been saved on the claim since it was opened: there is nothing to look at."""

    code = "claim.nothing_completed"


class PassLacking(Refusal):
    """What was submitted cannot pass yet. `steps` names what a pass asks for: ``check``, ``needed`` and ``got``, of 100."""

    code = "review.pass_lacking"


class AnswerOvertaken(Refusal):
    """Somebody else has changed the same field meanwhile: `path`, what `stands` there and what was `typed`."""

    code = "answer.overtaken"


class AnswerSettled(Refusal):
    """It could be undone `until` then."""

    code = "answer.settled"


class CallsUnwanted(Refusal):
    """Whoever answers this number does not want to be called."""

    code = "contact.calls_unwanted"


class RightOver(Refusal):
    """The right has ended: there is nothing to let go."""

    code = "right.over"


class DayIsPast(Refusal):
    """Deadlines have been counted by it: a day before today can only become a day off, which makes none earlier."""

    code = "calendar.past"


class LibraryFull(Refusal):
    """The library holds `limit` units, and `held` are in it."""

    code = "library.full"


class ReleaseReasonMissing(Refusal):
    """Whoever gives a customer back says why: the next one starts from there."""

    code = "release.reason_missing"


class CreditReversed(Refusal):
    """What was paid has been taken back before, or was itself a taking back."""

    code = "credit.reversed"


class TooManyFilings(Refusal):
    """They contest `limit` customers already, the most at a time."""

    code = "conflict.too_many_filings"


class FilingsPaused(Refusal):
    """Too many of their filings were withdrawn or had no evidence; none is taken `until` then."""

    code = "conflict.filings_paused"


class RulingSettled(Refusal):
    """It could be taken back `until` then."""

    code = "conflict.settled"


class MergedAlready(Refusal):
    """The record `record_id` has become part of `into`: what is to be done, is done there."""

    code = "merge.already"


class MergeOfTwoOwners(Refusal):
    """The two records are two people's (`owner_ids`): whose the customer is has to be ruled first."""

    code = "merge.two_owners"


class MergeUnderAnother(Refusal):
    """A later merge (`merge_id`) has built on this one and has to be taken back first."""

    code = "merge.under_another"


class MergeSettled(Refusal):
    """It could be taken back `until` then, or has been."""

    code = "merge.settled"


class MergeRuled(Refusal):
    """The ruling of a conflict (`conflict_id`) has made it, and only taking that back undoes it."""

    code = "merge.ruled"
