"""How is a conflict put together for one reader? Parties with their evidence, what the rules say, what was ruled."""

from collections.abc import Mapping
from datetime import datetime

from greening.domain import conflict_json as stored
from greening.domain import masking
from greening.domain.candidate_fields import compared
from greening.domain.candidates import FieldPair, Side
from greening.domain.conflict_facts import Facts, Recommendation
from greening.domain.conflict_page import ConflictPage, Judges, May, RulingShown, Said, Source, State
from greening.domain.conflicts import recommend
from greening.domain.filings import Bench, undo_obstacle
from greening.domain.people import Actor
from greening.domain.permissions import Action, Relation, allowed
from greening.domain.policy import Policy
from greening.services.conflicts import _effects, _steps
from greening.services.conflicts._parties import Parties
from greening.services.conflicts.ruling import facts_now, waits_until
from greening.storage import conflict_lists, conflicts, holidays, people, sides
from greening.storage.conflicts import Conflict, ConflictRuling
from greening.storage.record_loading import load
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit


def page(unit: Unit, policy: Policy, actor: Actor, case: Conflict, now: datetime) -> ConflictPage:
    """Everything about a conflict, for somebody who may see it."""
    session = unit.session
    given = conflicts.rulings(session, case.id)
    facts, told = _facts(unit, policy, case, given[0] if given else None)
    names = people.names(session, {*case.parties, case.filed_by, *(one.by_id for one in given)})
    bench = _steps.bench_of(session, policy, case)
    mine = bench.judge_id is not None and bench.judge_id == actor.id
    may = _may(unit, policy, actor, case, mine=mine, now=now)
    known = sides.shown(session, actor, {one.record_id for one in _steps.stakes(session, case)})
    parties = Parties(unit, policy, actor, case, facts)
    record_id = session.get_one(RecordUnit, _steps.own_unit(case, actor)).record_id
    return ConflictPage(
        id=case.id,
        state=State(case.state),
        source=Source(case.source),
        company=known[record_id].company,
        record_id=record_id,
        filed_by=names[case.filed_by],
        reason=masking.text(case.reason),
        filed_at=case.filed_at,
        answer_by=case.answer_by,
        rule_by=case.rule_by,
        policy_version=case.policy_version,
        facts=facts,
        holder=parties.shown(0, facts.holder),
        challenger=parties.shown(1, facts.challenger),
        sides=tuple(known.values()),
        fields=_fields(unit, case, known),
        candidate_id=case.candidate_id,
        recommendation=told,
        said=_said(unit, case, names),
        judges=_judges(unit, bench, mine=mine),
        rulings=tuple(_ruling(one, names) for one in given),
        since=_effects.since(session, case, given[0].at) if may.undo else (),
        may=may,
        preview=_effects.preview(session, policy, case, names) if may.rule else {},
    )


def _facts(unit: Unit, policy: Policy, case: Conflict, ruled: ConflictRuling | None) -> tuple[Facts, Recommendation]:
    """Those of the ruling, once there is one; before, those of the filing with what is known of the two records now."""
    if ruled is not None:
        return stored.read_facts(ruled.facts), stored.read_recommendation(ruled.recommendation)
    facts = facts_now(unit, case)
    if facts == stored.read_facts(case.facts):
        return facts, stored.read_recommendation(case.recommendation)
    return facts, recommend(facts, holidays.of_organisation(unit.session, policy), policy)


def _may(unit: Unit, policy: Policy, actor: Actor, case: Conflict, *, mine: bool, now: datetime) -> May:
    is_open = case.state == State.OPEN
    judges = mine and allowed(actor, Action.RULE_CONFLICT)
    given = conflicts.rulings(unit.session, case.id)
    can_undo = case.state == State.RULED and bool(given) and undo_obstacle(given[0].at, policy.conflicts, now) is None
    until = waits_until(unit, case, now) if is_open else None
    is_party = actor.id in case.parties and allowed(actor, Action.ANSWER_CONFLICT, Relation.OWN)
    pending = conflict_lists.unanswered(unit.session, actor.id or 0, now, limit=policy.lists.page) if is_party else ()
    return May(
        answer=any(one.id == case.id for one in pending),
        withdraw=is_open and is_party and case.source == Source.FILING and case.filed_by == actor.id,
        rule=is_open and judges,
        undo=can_undo and judges,
        waits_until=until,
    )


def _fields(unit: Unit, case: Conflict, known: Mapping[int, Side]) -> tuple[FieldPair, ...]:
    """Both records path by path, the holder's first; nothing where there is one, or where they have become one."""
    holder, challenger = _steps.stakes(unit.session, case)
    if holder.record_id == challenger.record_id:
        return ()
    there = load(unit.session, known, visits=0)
    left, right = there[holder.record_id], there[challenger.record_id]
    if left.merged_into_id is not None or right.merged_into_id is not None:
        return ()
    return compared(
        left.record,
        right.record,
        left_masked=not known[left.id].sees_contacts,
        right_masked=not known[right.id].sees_contacts,
    )


def _said(unit: Unit, case: Conflict, names: Mapping[int, str]) -> tuple[Said, ...]:
    told = conflicts.statements(unit.session, case.id)
    return tuple(Said(names[one.person_id], masking.text(one.said), one.at) for one in told)


def _judges(unit: Unit, bench: Bench, *, mine: bool) -> Judges:
    name = people.names(unit.session, [bench.judge_id]).get(bench.judge_id or 0, "")
    return Judges(bench.judge_id, name, bench.eligible, bench.is_head, mine)


def _ruling(one: ConflictRuling, names: Mapping[int, str]) -> RulingShown:
    return RulingShown(
        id=one.id,
        code=one.code,
        to=names.get(one.to_id or 0, ""),
        reason=masking.text(one.reason),
        cites=tuple(one.cites),
        by=names[one.by_id],
        at=one.at,
        undo_until=one.undo_until,
        done=_effects.done(one, names),
        edited=tuple(one.done.get("edited", ())),
    )
