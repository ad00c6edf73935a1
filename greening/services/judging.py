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


def rejudge_aged(work: Work, policy: Policy, *, now: datetime) -> Judged:
    """Judge again the records of which a proof or the last contact has passed its term since they were judged last.

    Those that have waited longest come first, at most `policy.records.aged_at_once`; the next round goes on.
    """
    rules, judged, unchanged, after = policy.records, 0, 0, None
    while judged + unchanged < rules.aged_at_once:
        with work() as unit:
            due = judging.aged(unit.session, now, after=after, limit=rules.aged_chunk)
            done = judging.judge(unit.session, due, policy, now)
        judged, unchanged, after = judged + done.judged, unchanged + done.unchanged, max(due.values(), default=None)
        if len(due) < rules.aged_chunk:
            break
    return Judged(judged, unchanged)
