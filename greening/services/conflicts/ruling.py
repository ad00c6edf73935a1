"""How is a conflict ruled? By one person outside both lines, with a reason, and carried out in the same transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from greening.domain import conflict_json as stored
from greening.domain.conflict_effects import Plan, Stake, plan
from greening.domain.conflict_facts import Facts, Gate, Ruling
from greening.domain.conflict_page import Source, State
from greening.domain.conflicts import recommend
from greening.domain.people import Actor
from greening.domain.permissions import Action
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound
from greening.domain.refusals_conflicts import ConflictOver, NotHeard, NotTheJudge
from greening.domain.replaying import basis
from greening.services.conflicts import _steps
from greening.storage import (
    candidates,
    conflict_effects,
    conflict_facts,
    conflict_opening,
    conflicts,
    events,
    holidays,
    merging,
)
from greening.storage.conflict_effects import Hand
from greening.storage.conflicts import Conflict, ConflictRuling
from greening.storage.session import Unit, Work


def rule(
    work: Work,
    policy: Policy,
    *,
    actor: Actor,
    conflict_id: int,
    code: str,
    reason: str,
    cites: Collection[str] = (),
    now: datetime,
) -> int:
    """Rule a conflict, one of `greening.domain.conflict_facts.Ruling`, and carry it out; the ruling's id.

    `cites` are gates of the rules that it goes by.

    Raises: NotFound, Denied, NotTheJudge, ConflictOver, NotHeard, ConflictReasonMissing, BadValue; LibraryFull where the
        winner has no place; RulingMovedOn where the owner is another by now; what merging raises.
    """
    ruling = _ruling(code)
    with work() as unit:
        person_id = judge(unit, policy, actor, conflict_id)
        hand = Hand(policy, person_id, _steps.text(reason, policy), now)
        planned, stakes = _hold(unit, conflict_id, ruling)
        case = _open(unit, conflict_id, now)
        facts = facts_now(unit, case)
        _steps.close(unit.session, case, State.RULED, now)
        pair = candidates.one(unit.session, case.candidate_id, lock=True) if case.candidate_id else None
        done = conflict_effects.carry_out(unit, planned, pair, hand)
        ruled = _row(unit, hand, case, ruling, facts)
        ruled.cites, ruled.done = _gates(cites), done
        unit.session.add(ruled)
        unit.session.flush()
        _tell(unit, case, ruled, {one.record_id for one in stakes})
        return ruled.id


def judge(unit: Unit, policy: Policy, actor: Actor, conflict_id: int) -> int:
    """The actor's id, if the conflict is theirs to rule. Raises: NotFound, Denied, NotTheJudge."""
    case = _steps.met(unit.session, actor, conflict_id, Action.RULE_CONFLICT)
    person_id = _steps.person(actor, Action.RULE_CONFLICT)
    if _steps.bench_of(unit.session, policy, case).judge_id != person_id:
        raise NotTheJudge
    return person_id


def waits_until(unit: Unit, case: Conflict, now: datetime) -> datetime | None:
    """Until when nobody rules, because a party may still say something; None where all have, or have let it pass."""
    heard = {one.person_id for one in conflicts.statements(unit.session, case.id)}
    if case.source == Source.FILING:
        heard.add(case.filed_by)
    return case.answer_by if {*case.parties} - heard and now < case.answer_by else None


def facts_now(unit: Unit, case: Conflict) -> Facts:
    """The facts of the filing; only whether it is one customer may be known better since."""
    pair = candidates.one(unit.session, case.candidate_id) if case.candidate_id else None
    return replace(stored.read_facts(case.facts), identity=conflict_facts.identity(unit.session, pair))


def _hold(unit: Unit, conflict_id: int, ruling: Ruling) -> tuple[Plan, tuple[Stake, Stake]]:
    """What is to be done, and everything that it touches held: keys, records, units."""
    case = conflicts.one(unit.session, conflict_id)
    if case is None:
        raise NotFound
    stakes = _steps.stakes(unit.session, case)
    planned = plan(ruling, *stakes)
    if planned.merge and case.state == State.OPEN:
        merging.hold(unit.session, *planned.merge)
    conflict_opening.hold(unit.session, {one.record_id for one in stakes})
    return planned, stakes


def _open(unit: Unit, conflict_id: int, now: datetime) -> Conflict:
    """The case, held, as long as it is open and everybody has been heard. Raises: NotFound, ConflictOver, NotHeard."""
    case = conflicts.one(unit.session, conflict_id, lock=True)
    if case is None:
        raise NotFound
    if case.state != State.OPEN:
        raise ConflictOver(state=case.state)
    if until := waits_until(unit, case, now):
        raise NotHeard(until=until.isoformat())
    return case


def _row(unit: Unit, hand: Hand, case: Conflict, ruling: Ruling, facts: Facts) -> ConflictRuling:
    calendar = holidays.of_organisation(unit.session, hand.policy)
    told = recommend(facts, calendar, hand.policy)
    winner = {Ruling.UPHOLD: case.holder_id, Ruling.TRANSFER: case.challenger_id}
    return ConflictRuling(
        conflict_id=case.id,
        code=ruling,
        to_id=winner.get(ruling),
        reason=hand.reason,
        by_id=hand.person_id,
        at=hand.now,
        undo_until=hand.now + hand.policy.conflicts.undo,
        facts=stored.facts_json(facts),
        basis=basis(facts, calendar),
        recommendation=stored.recommendation_json(told),
        policy_version=hand.policy.version,
    )


def _tell(unit: Unit, case: Conflict, ruled: ConflictRuling, record_ids: Collection[int]) -> None:
    kind, by = "conflict.ruled", ruled.by_id
    _steps.tell(unit.session, case, kind, by=by, record_ids=record_ids, now=ruled.at)
    told = {"ruling": ruled.id, "code": ruled.code, "to": ruled.to_id, "done": ruled.done}
    events.add(unit.session, kind, subject="conflict", subject_id=case.id, actor_id=by, at=ruled.at, after=told)


def _ruling(code: str) -> Ruling:
    if code not in set(Ruling):
        raise BadValue(field="code", value=code)
    return Ruling(code)


def _gates(cites: Collection[str]) -> list[str]:
    """In the order of the rules. Raises: BadValue."""
    if wrong := set(cites) - set(Gate):
        raise BadValue(field="cites", value=min(wrong))
    return [gate.value for gate in Gate if gate.value in cites]
