"""May somebody contest the customer whose page they look at? Looking is logged: it may be how they learned of the collision."""

from datetime import datetime

from greening.domain.conflict_page import Offer, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, allowed
from greening.domain.policy import Policy
from greening.services.conflicts.filing import in_the_way
from greening.storage import candidates, conflict_facts, conflict_lists, ownership, people, units
from greening.storage.records import Unit as RecordUnit
from greening.storage.session import Unit, Work

NONE = Offer(unit_id=None)


def offer(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> Offer:
    """What the page of a record says of conflicts to somebody who sells: the customer is another's, and they work it too.

    For everybody else, and for what nobody or the reader holds, it says nothing.
    """
    person_id = actor.id
    if person_id is None or not allowed(actor, Action.FILE_CONFLICT):
        return NONE
    with work() as unit:
        there = units.of_record(unit.session, record_id)
        one = next((one for one in there if one.owner_id not in {None, person_id}), None)
        if one is None or any(own.owner_id == person_id for own in there):
            return NONE
        _saw(unit, one, person_id, now)
        return _offered(unit, policy, one, person_id, now)


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


def _offered(unit: Unit, policy: Policy, one: RecordUnit, person_id: int, now: datetime) -> Offer:
    paired = conflict_facts.pair_with(unit.session, one.record_id, person_id)
    if paired is None and not conflict_facts.has_worked(unit.session, one, person_id):
        return NONE
    recent = conflict_lists.of_units(unit.session, [one.id], limit=1)
    is_open = bool(recent) and recent[0].state == State.OPEN
    refusal = None if is_open else in_the_way(unit, policy, person_id, now)
    holder = people.names(unit.session, [one.owner_id]).get(one.owner_id or 0, "")
    is_party = is_open and person_id in recent[0].parties
    return Offer(
        unit_id=None if is_open or refusal else one.id,
        holder=holder,
        refusal=refusal.code if refusal else "",
        refusal_params=refusal.params if refusal else {},
        open_id=recent[0].id if is_party else None,
        is_open=is_open,
    )
