"""How does somebody get a claim, and how do they give it up? Each unit in a transaction of its own; of two at once one wins."""

from collections.abc import Sequence
from datetime import datetime

from greening.domain import claims as rules
from greening.domain.claim_list import Outcome
from greening.domain.claims import Act, End, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, Denied, NotFound, Refusal
from greening.domain.refusals_units import NoPitFree
from greening.services.claims import _steps
from greening.storage import claims, holdings, holidays, units
from greening.storage.session import Unit, Work


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
    with work() as unit:
        there = claims.locked(unit.session, claim_id)
        if there is None:
            raise NotFound
        own, _ = there
        authorise(actor, Action.WITHDRAW_CLAIM, Holder(own.rep_id))
        rules.stage(State(own.state), Act.WITHDRAW)
        claims.end(unit.session, own, End.WITHDRAWN, by=actor.id, now=now)
        return rules.cools_until(End.WITHDRAWN, own.opened_at, now, policy.claims)


def _outcome(work: Work, policy: Policy, actor: Actor, unit_id: int, now: datetime) -> Outcome:
    with work() as unit:
        try:
            outcome = _claim(unit, policy, actor, unit_id, now)
        except Refusal as no:  # which comes before anything is written
            outcome = Outcome(unit_id, refusal=no)
        return _steps.named(unit, outcome)


def _claim(unit: Unit, policy: Policy, actor: Actor, unit_id: int, now: datetime) -> Outcome:
    """Under the lock of the unit. Raises: whatever refusal stands against it."""
    held = units.locked(unit.session, [unit_id]).get(unit_id)
    if held is None or held.merged_into_id is not None:
        raise NotFound
    authorise(actor, Action.CLAIM, Holder(held.owner_id))
    if actor.id is None:
        raise Denied(action=Action.CLAIM.value)
    room = _steps.claimable(unit, policy, held, actor.id, now)
    if isinstance(room, Refusal):
        raise room
    if not holdings.dig_pit(unit.session, actor.id, limit=room.limit):
        raise NoPitFree(held=room.held, limit=room.limit)
    term = rules.term(now, holidays.of_organisation(unit.session, policy), policy.claims)
    opened = claims.open_(unit.session, held, actor.id, term, policy_version=policy.version, now=now)
    return Outcome(unit_id, claim_id=opened.id, due_at=opened.due_at)
