"""What comes up by itself, and how often?"""

from collections.abc import Mapping
from datetime import timedelta

from greening.domain.policy import Policy
from greening.jobs import Hold, Kind
from greening.services import jobs, people
from greening.wiring import Wiring


def timetable(policy: Policy) -> Mapping[str, timedelta]:
    """The period of each kind that nobody notes but the clock."""
    return {
        Kind.REJUDGE_AGED: policy.records.aged_every,
        Kind.SWEEP_CLAIMS: policy.claims.sweep_every,
        Kind.SWEEP_PROTECTION: policy.protection.sweep_every,
        Kind.END_RIGHTS: policy.entitlements.sweep_every,
        Kind.SWEEP_COMPLAINTS: policy.complaints.sweep_every,
        Kind.SWEEP_PENALTIES: policy.complaints.sweep_every,
        Kind.ASK_NUMBER_STATES: policy.number_states.sweep_every,
        Kind.PURGE_JOBS: policy.jobs.purge_every,
        Kind.PURGE_SESSIONS: policy.jobs.purge_every,
        Kind.SWEEP_LEADS: policy.leads.sweep_every,
        Kind.REKEY_RECORDS: policy.matching.rekey_every,
        Kind.LEARN_MATCHING: policy.matching.learn_every,
    }


def purge_jobs(app: Wiring, _: Hold) -> dict[str, int]:
    """Forget jobs done long ago."""
    return {"purged": jobs.purge(app.work, app.policy)}


def purge_sessions(app: Wiring, _: Hold) -> dict[str, int]:
    """Forget sessions that are over."""
    return {"purged": people.purge_sessions(app.work, app.policy, now=app.now())}
