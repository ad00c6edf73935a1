"""May somebody contest the customer whose page they look at? Looking is logged: it may be how they learned of the collision."""

from datetime import datetime

from greening.domain.conflict_page import Offer
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed, relation
from greening.domain.policy import Policy
from greening.services.conflicts import _steps
from greening.services.conflicts.filing import in_the_way
from greening.storage import candidates, conflict_facts, conflict_lists, ownership, people, units
from greening.storage.conflicts import Conflict
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work

NONE = Offer(unit_id=None)


def offer(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> Offer:
    """What the page of a record says of conflicts: that one is open, or that the reader works what another holds.

    Where the reader neither sells nor may read the conflict, it says no more than that there is one.
    """
    with work() as unit:
        there = units.of_record(unit.session, record_id)
        theirs = next((one for one in there if one.owner_id not in {None, actor.id}), None)
        sells = actor.id is not None and allowed(actor, Action.FILE_CONFLICT)
        if theirs is not None and actor.id is not None and sells:
            _saw(unit, theirs, actor.id, now)
        if case := conflict_lists.open_of(unit.session, [one.id for one in there]):
            return Offer(unit_id=None, open_id=case.id if _reads(unit, actor, case) else None, is_open=True)
        is_own = any(one.owner_id == actor.id for one in there)
        if theirs is None or is_own or actor.id is None or not sells:
            return NONE
        return _offered(unit, policy, theirs, actor.id, now)


def saw_pair(work: Work, *, actor: Actor, candidate_id: int, now: datetime) -> None:
    """Log that somebody who sells is being shown whose the two records of a pair are."""
    if actor.id is None or not allowed(actor, Action.FILE_CONFLICT):
        return
    with work() as unit:
        pair = candidates.one(unit.session, candidate_id)
        for record_id in (pair.left_id, pair.right_id) if pair else ():
            for one in units.of_record(unit.session, record_id):
                _saw(unit, one, actor.id, now)


def _saw(unit: Unit, one: RecordUnit, person_id: int, now: datetime) -> None:
    holding = ownership.standing(unit.session, one.id)
    if holding is not None and holding.owner_id != person_id:
        conflict_facts.look(unit.session, person_id, holding.id, now)


def _reads(unit: Unit, actor: Actor, case: Conflict) -> bool:
    near = relation(actor, _steps.nearest(unit.session, actor, case))
    return allowed(actor, Action.READ_CONFLICTS, near)


def _offered(unit: Unit, policy: Policy, one: RecordUnit, person_id: int, now: datetime) -> Offer:
    paired = conflict_facts.pair_with(unit.session, one.record_id, person_id)
    if paired is None and not conflict_facts.has_worked(unit.session, one, person_id):
        return NONE
    refusal = in_the_way(unit, policy, person_id, now)
    holder = people.names(unit.session, [one.owner_id]).get(one.owner_id or 0, "")
    if refusal is not None:
        return Offer(unit_id=None, holder=holder, refusal=refusal.code, refusal_params=refusal.params)
    return Offer(unit_id=one.id, holder=holder)
