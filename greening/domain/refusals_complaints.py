"""Why may somebody not complain, look into a complaint, or decide a penalty? The refusals of complaints and penalties."""

from greening.domain.refusals import Refusal


class ComplaintEmpty(Refusal):
    """It does not say what is false or what happened: `fields` names what is missing."""

    code = "complaint.empty"


class TooManyComplaints(Refusal):
    """They have sent `limit` complaints today, the most a person may."""

    code = "complaint.too_many"


class CodeUnknown(Refusal):
    """No complaint goes with this code. Which part of it is wrong is not said."""

    code = "complaint.code_unknown"


class ComplaintClosed(Refusal):
    """It has been answered: nothing is left to say or to look into."""

    code = "complaint.closed"


class ComplaintRecordMissing(Refusal):
    """Nobody has said yet which record it is about, so there is nothing to look into."""

    code = "complaint.record_missing"


class ComplaintUncheckable(Refusal):
    """Nobody can be asked, and it does not say what in the record is false."""

    code = "complaint.uncheckable"


class NotImpartial(Refusal):
    """It concerns them, or somebody of their team."""

    code = "complaint.not_impartial"


class InspectionTaken(Refusal):
    """Somebody else is looking into it."""

    code = "inspection.taken"


class InspectionStale(Refusal):
    """A value that was looked at has changed meanwhile: `path`."""

    code = "inspection.stale"


class AnswerMissing(Refusal):
    """Every fact that is doubted needs an answer, and whatever is wrong needs evidence: `path`."""

    code = "inspection.answer_missing"


class SecondLook(Refusal):
    """The second look is for somebody who has not had the first."""

    code = "inspection.second_look"


class DecisionReasonMissing(Refusal):
    """Whoever decides about somebody says why."""

    code = "penalty.reason_missing"


class PenaltyDecided(Refusal):
    """A person has decided it already."""

    code = "penalty.decided"


class OwnLine(Refusal):
    """Nobody decides about themselves, about whom they lead, or about what they have found or decided before."""

    code = "penalty.own_line"


class AppealNotOpen(Refusal):
    """There is no penalty to appeal against, or somebody has appealed already, or it has been decided."""

    code = "appeal.not_open"
