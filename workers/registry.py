"""Which function does which kind of job?"""

from collections.abc import Callable, Mapping
from typing import Any

from greening.jobs import Hold, Kind
from greening.wiring import Wiring
from workers import (
    claims,
    complaints,
    entitlements,
    intake,
    judging,
    leads,
    matching,
    number_states,
    policies,
    protection,
    review,
    sweeps,
)

Handler = Callable[[Wiring, Hold], Mapping[str, Any]]
"""Gets a wiring whose transactions are fenced by the hold; gives what is worth keeping of the result, small and JSON."""

HANDLERS: dict[str, Handler] = {
    Kind.STAGE_INTAKE: intake.stage,
    Kind.CHECK_INTAKE: intake.check,
    Kind.STORE_INTAKE: intake.store,
    Kind.JUDGE_INTAKE: intake.judge,
    Kind.JUDGE: judging.judge,
    Kind.REJUDGE_SHARERS: judging.rejudge_sharers,
    Kind.REJUDGE_AGED: judging.rejudge_aged,
    Kind.PREVIEW_POLICY: policies.preview,
    Kind.RESCORE: policies.rescore,
    Kind.MATCH_INTAKE: matching.match_intake,
    Kind.MATCH_RECORDS: matching.match_records,
    Kind.REKEY_RECORDS: matching.rekey,
    Kind.LEARN_MATCHING: matching.learn,
    Kind.RECOMPARE: matching.recompare,
    Kind.SETTLE_VERDICT: review.settle,
    Kind.SWEEP_CLAIMS: claims.sweep,
    Kind.KEEP_CLAIMS: claims.keep,
    Kind.SWEEP_PROTECTION: protection.sweep,
    Kind.END_RIGHTS: entitlements.end,
    Kind.SWEEP_LEADS: leads.sweep,
    Kind.SWEEP_COMPLAINTS: complaints.sweep,
    Kind.SWEEP_PENALTIES: complaints.sweep_penalties,
    Kind.ASK_NUMBER_STATES: number_states.ask,
    Kind.PURGE_JOBS: sweeps.purge_jobs,
    Kind.PURGE_SESSIONS: sweeps.purge_sessions,
}
