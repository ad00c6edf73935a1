"""What can somebody do with units that are shown to them? The same rules as when they do it, asked for many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain import claims as claim_rules
from greening.domain import pool as rules
from greening.domain.calendar import Calendar
from greening.domain.people import Actor
from greening.domain.permissions import Action, Holder, Relation, allowed, relation
from greening.domain.policy import Policy
from greening.domain.pool_list import Held, Offer, Places
from greening.domain.refusals import Refusal
from greening.domain.refusals_units import UnitFirstRefusal
from greening.domain.triage import Triage
from greening.domain.units import Asker, UnitState
from greening.storage import claims, freezes, holdings, holidays, pool
from greening.storage.record_pages import AnyRow
from greening.storage.session import Unit
from greening.storage.units import OUT_OF_REACH

ANY_REASON = "given"
"""Whoever gives a unit back will say why; here the question is whether they could."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules look at beside the unit itself, for all of them; `contested` are units that are out of reach."""

    policy: Policy
    actor: Actor
    person_id: int
    places: Places
    calendar: Calendar
    contested: Collection[int]
    cools: Mapping[int, datetime]
    asked: Mapping[int, datetime]
    now: datetime


def has_places(actor: Actor) -> bool:
    """Whether somebody of this role has a library at all."""
    return allowed(actor, Action.READ_LIBRARY, Relation.OWN)


def places(unit: Unit, policy: Policy, person_id: int, now: datetime) -> Places:
    """How much somebody has, and may have."""
    has = holdings.of(unit.session, person_id)
    passed = claims.passes(unit.session, person_id, since=now - policy.claims.passes_within)
    limit = claim_rules.allowance(passed, policy.claims, policy.library)
    return Places(has.pits, limit, has.owned, policy.library.cap)


def offers(unit: Unit, policy: Policy, actor: Actor, rows: Sequence[AnyRow], now: datetime) -> dict[int, Offer]:
    """What somebody can do with each of these units, by id; of who has no library only what there is to see."""
    if actor.id is None or not has_places(actor):
        return {row.unit_id: Offer(claim=_claim(row), right=_right(row)) for row in rows}
    ids = [row.unit_id for row in rows]
    resting = freezes.standing(unit.session, ids, now)
    facts = _Facts(
        policy=policy,
        actor=actor,
        person_id=actor.id,
        places=places(unit, policy, actor.id, now),
        calendar=holidays.of_organisation(unit.session, policy),
        contested={unit_id for unit_id, causes in resting.items() if causes & OUT_OF_REACH},
        cools=pool.cooling(unit.session, ids, actor.id, policy, now),
        asked=pool.asked(unit.session, ids, actor.id, now),
        now=now,
    )
    return {row.unit_id: _offer(row, facts) for row in rows}


def _offer(row: AnyRow, facts: _Facts) -> Offer:
    state, claims_it = _state(row, facts), allowed(facts.actor, Action.CLAIM)
    no_take, no_claim = _no_take(row, state, facts), _no_claim(row, state, facts) if claims_it else None
    is_own = allowed(facts.actor, Action.RELEASE_UNIT, relation(facts.actor, Holder(row.owner_id)))
    no_release = rules.release_obstacle(state, ANY_REASON) if is_own else None
    return Offer(
        claim=_claim(row),
        right=_right(row),
        may_claim=claims_it and no_claim is None,
        may_take=no_take is None,
        may_ask=isinstance(no_take, UnitFirstRefusal) and row.unit_id not in facts.asked,
        may_release=is_own and no_release is None,
        no_claim=no_claim,
        no_take=no_take,
        no_release=no_release,
        asked_at=facts.asked.get(row.unit_id),
        first_until=_first_until(no_take) if isinstance(no_take, UnitFirstRefusal) else None,
        cools_until=facts.cools.get(row.unit_id),
    )


def _first_until(no_take: Refusal) -> datetime | None:
    until = no_take.params["until"]
    return datetime.fromisoformat(until) if until else None


def _no_take(row: AnyRow, state: UnitState, facts: _Facts) -> Refusal | None:
    asker = _asker(row, facts, facts.places.owned)
    policy, cap = facts.policy.pool, facts.places.cap
    return rules.obstacle(state, asker, cap=cap, calendar=lambda: facts.calendar, policy=policy, now=facts.now)


def _no_claim(row: AnyRow, state: UnitState, facts: _Facts) -> Refusal | None:
    asker = _asker(row, facts, facts.places.pits)
    return claim_rules.obstacle(state, asker, limit=facts.places.allowance, now=facts.now)


def _asker(row: AnyRow, facts: _Facts, held: int) -> Asker:
    return Asker(facts.person_id, held, facts.cools.get(row.unit_id), facts.asked.get(row.unit_id))


def _state(row: AnyRow, facts: _Facts) -> UnitState:
    return UnitState(
        triage=Triage(row.triage) if row.triage else Triage.FLOW,
        contested=row.unit_id in facts.contested,
        owner_id=row.owner_id,
        owned_since=row.owned_since,
        claimant_id=row.claimant_id,
        claimed_since=row.opened_at,
        right_holder_id=row.right_holder_id,
        right_until=row.right_until,
    )


def _claim(row: AnyRow) -> Held | None:
    return Held(row.claimant_id, row.claimant, row.due_at) if row.claimant_id is not None else None


def _right(row: AnyRow) -> Held | None:
    return Held(row.right_holder_id, row.right_holder, row.right_until) if row.right_holder_id is not None else None
