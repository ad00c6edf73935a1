"""What is the work in the background called? Kinds, the queue, and what a worker holds while it works."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

QUEUE = "greening"
"""One queue: RQ can lose a job while it takes it from several."""

ENTRY = "workers.perform.perform"
"""Where a work-horse begins; a name, because nothing in greening imports workers."""


class Kind(StrEnum):
    """What there is to do. `workers.registry` says which function does it."""

    STAGE_INTAKE = "intake.stage"
    STORE_INTAKE = "intake.store"
    CHECK_INTAKE = "intake.check"
    JUDGE_INTAKE = "intake.judge"
    JUDGE = "judging.judge"
    REJUDGE_SHARERS = "judging.rejudge_sharers"
    REJUDGE_AGED = "judging.rejudge_aged"
    PREVIEW_POLICY = "policies.preview"
    RESCORE = "policies.rescore"
    SETTLE_VERDICT = "review.settle"
    MATCH_INTAKE = "matching.intake"
    MATCH_RECORDS = "matching.records"
    REKEY_RECORDS = "matching.rekey"
    LEARN_MATCHING = "matching.learn"
    RECOMPARE = "matching.recompare"
    SWEEP_CLAIMS = "claims.sweep"
    KEEP_CLAIMS = "claims.keep"
    SWEEP_PROTECTION = "protection.sweep"
    END_RIGHTS = "entitlements.end"
    SWEEP_LEADS = "leads.sweep"
    SWEEP_COMPLAINTS = "complaints.sweep"
    SWEEP_PENALTIES = "penalties.sweep"
    ASK_NUMBER_STATES = "number_states.ask"
    PURGE_JOBS = "jobs.purge"
    PURGE_SESSIONS = "sessions.purge"


class JobState(StrEnum):
    """Open is waiting or running; dead waits for a person."""

    OPEN = "open"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Hold:
    """A job in the hands of one worker. Its `fence` is raised whenever the job changes hands, so an old hold is void."""

    id: int
    fence: int
    kind: str
    key: str
    attempts: int
    args: Mapping[str, Any] = field(default_factory=dict)
    cursor: Mapping[str, Any] = field(default_factory=dict)
    """How far an earlier attempt came; empty at the first."""


class LeaseLost(Exception):
    """Too slow: the job is another's by now, and what this worker was about to commit is rolled back."""
