"""Does somebody take a lead that is offered to them? Once, while the offer stands; what they take becomes theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from greening.domain import inquiries
from greening.domain.inquiries import Inquiry
from greening.domain.leads import State
from greening.domain.ownership import Begin
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.records import derive
from greening.domain.refusals import BadValue, NotFound
from greening.domain.refusals_leads import DeclineReasonMissing, OfferOver
from greening.domain.refusals_units import LibraryFull
from greening.domain.routing import Answer
from greening.services.leads._routing import Cause, Desk, go_on, held, log
from greening.services.leads.receiving import SOURCE
from greening.storage import (
    holdings,
    holidays,
    judging,
    lead_matching,
    lead_offers,
    lead_reps,
    leads,
    ownership,
    people,
    proving,
    units,
)
from greening.storage.lead_offers import LeadOffer
from greening.storage.lead_reps import About
from greening.storage.leads import Lead
from greening.storage.records import Unit as UnitRow
from greening.storage.session import Work


@dataclass(frozen=True, slots=True)
class Accepted:
    """The lead is theirs. `owned` where the customer stands in their library, until `overflow_until` where beside it.

    A customer that is contested, that somebody is completing or has the right to, stays where it is; the lead is theirs all
    the same.
    """

    lead_id: int
    record_id: int
    owned: bool
    overflow_until: datetime | None


def accept(work: Work, policy: Policy, *, actor: Actor, offer_id: int, now: datetime) -> Accepted:
    """Take a lead; twice is like once.

    Nobody's customer comes with it, if need be beside a full library, once a month. What the inquiry says of the
    customer's numbers proves those that somebody else had found out.

    Raises: NotFound; Denied; OfferOver, where it was declined or its time is over; LibraryFull, after this month's overflow.
    """
    with work() as unit:
        desk = Desk(unit, policy, now)
        lead, row, offer = _met(desk, actor, offer_id)
        if offer.answer != Answer.ACCEPTED:
            _standing(desk, offer)
            _own(desk, offer, row)
            offer.answer, offer.answered_at, lead.state = Answer.ACCEPTED, now, State.ACCEPTED
            unit.session.flush()
            log(desk, "lead.accepted", lead.id, actor.id, {"offer": offer.id, "record": row.record_id})
            _prove(desk, offer, row)
        return _accepted(desk, offer, row)


def decline(work: Work, policy: Policy, *, actor: Actor, offer_id: int, reason: str, now: datetime) -> None:
    """Say no to a lead, and why; it goes on to the next at once.

    Raises: DeclineReasonMissing; BadValue, where the reason is too long; NotFound; Denied; OfferOver.
    """
    why = reason.strip()
    if not why:
        raise DeclineReasonMissing
    if len(why) > policy.leads.reason_chars:
        raise BadValue(field="reason", value=why[: policy.leads.reason_chars])
    with work() as unit:
        desk = Desk(unit, policy, now)
        lead, row, offer = _met(desk, actor, offer_id)
        _standing(desk, offer)
        offer.answer, offer.answered_at, offer.reason = Answer.DECLINED, now, why
        unit.session.flush()
        log(desk, "lead.declined", lead.id, actor.id, {"offer": offer.id, "reason": why})
        go_on(desk, lead, row, Cause.DECLINED)


def _met(desk: Desk, actor: Actor, offer_id: int) -> tuple[Lead, UnitRow, LeadOffer]:
    """An offer to this actor, with its lead and unit held; the record before them, whose values may be proven."""
    session = desk.session
    offer = lead_offers.one(session, offer_id)
    if offer is None:
        raise NotFound
    authorise(actor, Action.ANSWER_LEAD, people.holder(session, offer.person_id))
    _hold_record(desk, offer.lead_id)
    there = held(desk, offer.lead_id)
    if there is None or there.unit is None:
        raise NotFound
    session.refresh(offer)
    return there.lead, there.unit, offer


def _hold_record(desk: Desk, lead_id: int) -> None:
    lead = leads.one(desk.session, lead_id)
    if lead is not None and lead.unit_id is not None:
        row = desk.session.get_one(UnitRow, leads.standing_unit(desk.session, lead.unit_id))
        judging.hold(desk.session, [row.record_id])


def _standing(desk: Desk, offer: LeadOffer) -> None:
    """Raises: OfferOver, where there is nothing to answer any more, whether or not a sweep has been by."""
    if offer.answer is not None or desk.now >= offer.answer_by:
        raise OfferOver(answer=offer.answer or Answer.LAPSED.value)


def _own(desk: Desk, offer: LeadOffer, row: UnitRow) -> None:
    """Nobody's unit becomes theirs, unless somebody has an earlier claim, right or case on it."""
    session, rep_id, version = desk.session, offer.person_id, desk.policy.version
    state = units.state(session, row, desk.now)
    mine = {None, rep_id}
    if state.owner_id or state.contested or state.claimant_id not in mine or state.right_holder_id not in mine:
        return
    has_place = holdings.take_place(session, rep_id, cap=desk.policy.library.cap)
    until = None if has_place else _beside(desk, offer)
    offer.overflow = not has_place
    given: dict[str, Any] = {"by": rep_id, "policy_version": version, "now": desk.now, "overflow_until": until}
    ownership.begin(session, row, rep_id, how=Begin.LEAD, **given)


def _beside(desk: Desk, offer: LeadOffer) -> datetime:
    """Stand beside a full library until then, once a month. Raises: LibraryFull, where that has been used."""
    session, rep_id = desk.session, offer.person_id
    calendar = holidays.of_organisation(session, desk.policy)
    holdings.move(session, {rep_id: 1})
    if lead_reps.has_overflowed(session, About(offer.lead_id, frozenset(), calendar, desk.now), rep_id):
        raise LibraryFull(held=holdings.of(session, rep_id).owned - 1, limit=desk.policy.library.cap)
    return calendar.deadline(desk.now, desk.policy.leads.overflow)


def _prove(desk: Desk, offer: LeadOffer, row: UnitRow) -> None:
    """The customer asks from a number or mail that stands in the record: proven, where neither the inquiry itself nor
    whoever takes the lead had brought it.
    """
    record = proving.held(desk.unit, desk.policy, row.id)
    typed = Inquiry.of(leads.inquiries(desk.session, offer.lead_id)[0].typed)
    equal = lead_matching.equal_paths(record.record, derive(inquiries.record(typed)))
    stamps = {path: proving.stamp_of(record, path) for path in equal}
    paths = [path for path, stamp in stamps.items() if stamp.by != offer.person_id and stamp.source != SOURCE]
    if paths:
        cause = f"lead:{offer.lead_id}"
        proving.prove(desk.unit, desk.policy, unit_id=row.id, paths=paths, cause=cause, verifier_id=None, now=desk.now)


def _accepted(desk: Desk, offer: LeadOffer, row: UnitRow) -> Accepted:
    standing = ownership.standing(desk.session, row.id)
    is_theirs = standing is not None and standing.owner_id == offer.person_id
    until = standing.overflow_until if standing and is_theirs else None
    return Accepted(offer.lead_id, row.record_id, is_theirs, until)
