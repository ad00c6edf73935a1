"""How does a right to leads end that nobody takes away? Its holder lets it go, or its time runs out."""

from datetime import datetime

from greening.domain.entitlements import End
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.domain.refusals_units import RightOver
from greening.storage import entitlements, events, notices, units
from greening.storage.entitlements import Entitlement
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work

AT_ONCE = 500
"""Rights that one transaction ends; the next sweep goes on."""


def let_go(work: Work, *, actor: Actor, right_id: int, now: datetime) -> int:
    """Give a right up and have its pit back; the record that it was about. What was proven keeps its credit.

    Raises: NotFound; Denied, for whoever's it is not; RightOver.
    """
    with work() as unit:
        unit_id = entitlements.unit_of(unit.session, right_id)
        if unit_id is None:
            raise NotFound
        wanted = units.locked(unit.session, [unit_id])[unit_id]
        right = unit.session.get_one(Entitlement, right_id, with_for_update=True, populate_existing=True)
        authorise(actor, Action.LET_GO_RIGHT, Holder(right.rep_id))
        if right.ended_at is not None or right.until <= now:
            raise RightOver
        entitlements.end(unit.session, right, End.LET_GO, now)
        _log(unit, right, wanted.record_id, actor.id, now)
        return wanted.record_id


def sweep(work: Work, policy: Policy, *, now: datetime) -> int:
    """End the rights whose time is up, and tell the holders of those that soon will be; how many ended."""
    with work() as unit:
        over = sorted(entitlements.over(unit.session, now, limit=AT_ONCE), key=lambda right: right.rep_id)
        for right in over:
            wanted = unit.session.get_one(RecordUnit, right.unit_id)
            entitlements.end(unit.session, right, End.TERM, now)
            _log(unit, right, wanted.record_id, None, now)
            _tell(unit, right, "right.ended", wanted.record_id, now)
        for right, record_id in entitlements.ending(unit.session, now, now + policy.entitlements.soon, limit=AT_ONCE):
            _tell(unit, right, "right.soon", record_id, now)
        return len(over)


def _log(unit: Unit, right: Entitlement, record_id: int, by: int | None, now: datetime) -> None:
    before = {"right": right.id, "rep": right.rep_id, "how": right.ending}
    events.add(unit.session, "right.ended", subject="record", subject_id=record_id, actor_id=by, at=now, before=before)


def _tell(unit: Unit, right: Entitlement, code: str, record_id: int, now: datetime) -> None:
    told = {"right": right.id, "until": right.until.isoformat()}
    key = f"{code}:{right.id}"
    notices.tell(unit.session, right.rep_id, code, key=key, params=told, record_id=record_id, now=now)
