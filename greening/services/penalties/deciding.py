"""Who decides a penalty, what follows, and what does an appeal give back? Always a person, never in their own line.

The machine proposes from the numbers. What is imposed runs and ends by itself, one suspension after the other.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from greening.domain import filings, penalties
from greening.domain.penalties import Level, Period, Trigger
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_complaints import (
    AppealNotOpen,
    DecisionReasonMissing,
    NotImpartial,
    OwnLine,
    PenaltyDecided,
)
from greening.domain.restitutions import Restitution
from greening.storage import (
    complaint_seals,
    events,
    giving_back,
    holidays,
    lines,
    notices,
    penalising,
    people,
    suspensions,
)
from greening.storage import penalties as stored
from greening.storage.penalties import Appeal, Penalty
from greening.storage.session import Unit, Work
from greening.storage.suspensions import Suspension, What

IMPOSED, WAIVED, WON, LOST = "imposed", "waived", "won", "lost"


def propose(work: Work, policy: Policy, *, actor: Actor, person_id: int, now: datetime) -> int | None:
    """Weigh what quality control has found of somebody; the penalty that is put before a person, None where none is.

    Raises: Denied, NotFound.
    """
    authorise(actor, Action.INSPECT)
    with work() as unit:
        if people.person(unit.session, person_id) is None:
            raise NotFound
        reviewers = [actor.id] if actor.id else []
        return penalising.put_forward(unit, policy, person_id=person_id, reviewer_ids=reviewers, now=now)


def decide(
    work: Work, policy: Policy, *, actor: Actor, penalty_id: int, imposed: bool, reason: str, now: datetime
) -> None:
    """Impose what is proposed, or waive it, and say why. A suspension begins now, or when the one before it is over.

    Raises: Denied, NotFound, PenaltyDecided, DecisionReasonMissing, BadValue; OwnLine, for whoever found it or works in
        the line of whom it concerns; NotImpartial, for whoever complained.
    """
    person_id, why = _judge(actor), _said(policy, reason)
    with work() as unit:
        penalty = _held(unit, penalty_id)
        if penalty.decision:
            raise PenaltyDecided
        _outside(unit.session, policy, penalty, person_id)
        penalty.decision, penalty.reason = (IMPOSED if imposed else WAIVED), why
        penalty.decided_by, penalty.decided_at = person_id, now
        _log(unit, "penalty.decided", penalty.id, person_id, now, decision=penalty.decision, reason=why)
        if imposed:
            _impose(unit, policy, penalty, now)


def appeal(work: Work, policy: Policy, *, actor: Actor, penalty_id: int, words: str, now: datetime) -> None:
    """Say what speaks against one's own penalty, once; it runs on meanwhile.

    Raises: Denied, NotFound, AppealNotOpen, DecisionReasonMissing, BadValue.
    """
    said = _said(policy, words)
    with work() as unit:
        penalty = _held(unit, penalty_id)
        authorise(actor, Action.APPEAL, people.holder(unit.session, penalty.person_id))
        if penalty.decision != IMPOSED or stored.appeal(unit.session, penalty.id) is not None:
            raise AppealNotOpen
        unit.session.add(Appeal(penalty_id=penalty.id, words=said, at=now))
        _log(unit, "penalty.appealed", penalty.id, actor.id, now)


def decide_appeal(
    work: Work, policy: Policy, *, actor: Actor, penalty_id: int, won: bool, reason: str, now: datetime
) -> None:
    """Say whether an appeal is won. Won ends the suspension now, gives its time back to what waits behind it, and the next
    `policy.penalties.owed` leads by turns come first; leads that others got stay theirs. What the case has taken comes
    back in the same transaction, as far as it can: credit, values, rights.

    Raises: Denied, NotFound, AppealNotOpen, DecisionReasonMissing, BadValue; OwnLine, also for whoever imposed it;
        NotImpartial, for whoever complained.
    """
    person_id, why = _judge(actor), _said(policy, reason)
    with work() as unit:
        penalty = _held(unit, penalty_id)
        said = stored.appeal(unit.session, penalty.id)
        if said is None or said.decision:
            raise AppealNotOpen
        _outside(unit.session, policy, penalty, person_id)
        said.decision, said.reason = (WON if won else LOST), why
        said.decided_by, said.decided_at = person_id, now
        unit.session.flush()
        _log(unit, "penalty.appeal_decided", penalty.id, person_id, now, decision=said.decision, reason=why)
        back = _win(unit, policy, penalty, said, now) if won else None
        _tell(unit.session, penalty, said.decision, back, now)


def _judge(actor: Actor) -> int:
    """Whoever decides has a name. Raises: Denied."""
    authorise(actor, Action.DECIDE_PENALTY)
    if actor.id is None:
        raise Denied(action=Action.DECIDE_PENALTY.value)
    return actor.id


def _said(policy: Policy, typed: str) -> str:
    """Raises: DecisionReasonMissing, BadValue."""
    if not (said := typed.strip()):
        raise DecisionReasonMissing
    if len(said) > policy.complaints.words:
        raise BadValue(field="reason", value=said[: policy.complaints.words])
    return said


def _held(unit: Unit, penalty_id: int) -> Penalty:
    penalty = stored.locked(unit.session, penalty_id)
    if penalty is None:
        raise NotFound
    return penalty


def _outside(session: Session, policy: Policy, penalty: Penalty, person_id: int) -> None:
    """Raises: OwnLine, NotImpartial."""
    near = lines.of(session, [person_id, penalty.person_id], levels=policy.conflicts.levels)
    outside = filings.may_rule(near[person_id], [near[penalty.person_id]], policy.conflicts)
    if not outside or person_id in {*penalty.reviewer_ids, penalty.decided_by}:
        raise OwnLine
    if penalty.complaint_id and complaint_seals.is_by(session, penalty.complaint_id, person_id):
        raise NotImpartial


def _impose(unit: Unit, policy: Policy, penalty: Penalty, now: datetime) -> None:
    session, params = unit.session, _link(penalty)
    people.counted(session, penalty.person_id)
    if penalty.level == Level.LEADS:
        others = [one.period for one in suspensions.queue(session, penalty.person_id, What.LEADS, now)]
        period = penalties.suspension(now, penalty.days, others, holidays.of_organisation(session, policy))
        row = Suspension(person_id=penalty.person_id, what=What.LEADS.value, cause=cause(penalty.id))
        row.began_at, row.until = period.began_at, period.until
        session.add(row)
        params |= {"days": penalty.days, "until": period.until.isoformat()}
    code = "penalty.suspended" if penalty.level == Level.LEADS else "penalty.notice"
    notices.tell(session, penalty.person_id, code, key=f"{code}:{penalty.id}", params=params, now=now)


def _win(unit: Unit, policy: Policy, penalty: Penalty, said: Appeal, now: datetime) -> Restitution:
    """What the case has taken comes back, and the time that was served for nothing."""
    people.counted(unit.session, penalty.person_id)
    back = giving_back.give_back(unit, policy, penalty, said, now)
    _restore(unit.session, policy, penalty, now)
    return back


def _tell(session: Session, penalty: Penalty, decision: str, back: Restitution | None, now: datetime) -> None:
    """Say what came of an appeal, and what it gave back where a case had taken something."""
    code, params = f"appeal.{decision}", _link(penalty)
    if back is not None and penalty.trigger == Trigger.FABRICATED:
        code, params = "appeal.restored", params | {"points": str(back.points), "facts": back.back}
    notices.tell(session, penalty.person_id, code, key=f"{code}:{penalty.id}", params=params, now=now)


def _restore(session: Session, policy: Policy, penalty: Penalty, now: datetime) -> None:
    """End what was wrongly served, and move up what waits behind it; nobody else counts something of them meanwhile."""
    served = suspensions.of_cause(session, penalty.person_id, cause(penalty.id))
    if served is None:
        return
    queued = [one for one in suspensions.queue(session, penalty.person_id, What.LEADS, now) if one.id != served.id]
    behind = [one for one in queued if one.began_at >= served.until]
    restored = penalties.appeal_won(served.period, [one.period for one in behind], policy.penalties, now)
    if served.until > now:
        _end(served, now)
    session.flush()
    _move(behind, restored.queued, now)


def _move(behind: Sequence[Suspension], moved: Sequence[Period], now: datetime) -> None:
    """Those that are used up come first: the last ones keep a period."""
    used_up = len(behind) - len(moved)
    for one in behind[:used_up]:
        _end(one, now)
    for one, period in zip(behind[used_up:], moved, strict=True):
        one.began_at, one.until = period.began_at, period.until


def _end(one: Suspension, now: datetime) -> None:
    one.ended_at = max(now, one.began_at)


def cause(penalty_id: int) -> str:
    """What a suspension is for."""
    return f"penalty:{penalty_id}"


def _link(penalty: Penalty) -> dict[str, object]:
    return {"penalty": penalty.id, "trigger": penalty.trigger}


def _log(unit: Unit, kind: str, penalty_id: int, actor_id: int | None, at: datetime, **after: str) -> None:
    events.add(
        unit.session, kind, subject="penalty", subject_id=penalty_id, actor_id=actor_id, at=at, after=dict(after)
    )
