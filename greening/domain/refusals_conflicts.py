"""Why is a customer not contested, an answer not taken, a ruling not given or not taken back?"""

from greening.domain.refusals import Refusal


class NothingContested(Refusal):
    """Nobody else holds the customer: there is nothing to contest."""

    code = "conflict.nothing_contested"


class NoLawfulWork(Refusal):
    """Whoever contests a customer has worked them before: in a record of their own, by a follow-up, a claim or a right."""

    code = "conflict.no_work"


class PairNotSame(Refusal):
    """Somebody has ruled that the two records are two customers."""

    code = "conflict.pair_different"


class ConflictReasonMissing(Refusal):
    """Whoever contests, answers or rules says why: the other side reads it."""

    code = "conflict.reason_missing"


class ConflictOver(Refusal):
    """It is no longer open; it is in `state`."""

    code = "conflict.over"


class Answered(Refusal):
    """They have said what they had to say."""

    code = "conflict.answered"


class AnswerLate(Refusal):
    """It could be answered `until` then."""

    code = "conflict.answer_late"


class NotHeard(Refusal):
    """The other party may still answer, `until` then: nobody is ruled against unheard."""

    code = "conflict.not_heard"


class NotTheJudge(Refusal):
    """Another adjudicator was drawn for it, or the head of sales operations rules; nobody in a party's line ever does."""

    code = "conflict.not_the_judge"


class RulingMovedOn(Refusal):
    """Since the ruling the customer has come to somebody else: what it moved can no longer be moved back."""

    code = "conflict.moved_on"
