"""To whom does a lead go next? One step for whoever has the transaction: it came in, was declined, lapsed, or waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from greening.domain import leads as rules
from greening.domain import routing
from greening.domain.leads import State
from greening.domain.policy import Policy
from greening.domain.routing import Considered
from greening.storage import events, holidays, lead_facts, lead_offers, leads, notices, units
from greening.storage.lead_offers import LeadOffer, LeadRoute
from greening.storage.leads import Lead
from greening.storage.records import Unit as UnitRow
from greening.storage.session import Unit


class Cause(StrEnum):
    """Why a lead is routed."""

    RECEIVED = "received"
    DECIDED = "decided"
    DECLINED = "declined"
    LAPSED = "lapsed"
    RETRIED = "retried"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a lead is dealt with: in one transaction, under one policy, at one time."""

    unit: Unit
    policy: Policy
    now: datetime

    @property
    def session(self) -> Session:
        return self.unit.session


class Held(NamedTuple):
    """A lead with the unit that it is about, both held until the end, the unit first; no unit where nobody knows it yet."""

    lead: Lead
    unit: UnitRow | None


def held(desk: Desk, lead_id: int) -> Held | None:
    """Hold a lead, and before it the unit that stands for its own today; None where there is no such lead."""
    found = leads.one(desk.session, lead_id)
    if found is None:
        return None
    there = locked(desk, found.unit_id) if found.unit_id else None
    lead = leads.one(desk.session, lead_id, lock=True)
    if lead is not None and there is not None:
        lead.unit_id = there.id
    return Held(lead, there) if lead is not None else None


def locked(desk: Desk, unit_id: int) -> UnitRow:
    """The unit that stands for this one, held."""
    standing = leads.standing_unit(desk.session, unit_id)
    return units.locked(desk.session, [standing])[standing]


def go_on(desk: Desk, lead: Lead, there: UnitRow, cause: Cause) -> bool:
    """Offer a lead to whoever is next, or have it wait; both are held. False where it waits.

    Everybody who was considered is written down. A lead that waits on is not routed anew: nothing has changed.
    """
    session, policy, now = desk.session, desk.policy, desk.now
    calendar = holidays.of_organisation(session, policy)
    facts = lead_facts.load(session, policy, calendar, there, lead_id=lead.id, now=now)
    route = routing.route(facts, policy.leads, now)
    if route.chosen is None and cause is Cause.RETRIED:
        return False
    written = lead_offers.remember(session, lead.id, route, facts, cause=cause, policy_version=policy.version, now=now)
    lead.unit_id, lead.doubt, lead.look_by = there.id, "", None
    lead.state = State.OFFERED if route.chosen else State.WAITING
    if route.chosen:
        times = rules.answering(now, calendar, policy.leads)
        _offer(desk, written, route.chosen, times, there.record_id)
    session.flush()
    return route.chosen is not None


def _offer(desk: Desk, route: LeadRoute, chosen: Considered, times: rules.Answering, record_id: int) -> None:
    offer = LeadOffer(
        lead_id=route.lead_id,
        route_id=route.id,
        person_id=chosen.rep_id,
        step=chosen.step,
        offered_at=desk.now,
        remind_at=times.remind_at,
        answer_by=times.answer_by,
    )
    desk.session.add(offer)
    desk.session.flush()
    told = {"lead": route.lead_id, "until": times.answer_by.isoformat()}
    tell(desk, "lead.offered", offer, told, record_id=record_id)


def tell(desk: Desk, code: str, offer: LeadOffer, told: Mapping[str, object], *, record_id: int | None) -> None:
    """Tell whom a lead is offered something about it, once."""
    key, person_id = f"{code}:{offer.id}", offer.person_id
    notices.tell(desk.session, person_id, code, key=key, params=told, record_id=record_id, now=desk.now)


def log(desk: Desk, kind: str, lead_id: int, actor_id: int | None, after: Mapping[str, object]) -> None:
    """Write down what somebody did to a lead."""
    told = dict(after)
    events.add(desk.session, kind, subject="lead", subject_id=lead_id, actor_id=actor_id, at=desk.now, after=told)
