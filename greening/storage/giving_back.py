"""What does a won appeal give back of what a ruling took? Credit, values and rights, at once, and what it cannot, it names.

Called in the transaction of whoever decides it. Leads that others got meanwhile stay theirs; who complained or looked into
it stays out of the author's leads for as long as that was said: nobody can tell whose bar is for which complaint.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from greening.domain import restitutions as rules
from greening.domain.inspections import Answer
from greening.domain.penalties import Trigger
from greening.domain.policy import Policy
from greening.domain.restitutions import Kept, Lost, Restitution, RightBack
from greening.storage import (
    entitlements,
    events,
    freezes,
    holidays,
    inspections,
    merges,
    notices,
    penalties,
    people,
    proving,
    restitutions,
    restoring,
    strikes,
    units,
)
from greening.storage.entitlements import Entitlement
from greening.storage.freezes import Cause
from greening.storage.penalties import Appeal, Penalty
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit

RIGHT = "right.restored"


def give_back(unit: Unit, policy: Policy, penalty: Penalty, appeal: Appeal, now: datetime) -> Restitution:
    """Give back what the case of a penalty has taken from whom it concerns, as far as it can be; written down, once.

    Nothing is held but the penalty and its person, and its appeal has been won.
    """
    told = Restitution()
    if penalty.trigger == Trigger.FABRICATED and penalty.complaint_id is not None:
        told = _given_back(_Case(unit, policy, penalty, appeal, penalty.complaint_id, now))
    row = restitutions.Restitution(appeal_id=appeal.id, at=now, told=told.to_json(), policy_version=policy.version)
    unit.session.add(row)
    unit.session.flush()
    return told


@dataclass(frozen=True, slots=True)
class _Case:
    """An appeal that was won at `now`, against what a complaint has led to."""

    unit: Unit
    policy: Policy
    penalty: Penalty
    appeal: Appeal
    complaint_id: int
    now: datetime

    @property
    def session(self) -> Session:
        return self.unit.session


def _given_back(it: _Case) -> Restitution:
    """Keys are held first, then the record, then units, then what people have."""
    own, strike = _own(it.session, it.penalty), strikes.of_complaint(it.session, it.complaint_id)
    facts: Mapping[str, Kept | None] = dict.fromkeys(own, Kept.UNKEPT)
    if strike is not None:
        restoring.hold(it.unit, strike, own)
        facts = restoring.restore(it.unit, it.policy, strike, own, by=it.appeal.decided_by, now=it.now)
    rights = tuple(_rights(it, strike.right_ids)) if strike else ()
    cause, taken = f"appeal:{it.penalty.id}", f"complaint:{it.complaint_id}"
    rep_id = it.penalty.person_id
    points, unpaid = proving.give_back(it.session, it.policy, rep_id=rep_id, taken=taken, cause=cause, now=it.now)
    return Restitution(points=points, unpaid=unpaid, facts=facts, rights=rights, opened=_opened(it))


def _own(session: Session, penalty: Penalty) -> list[str]:
    """Where the facts of whom it concerns stood that were found made up."""
    ruled = [one.InspectedFact for one in inspections.facts(session, penalty.complaint_id or 0)]
    return [one.path for one in ruled if one.author_id == penalty.person_id and one.ruled == Answer.FABRICATED]


def _rights(it: _Case, right_ids: Collection[int]) -> Iterator[RightBack]:
    """Each right for the days that it still had, unless the leads are somebody's by now."""
    mine = select(Entitlement).where(Entitlement.id.in_(right_ids), Entitlement.rep_id == it.penalty.person_id)
    ended = it.session.scalars(mine.order_by(Entitlement.id)).all()
    standing = {one.id: merges.unit_now(it.session, one.unit_id) for one in ended}
    there = units.locked(it.session, standing.values())
    for one in ended:
        yield _right(it, one, there[standing[one.id]])


def _right(it: _Case, ended: Entitlement, there: RecordUnit) -> RightBack:
    session, rep_id = it.session, ended.rep_id
    live = entitlements.live(session, there.id, it.now, lock=True)
    if live is not None:
        return RightBack(None, Lost.OWN if live.rep_id == rep_id else Lost.OTHERS)
    if not people.selling(session, [rep_id]):
        return RightBack(None, Lost.LEFT)
    calendar = holidays.of_organisation(session, it.policy)
    until = rules.until(ended.ended_at or it.now, ended.until, calendar, it.now)
    version = it.policy.version
    right = entitlements.restore(session, ended, there.id, until, policy_version=version, now=it.now)
    _tell(it, right, there.record_id)
    return RightBack(until)


def _tell(it: _Case, right: Entitlement, record_id: int) -> None:
    told: dict[str, Any] = {"right": right.id, "until": right.until.isoformat()}
    key, after, by = f"{RIGHT}:{right.id}", told | {"rep": right.rep_id}, it.appeal.decided_by
    notices.tell(it.session, right.rep_id, RIGHT, key=key, params=told, record_id=record_id, now=it.now)
    events.add(it.session, RIGHT, subject="record", subject_id=record_id, actor_id=by, at=it.now, after=after)


def _opened(it: _Case) -> bool:
    """Let the customer be won again, where nothing is left of what was found wrong."""
    is_closed = freezes.until(it.session, Cause.CLOSED, it.complaint_id, it.now) is not None
    if not is_closed or penalties.is_upheld(it.session, it.complaint_id):
        return False
    freezes.end(it.session, Cause.CLOSED, it.complaint_id, it.now)
    return True
