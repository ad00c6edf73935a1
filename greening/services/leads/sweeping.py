"""What happens to leads by itself? Reminded, lapsed and gone on, looked at too late, tried again, overflow that ends."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from greening.domain import leads as rules
from greening.domain.leads import Doubt, How, State
from greening.domain.policy import Policy
from greening.domain.routing import Answer
from greening.services.leads._routing import Cause, Desk, go_on, held, locked, tell
from greening.storage import holidays, lead_offers, lead_overflow, lead_reps, leads, suspensions
from greening.storage.lead_offers import LeadOffer
from greening.storage.session import Work
from greening.storage.suspensions import Suspension, What

UNCERTAIN = frozenset({Doubt.TWO_LIKELY, Doubt.UNSURE})
"""Doubts that time settles; whether a machine has sent it a person has to say."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How many were reminded, lapsed, were taken for the likelier customer, found somebody at last, lost their overflow."""

    reminded: int = 0
    lapsed: int = 0
    settled: int = 0
    offered: int = 0
    dropped: int = 0


def sweep(work: Work, policy: Policy, *, now: datetime) -> Swept:
    """Do what is due by `now`, each lead in a transaction of its own; at most `policy.leads.swept` of each."""
    return Swept(
        reminded=_remind(work, policy, now),
        lapsed=sum(_lapse(work, policy, one, now) for one in _overdue(work, policy, now)),
        settled=sum(_settle(work, policy, one, now) for one in _in(work, policy, State.TRIAGE, look_by=now)),
        offered=sum(_again(work, policy, one, now) for one in _in(work, policy, State.WAITING)),
        dropped=sum(_drop(work, policy, one, now) for one in _overflowing(work, policy, now)),
    )


def _remind(work: Work, policy: Policy, now: datetime) -> int:
    with work() as unit:
        due = lead_offers.to_remind(unit.session, now, limit=policy.leads.swept)
        for offer in due:
            offer.reminded_at = now
            told = {"lead": offer.lead_id, "until": offer.answer_by.isoformat()}
            customer = leads.record_of(unit.session, offer.lead_id)
            tell(Desk(unit, policy, now), "lead.reminded", offer, told, record_id=customer)
        return len(due)


def _lapse(work: Work, policy: Policy, lead_id: int, now: datetime) -> int:
    """Take the lead from whoever has not answered; whoever accepted at the last moment keeps it."""
    with work() as unit:
        desk = Desk(unit, policy, now)
        there, offer = held(desk, lead_id), lead_offers.open_of(unit.session, lead_id)
        if there is None or there.unit is None or offer is None or now < offer.answer_by:
            return 0
        offer.answer, offer.answered_at = Answer.LAPSED, now
        unit.session.flush()
        tell(desk, "lead.lapsed", offer, {"lead": lead_id}, record_id=there.unit.record_id)
        _pause(desk, offer)
        go_on(desk, there.lead, there.unit, Cause.LAPSED)
        return 1


def _pause(desk: Desk, offer: LeadOffer) -> None:
    """Whoever lets too many lapse is passed over for a while, and told so."""
    session, who = desk.session, offer.person_id
    calendar = holidays.of_organisation(session, desk.policy)
    until = rules.paused_until(lead_reps.lapses(session, who), calendar, desk.policy.leads)
    if until is not None and until > desk.now and not _is_paused(session, who, until, desk.now):
        cause = f"offer:{offer.id}"
        session.add(Suspension(person_id=who, what=What.PAUSED, cause=cause, began_at=desk.now, until=until))
        session.flush()
        tell(desk, "lead.paused", offer, {"until": until.isoformat()}, record_id=None)


def _is_paused(session: Session, person_id: int, until: datetime, now: datetime) -> bool:
    running = suspensions.of(session, [person_id], now).get(person_id, [])
    return any(one.what == What.PAUSED and one.until >= until for one in running)


def _settle(work: Work, policy: Policy, lead_id: int, now: datetime) -> int:
    """Nobody has looked in time: the likeliest customer it is, for the time being."""
    with work() as unit:
        lead = leads.one(unit.session, lead_id)
        likely = lead.matched.get("likely", []) if lead and lead.doubt in UNCERTAIN else []
        if not likely:
            return 0
        desk = Desk(unit, policy, now)
        row = locked(desk, likely[0]["unit"])
        lead = leads.one(unit.session, lead_id, lock=True)
        if lead is None or lead.state != State.TRIAGE:
            return 0
        lead.matched = {**lead.matched, **likely[0], "how": How.LIKELIEST}
        go_on(desk, lead, row, Cause.DECIDED)
        return 1


def _again(work: Work, policy: Policy, lead_id: int, now: datetime) -> int:
    with work() as unit:
        desk = Desk(unit, policy, now)
        there = held(desk, lead_id)
        if there is None or there.unit is None or there.lead.state != State.WAITING:
            return 0
        return int(go_on(desk, there.lead, there.unit, Cause.RETRIED))


def _drop(work: Work, policy: Policy, unit_id: int, now: datetime) -> int:
    with work() as unit:
        row = locked(Desk(unit, policy, now), unit_id)
        return int(lead_overflow.end(unit.session, row, policy, now))


def _overdue(work: Work, policy: Policy, now: datetime) -> list[int]:
    with work() as unit:
        return list(lead_offers.overdue(unit.session, now, limit=policy.leads.swept))


def _in(work: Work, policy: Policy, state: State, *, look_by: datetime | None = None) -> list[int]:
    with work() as unit:
        return list(leads.ids_in(unit.session, state, limit=policy.leads.swept, look_by=look_by))


def _overflowing(work: Work, policy: Policy, now: datetime) -> list[int]:
    with work() as unit:
        return lead_overflow.over(unit.session, now, limit=policy.leads.swept)
