"""How does somebody get a claim, and how do they give it up? Each unit in a transaction of its own; of two at once one wins."""

from collections.abc import Sequence
from datetime import datetime

from greening.domain import claims as rules
from greening.domain.claim_list import Outcome, Room
from greening.domain.claims import Act, End, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound, Refusal
from greening.domain.refusals_units import NoPitFree
from greening.services.claims import _steps
from greening.storage import claims, holdings, holidays, units
from greening.storage.claims import Claim
from greening.storage.session import Unit, Work
from greening.storage.units import Look


def claim(work: Work, policy: Policy, *, actor: Actor, unit_ids: Sequence[int], now: datetime) -> tuple[Outcome, ...]:
    """Claim units, each in its own transaction: what became of each, in the order they were asked for.

    A unit that cannot be had costs nothing. Of two who ask at once one gets it, the other is told who and since when.

    Raises: Denied; BadValue, for more than `policy.claims.at_once`.
    """
    authorise(actor, Action.CLAIM)
    asked = tuple(dict.fromkeys(unit_ids))
    if len(asked) > policy.claims.at_once:
        raise BadValue(field="unit_ids", value=len(asked))
    return tuple(_outcome(work, policy, actor, unit_id, now) for unit_id in asked)


def withdraw(work: Work, policy: Policy, *, actor: Actor, claim_id: int, now: datetime) -> datetime | None:
    """Give a claim up; until when the rep has to leave the unit to others, None where it was only a slip.

    Proven fields keep their credit. Raises: Denied, NotFound; ClaimNotThere, where it has ended.
    """
    with work(look=True) as unit:  # what cannot be is seen before anybody has to wait
        seen = unit.session.get(Claim, claim_id)
    _may_withdraw(actor, seen)
    with work() as unit:
        there = claims.locked(unit.session, claim_id)
        own = _may_withdraw(actor, there and there[0])
        claims.end(unit.session, own, End.WITHDRAWN, by=actor.id, now=now)
        return rules.cools_until(End.WITHDRAWN, own.opened_at, now, policy.claims)


def _may_withdraw(actor: Actor, own: Claim | None) -> Claim:
    if own is None:
        raise NotFound
    authorise(actor, Action.WITHDRAW_CLAIM, Holder(own.rep_id))
    rules.stage(State(own.state), Act.WITHDRAW)
    return own


def _outcome(work: Work, policy: Policy, actor: Actor, unit_id: int, now: datetime) -> Outcome:
    """Most that cannot be had is seen before anybody has to wait; what can is looked at again under the unit's lock."""
    with work(look=True) as unit:
        outcome = _tried(unit, policy, actor, unit_id, now, held=False)
    if outcome.refusal is None:
        with work() as unit:
            units.hold(unit.session, unit_id)
            outcome = _tried(unit, policy, actor, unit_id, now, held=True)
    return outcome


def _tried(unit: Unit, policy: Policy, actor: Actor, unit_id: int, now: datetime, *, held: bool) -> Outcome:
    """What stands against a claim on a unit; where nothing does, whoever holds the unit has it."""
    seen, outcome = None, Outcome(unit_id)
    try:
        seen = units.look(unit.session, unit_id, actor.id, now)
        room = _room(unit, policy, actor, seen, now)
        if held:
            outcome = _claim(unit, policy, seen, room, actor=actor, now=now)
    except Refusal as no:  # which comes before anything is written
        outcome = Outcome(unit_id, refusal=no)
    return _steps.named(outcome, seen)


def _room(unit: Unit, policy: Policy, actor: Actor, seen: Look, now: datetime) -> Room:
    """The room that somebody has for a unit. Raises: whatever refusal stands against their claim."""
    authorise(actor, Action.CLAIM, Holder(seen.state.owner_id))
    room = _steps.claimable(unit, policy, seen, _steps.claimant(actor), now)
    if isinstance(room, Refusal):
        raise room
    return room


def _claim(unit: Unit, policy: Policy, seen: Look, room: Room, *, actor: Actor, now: datetime) -> Outcome:
    """Of a unit that is held. Raises: NoPitFree, where somebody else acts for them at the same time."""
    rep_id = _steps.claimant(actor)
    if not holdings.dig_pit(unit.session, rep_id, limit=room.limit):
        raise NoPitFree(held=room.held, limit=room.limit)
    term = rules.term(now, holidays.of_organisation(unit.session, policy), policy.claims)
    about, version = (seen.unit_id, seen.record_id), policy.version
    claim_id = claims.open_(unit.session, *about, rep_id, term, policy_version=version, now=now)
    return Outcome(seen.unit_id, claim_id=claim_id, due_at=term.due_at)
