"""What does somebody see of conflicts? Those they may see, by deadline, one of them in full, and what waits for them."""

from collections.abc import Sequence
from datetime import datetime

from greening.domain import masking
from greening.domain.conflict_page import ConflictList, ConflictPage, ConflictRow, Source, State, Waiting, Wanted
from greening.domain.people import Actor
from greening.domain.permissions import Action, Relation, allowed, authorise
from greening.domain.policy import Policy
from greening.services.conflicts import _shown, _steps
from greening.storage import conflict_lists, people, sides
from greening.storage.conflicts import Conflict
from greening.storage.session import Unit, Work

PRESSING = 5
"""As many rows stand on somebody's first page."""


def page(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    state: State = State.OPEN,
    record_id: int | None = None,
    after: int | None = None,
    now: datetime,
) -> ConflictList:
    """One page of the conflicts that somebody may see: open ones by deadline, others the newest first.

    `after` is the id of the last one shown. Raises: Denied.
    """
    wanted, size = _wanted(actor, state, record_id), policy.lists.page
    with work() as unit:
        found = conflict_lists.page(unit.session, wanted, after=after, limit=size + 1)
        shown = _rows(unit, policy, actor, found[:size], now)
    return ConflictList(shown, shown[-1].id if len(found) > size else None)


def count(work: Work, policy: Policy, *, actor: Actor, state: State = State.OPEN) -> int:
    """How many of a state somebody may see; one more than `policy.lists.counted` stands for all beyond. Raises: Denied."""
    with work() as unit:
        return conflict_lists.count(unit.session, _wanted(actor, state, None), limit=policy.lists.counted + 1)


def one(work: Work, policy: Policy, *, actor: Actor, conflict_id: int, now: datetime) -> ConflictPage:
    """Everything about one conflict, as its reader may see it: parties read each other's notes once it is ruled.

    Raises: NotFound, Denied.
    """
    with work() as unit:
        case = _steps.met(unit.session, actor, conflict_id, Action.READ_CONFLICTS)
        return _shown.page(unit, policy, actor, case, now)


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:
    """What somebody has to answer or to rule, the most pressing first."""
    with work() as unit:
        found = [*_to_answer(unit, policy, actor, now), *_to_rule(unit, policy, actor)]
        return Waiting(_rows(unit, policy, actor, found[:PRESSING], now), len(found))


def _to_answer(unit: Unit, policy: Policy, actor: Actor, now: datetime) -> Sequence[Conflict]:
    if actor.id is None or not allowed(actor, Action.ANSWER_CONFLICT, Relation.OWN):
        return ()
    return conflict_lists.unanswered(unit.session, actor.id, now, limit=policy.lists.page)


def _to_rule(unit: Unit, policy: Policy, actor: Actor) -> Sequence[Conflict]:
    """Those for which the actor was drawn; looked for among the most pressing page."""
    if actor.id is None or not allowed(actor, Action.RULE_CONFLICT):
        return ()
    pending = conflict_lists.page(unit.session, Wanted(), after=None, limit=policy.lists.page)
    benches = _steps.benches(unit.session, policy, pending)
    return [case for case in pending if benches[case.id].judge_id == actor.id]


def _wanted(actor: Actor, state: State, record_id: int | None) -> Wanted:
    """Whoever judges or checks sees all, a manager those of the team, a rep their own. Raises: Denied."""
    if allowed(actor, Action.READ_CONFLICTS, Relation.OTHER):
        return Wanted(state, record_id=record_id)
    if allowed(actor, Action.READ_CONFLICTS, Relation.TEAM) and actor.team_id is not None:
        return Wanted(state, team_id=actor.team_id, record_id=record_id)
    if allowed(actor, Action.READ_CONFLICTS, Relation.OWN) and actor.id is not None:
        return Wanted(state, party_id=actor.id, record_id=record_id)
    authorise(actor, Action.READ_CONFLICTS)
    return Wanted(state, record_id=record_id)


def _rows(
    unit: Unit, policy: Policy, actor: Actor, found: Sequence[Conflict], now: datetime
) -> tuple[ConflictRow, ...]:
    session = unit.session
    names = people.names(session, {one for case in found for one in case.parties})
    record_of = conflict_lists.records(session, {one for case in found for one in case.units})
    records = {case.id: record_of[_steps.own_unit(case, actor)] for case in found}
    known = sides.shown(session, actor, records.values())
    benches = _steps.benches(session, policy, found)
    mine = {case.id for case in _to_answer(unit, policy, actor, now)}
    return tuple(
        ConflictRow(
            id=case.id,
            state=State(case.state),
            source=Source(case.source),
            record_id=records[case.id],
            company=masking.text(known[records[case.id]].company),
            holder=names[case.holder_id],
            challenger=names[case.challenger_id],
            filed_at=case.filed_at,
            answer_by=case.answer_by,
            rule_by=case.rule_by,
            waits_for_me=case.state == State.OPEN
            and (case.id in mine or (actor.id is not None and benches[case.id].judge_id == actor.id)),
        )
        for case in found
    )
