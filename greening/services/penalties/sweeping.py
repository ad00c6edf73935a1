"""Whose suspension is over? It has ended by itself; they are told, once."""

from datetime import datetime

from greening.domain.policy import Policy
from greening.storage import notices, suspensions
from greening.storage.session import Work
from greening.storage.suspensions import What


def sweep(work: Work, policy: Policy, *, now: datetime) -> int:
    """Tell whose suspension of leads ran out within `policy.penalties.remembered`; how many were told."""
    with work() as unit:
        over = suspensions.over(unit.session, What.LEADS, since=now - policy.penalties.remembered, now=now)
        code = "penalty.over"
        return sum(notices.tell(unit.session, one.person_id, code, key=f"{code}:{one.id}", now=now) for one in over)
