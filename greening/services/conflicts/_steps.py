"""What do several acts around a conflict have in common? Who acts, in which relation, who judges, and what is at stake."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from greening.domain.conflict_effects import Stake
from greening.domain.filings import Bench, bench
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_conflicts import ConflictReasonMissing
from greening.storage import conflicts, events, freezes, lines, notices, people
from greening.storage.conflicts import Conflict
from greening.storage.freezes import Cause
from greening.storage.records import Unit as RecordUnit


def person(actor: Actor, action: Action) -> int:
    """Whoever acts in a conflict has a name. Raises: Denied."""
    if actor.id is None:
        raise Denied(action=action.value)
    return actor.id


def text(typed: str, policy: Policy) -> str:
    """Why, in words. Raises: ConflictReasonMissing, BadValue."""
    said, most = typed.strip(), policy.conflicts.reason_chars
    if not said:
        raise ConflictReasonMissing
    if len(said) > most:
        raise BadValue(field="reason", value=said[:most])
    return said


def met(session: Session, actor: Actor, conflict_id: int, action: Action) -> Conflict:
    """A conflict for somebody who may do that to it. Raises: NotFound, Denied."""
    case = conflicts.one(session, conflict_id)
    if case is None:
        raise NotFound
    authorise(actor, action, nearest(session, actor, case))
    return case


def nearest(session: Session, actor: Actor, case: Conflict) -> Holder:
    """The party that the actor is, else the one of their team, else the holder."""
    there = [people.person(session, one) for one in case.parties]
    near = sorted((one for one in there if one), key=lambda one: (one.id != actor.id, one.team_id != actor.team_id))
    return Holder(near[0].id, near[0].team_id, people.region_of(session, near[0].team_id))


def bench_of(session: Session, policy: Policy, case: Conflict) -> Bench:
    """Who rules a case, as the staff list stands."""
    return benches(session, policy, [case])[case.id]


def benches(session: Session, policy: Policy, cases: Collection[Conflict]) -> dict[int, Bench]:
    """Who rules each of some cases."""
    rules, judges, heads = policy.conflicts, lines.adjudicators(session), lines.heads(session)
    parties = {one for case in cases for one in case.parties}
    known = lines.of(session, {*judges, *heads, *parties}, levels=rules.levels)
    fit, leading = [known[one] for one in judges], [known[one] for one in heads]
    return {one.id: bench(fit, leading, [known[party] for party in one.parties], one.lot, rules) for one in cases}


def stakes(session: Session, case: Conflict) -> tuple[Stake, Stake]:
    """What each party has at stake: the holder their unit, the challenger their own one or, without, the same."""
    unit = session.get_one(RecordUnit, case.unit_id)
    other = session.get_one(RecordUnit, case.other_unit_id) if case.other_unit_id else unit
    return Stake(unit.record_id, unit.id, case.holder_id), Stake(other.record_id, other.id, case.challenger_id)


def close(session: Session, case: Conflict, state: str, now: datetime) -> None:
    """End a case that is held; its units are free."""
    case.state, case.closed_at = state, now
    freezes.end(session, Cause.CONFLICT, case.id, now)
    session.flush()


def tell(session: Session, case: Conflict, kind: str, *, by: int, record_ids: Collection[int], now: datetime) -> None:
    """Say it in the history of the records, and to the parties but whoever did it."""
    told = {"conflict": case.id}
    for record_id in sorted(record_ids):
        events.add(session, kind, subject="record", subject_id=record_id, actor_id=by, at=now, after=told)
    for stake in stakes(session, case):
        if stake.person_id != by:
            key, about = f"{kind}:{case.id}", stake.record_id
            notices.tell(session, stake.person_id, kind, key=key, params=told, record_id=about, now=now)


def own_unit(case: Conflict, actor: Actor) -> int:
    """The unit by which somebody knows the customer: their own one, for everybody else the holder's."""
    return (case.other_unit_id or case.unit_id) if actor.id == case.challenger_id else case.unit_id
