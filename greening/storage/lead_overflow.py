"""Whose customers stand beside a full library because they came with a lead, and what becomes of them when the days are over?"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain.ownership import End
from greening.domain.policy import Policy
from greening.storage import freezes, holdings, notices, ownership
from greening.storage.ownership import Ownership
from greening.storage.records import Unit

REASON = "overflow"
"""Why such an ownership ends."""


def over(session: Session, now: datetime, *, limit: int) -> list[int]:
    """Units whose days beside a library are over."""
    late = select(Ownership.unit_id).where(Ownership.ended_at.is_(None), Ownership.overflow_until <= now)
    return list(session.scalars(late.order_by(Ownership.id).limit(limit)))


def end(session: Session, unit: Unit, policy: Policy, now: datetime) -> bool:
    """Count a unit that is held among the others where there is a place by now, else give it to the pool; True if it went.

    What is contested waits for its ruling.
    """
    standing = ownership.standing(session, unit.id)
    if standing is None or standing.overflow_until is None or standing.overflow_until > now:
        return False
    if freezes.standing(session, [unit.id], now):
        return False
    holdings.hold(session, [standing.owner_id])
    if holdings.of(session, standing.owner_id).owned <= policy.library.cap:
        standing.overflow_until = None
        return False
    owner_id = ownership.end(session, unit, how=End.DROP, by=None, reason=REASON, now=now)
    key = f"lead.overflow:{standing.id}"
    notices.tell(session, owner_id, "lead.overflow", key=key, record_id=unit.record_id, now=now)
    return True
