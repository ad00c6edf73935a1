"""How does judging get done in the background? Chunk by chunk; twice is like once."""

from collections.abc import Collection
from datetime import datetime

from greening.domain.policy import Policy
from greening.storage import judging
from greening.storage.judging import Judged
from greening.storage.session import Work


def judge(work: Work, policy: Policy, *, record_ids: Collection[int], cause: str, now: datetime) -> Judged:
    """Judge these records, at most `policy.records.chunk` of them, and have those judged again whom that concerns.

    `cause` names what made them due, with its version: work that is noted for one cause is noted once.
    """
    with work() as unit:
        judged = judging.judge(unit.session, record_ids, policy, now)
        judging.note_due(unit, judged, cause, now)
        return judged


def rejudge_sharers(work: Work, policy: Policy, *, record_ids: Collection[int], now: datetime) -> Judged:
    """Judge again those who share a number with somebody new. It ends here: what they share was known before."""
    with work() as unit:
        return judging.judge(unit.session, record_ids, policy, now)
