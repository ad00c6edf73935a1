"""What is work in the background called on a page, and why did it fail?"""

from collections.abc import Mapping

from greening.words import N_
from greening.words.refusals import REFUSALS

KINDS: Mapping[str, str] = {
    "intake.stage": N_("Read an import"),
    "intake.check": N_("Check an import"),
    "intake.store": N_("Store an import"),
    "intake.judge": N_("Judge the records of an import"),
    "judging.judge": N_("Judge records"),
    "judging.rejudge_sharers": N_("Judge again who shares a number"),
    "judging.rejudge_aged": N_("Judge again what has grown old"),
    "policies.preview": N_("Try a draft of the policy"),
    "policies.rescore": N_("Judge again under a new policy"),
    "matching.intake": N_("Look for duplicates of an import"),
    "matching.records": N_("Look for duplicates of records"),
    "matching.rekey": N_("Write missing match keys"),
    "matching.learn": N_("Learn from rulings, and choose the week's questions"),
    "matching.recompare": N_("Compare all records by other weights"),
    "review.settle": N_("Let verdicts take effect"),
    "claims.sweep": N_("End claims whose time is up"),
    "claims.keep": N_("Count deadlines by the new calendar"),
    "protection.sweep": N_("Remind of clocks that run out, and drop"),
    "entitlements.end": N_("End rights to leads whose time is up"),
    "leads.sweep": N_("Remind of leads and offer them on"),
    "complaints.sweep": N_("Remind of complaints that are due"),
    "penalties.sweep": N_("Tell whose penalty is over"),
    "number_states.ask": N_("Ask whether anybody answers at numbers"),
    "jobs.purge": N_("Forget old jobs"),
    "sessions.purge": N_("Forget old sign-ins"),
}

FAILURES: Mapping[str, str] = {
    **REFUSALS,  # the business said no to a job
    "job.lease_lost": N_("The worker died or was too slow"),
    "job.too_long": N_("It ran for too long and was ended"),
    "job.unknown_kind": N_("This version does not know how to do %(kind)s"),
    "job.raised": N_("It raised an error: %(error)s"),
}
