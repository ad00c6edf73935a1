"""Which penalties does somebody see, and what led to one? The numbers, the facts, the price, who decided, the appeal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from greening.domain import filings, masking
from greening.domain.changes import is_contact
from greening.domain.inspections import Answer
from greening.domain.penalties import Level, Trigger
from greening.domain.penalty_page import AppealShown, Example, Page, Penalties, Row, Waiting
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, allowed, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import NotFound
from greening.services.penalties.deciding import IMPOSED
from greening.storage import complaint_seals, lines, restitutions
from greening.storage import penalties as stored
from greening.storage.penalties import AnyRow, Appeal, Penalty
from greening.storage.session import Work

PRESSING = 5
RULED: Mapping[Trigger, Sequence[str]] = {
    Trigger.FABRICATED: [Answer.FABRICATED],
    Trigger.CARELESS: [Answer.CARELESS],
    Trigger.VOID_NOTES: [one for one in Answer if one.fault],
}
"""Which facts led to a penalty."""


def penalties(work: Work, policy: Policy, *, actor: Actor) -> Penalties:
    """One's own, and for whoever decides: what waits, and what was decided lately."""
    decides = allowed(actor, Action.DECIDE_PENALTY)
    with work() as unit:
        own = stored.of_person(unit.session, actor.id) if actor.id else ()
        waits = stored.undecided(unit.session) if decides else ()
        over = stored.decided(unit.session, limit=policy.lists.page) if decides else ()
        return Penalties(_rows(own, actor), _rows(waits, actor), _rows(over, actor))


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:  # noqa: ARG001  as every part gives it
    """What somebody has to decide, the oldest first."""
    if not allowed(actor, Action.DECIDE_PENALTY):
        return Waiting(0, ())
    with work() as unit:
        found = stored.undecided(unit.session)
        rows = [one for one in found if _is_outside(unit.session, policy, one.Penalty, actor)]
    return Waiting(len(rows), _rows(rows[:PRESSING], actor))


def one(work: Work, policy: Policy, *, actor: Actor, penalty_id: int) -> Page:
    """One penalty with its case. Whoever it concerns sees it once it is imposed. Raises: Denied, NotFound."""
    with work() as unit:
        found = stored.one(unit.session, penalty_id)
        if found is None:
            raise NotFound
        penalty: Penalty = found.Penalty
        authorise(actor, Action.READ_PENALTY, Holder(penalty.person_id, found.team_id))
        judges = allowed(actor, Action.DECIDE_PENALTY) or allowed(actor, Action.INSPECT)
        if not judges and penalty.decision != IMPOSED:
            raise NotFound
        outside = _is_outside(unit.session, policy, penalty, actor)
        [row] = _rows([found], actor)
        return Page(
            row=row,
            examples=_examples(unit.session, policy, penalty),
            restitution=restitutions.of_penalty(unit.session, penalty.id),
            reversed_points=_reversed(unit.session, penalty),
            may_decide=outside and not penalty.decision,
            may_appeal=row.is_own and penalty.decision == IMPOSED and found.Appeal is None,
            may_decide_appeal=outside and found.Appeal is not None and not found.Appeal.decision,
            policy_version=penalty.policy_version,
        )


def _is_outside(session: Session, policy: Policy, penalty: Penalty, actor: Actor) -> bool:
    """Whether they could decide it now: a page offers what the service will let them do."""
    if actor.id is None or not allowed(actor, Action.DECIDE_PENALTY):
        return False
    if actor.id in {*penalty.reviewer_ids, penalty.decided_by}:
        return False
    if penalty.complaint_id and complaint_seals.is_by(session, penalty.complaint_id, actor.id):
        return False
    near = lines.of(session, [actor.id, penalty.person_id], levels=policy.conflicts.levels)
    return filings.may_rule(near[actor.id], [near[penalty.person_id]], policy.conflicts)


def _rows(found: Sequence[AnyRow], actor: Actor) -> tuple[Row, ...]:
    return tuple(_row(one, actor) for one in found)


def _row(found: AnyRow, actor: Actor) -> Row:
    penalty, served = found.Penalty, found.Suspension
    return Row(
        id=penalty.id,
        person=found.person,
        level=Level(penalty.level),
        trigger=Trigger(penalty.trigger),
        days=penalty.days,
        params=penalty.params,
        complaint_id=penalty.complaint_id,
        proposed_at=penalty.proposed_at,
        decision=penalty.decision,
        reason=masking.text(penalty.reason),
        decided_by=found.decider or "",
        decided_at=penalty.decided_at,
        period=served.period if served else None,
        ended_early=bool(served and served.ended_at),
        appeal=_appeal(found.Appeal, found.appeal_decider),
        is_own=penalty.person_id == actor.id,
    )


def _appeal(said: Appeal | None, decider: str | None) -> AppealShown | None:
    if said is None:
        return None
    words, reason = masking.text(said.words), masking.text(said.reason)
    return AppealShown(words, said.at, said.decision, reason, decider or "", said.decided_at)


def _examples(session: Session, policy: Policy, penalty: Penalty) -> tuple[Example, ...]:
    """The facts that led to it: those of the case, or of the time that counts."""
    since = penalty.proposed_at - policy.penalties.remembered
    rows = stored.facts(
        session,
        penalty.person_id,
        RULED[Trigger(penalty.trigger)],
        complaint_id=penalty.complaint_id,
        since=since,
        until=penalty.proposed_at,
    )
    return tuple(
        Example(
            record_id=row.record_id,
            company=masking.text(row.company or ""),
            path=row.InspectedFact.path,
            value=_masked(row.InspectedFact.path, row.InspectedFact.value),
            ruled=Answer(row.InspectedFact.ruled),
            at=row.InspectedFact.at,
        )
        for row in rows
    )


def _masked(path: str, value: str) -> str:
    return masking.contact(value) if is_contact(path) else masking.text(value)


def _reversed(session: Session, penalty: Penalty) -> Decimal:
    return stored.taken_back(session, penalty.person_id, penalty.complaint_id) if penalty.complaint_id else Decimal()
