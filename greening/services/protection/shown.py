"""What does somebody see of clocks? The countdown of one customer, and what drops next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain import masking
from greening.domain import protection as rules
from greening.domain.countdown import Coming, ComingRow, Countdown, VisitEffect
from greening.domain.people import Actor, Role
from greening.domain.permissions import Action, Holder, allowed, authorise, relation
from greening.domain.policy import Policy
from greening.domain.protection import Contact, Effect, Seen
from greening.domain.refusals import NotFound
from greening.storage import holidays, people, protection_sweeping, units
from greening.storage import protection as clocks
from greening.storage.protection import Owned
from greening.storage.session import Unit, Work

LOOKED_AT = 1000
"""Customers whose clocks one page asks for; a fifth of a second."""
NO_TEAM = 0
"""The team of a manager who has none."""
ROWS = 5
"""Enough to begin the day with; the list has the rest."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What drops soon, for the first page: the nearest rows, and how many there are."""

    rows: tuple[ComingRow, ...]
    count: int


def countdown(work: Work, policy: Policy, *, actor: Actor, record_id: int, now: datetime) -> Countdown | None:
    """How a customer is protected; None in the pool, and for whoever may not know when somebody else's falls free.

    Raises: NotFound.
    """
    with work() as unit:
        there = units.of_record(unit.session, record_id)
        if not there:
            raise NotFound
        mine = min(there, key=lambda one: (one.owner_id != actor.id, one.owner_id is None, one.id))
        owned = clocks.load(unit.session, [mine.id], now).get(mine.id)
        if owned is None or not _may_know(unit, actor, owned.owner_id):
            return None
        return _countdown(unit, policy, owned, now)


def coming(work: Work, policy: Policy, *, actor: Actor, days: int | None = None, now: datetime) -> Coming:
    """What drops within so many working days, the nearest first, a page of it: a rep's own, a manager's team's, else
    everybody's.

    `days` is `policy.protection.ahead` where it is not said. Raises: Denied.
    """
    scope, ahead = _scope(actor), policy.protection.ahead if days is None else days
    with work() as unit:
        ids = protection_sweeping.soonest(unit.session, policy, **scope, limit=LOOKED_AT)
        owned = clocks.load(unit.session, ids, now)
        rows = _rows(unit, policy, list(owned.values()), actor, now)
    near = [one for one in rows if one.ends.days_left <= ahead]
    shown = sorted(near, key=lambda one: (one.ends.due_at, one.record_id))[: policy.lists.page]
    return Coming(tuple(shown), len(near), ahead, policy.protection.drops, more=len(ids) == LOOKED_AT)


def waiting(work: Work, policy: Policy, *, actor: Actor, now: datetime) -> Waiting:
    """What drops within the time of the first reminder. Raises: Denied."""
    found = coming(work, policy, actor=actor, days=max(policy.protection.reminders), now=now)
    return Waiting(found.rows[:ROWS], found.count)


def _countdown(unit: Unit, policy: Policy, owned: Owned, now: datetime) -> Countdown:
    calendar, numbers = holidays.of_organisation(unit.session, policy), policy.protection
    looked = rules.seen(owned.clocks, calendar, numbers)
    last = protection_sweeping.last_moved(looked)
    claimed, captured = (
        rules.renewed(owned.clocks, contact, calendar, numbers, now) for contact in (Contact.CLAIMED, Contact.CAPTURED)
    )
    return Countdown(
        record_id=owned.record_id,
        owner_id=owned.owner_id,
        owner=people.names(unit.session, [owned.owner_id])[owned.owner_id],
        ends=rules.protection(owned.clocks, calendar, numbers, now),
        began_at=owned.clocks.began_at,
        since=last.visit.at if last else owned.clocks.began_at,
        by_visit=last is not None,
        if_claimed=claimed.due_at,
        if_captured=captured.due_at,
        opening=owned.clocks.opening,
        drops=numbers.drops,
        cases=owned.cases,
        visits={one.visit.id: _effect(one, owned) for one in looked},
    )


def _effect(one: Seen, owned: Owned) -> VisitEffect:
    visit, code = one.visit, one.effect.value
    return VisitEffect(
        code=owned.void.get(visit.id, code) if one.effect is Effect.VOID else code,
        last_day=one.last_day,
        confirmable=visit.contact is Contact.CLAIMED,
        confirmed=visit.contact is Contact.CAPTURED,
    )


def _rows(unit: Unit, policy: Policy, owned: Sequence[Owned], actor: Actor, now: datetime) -> list[ComingRow]:
    calendar = holidays.of_organisation(unit.session, policy)
    names = people.names(unit.session, {one.owner_id for one in owned})
    companies = protection_sweeping.companies(unit.session, [one.record_id for one in owned])
    return [
        ComingRow(
            record_id=one.record_id,
            company=_company(companies[one.record_id], one.owner_id, actor),
            owner=names[one.owner_id],
            ends=rules.protection(one.clocks, calendar, policy.protection, now),
            opening=one.clocks.opening,
            cases=one.cases,
        )
        for one in owned
    ]


def _company(name: str, owner_id: int, actor: Actor) -> str:
    return name if owner_id == actor.id else masking.text(name)


def _may_know(unit: Unit, actor: Actor, owner_id: int) -> bool:
    owner = people.person(unit.session, owner_id)
    team_id = owner.team_id if owner else None
    holder = Holder(owner_id, team_id, people.region_of(unit.session, team_id))
    return allowed(actor, Action.READ_PROTECTION, relation(actor, holder))


def _scope(actor: Actor) -> dict[str, int | None]:
    """Whose customers somebody is told about. Raises: Denied."""
    authorise(actor, Action.READ_PROTECTION, Holder(actor.id, actor.team_id, actor.region_id))
    if actor.role is Role.REP:
        return {"owner_id": actor.id}
    return {"team_id": actor.team_id or NO_TEAM} if actor.role is Role.MANAGER else {}
