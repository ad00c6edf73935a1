"""What does somebody see of the leads? Their own, one with the whole of its way, and all that a manager or QC looks after."""

from collections.abc import Mapping, Sequence
from typing import Any

from greening.domain.candidates import Step as Reason
from greening.domain.inquiries import Channel, Inquiry
from greening.domain.lead_page import (
    Candidate,
    LeadList,
    LeadPage,
    LeadRow,
    Mine,
    OfferRow,
    Round,
    Waiting,
    Who,
    masked,
    masked_row,
)
from greening.domain.leads import State
from greening.domain.people import Actor
from greening.domain.permissions import TABLE, Action, Holder, Relation, allowed, relation
from greening.domain.policy import Policy
from greening.domain.refusals import Denied, NotFound
from greening.domain.routing import Answer, Step
from greening.services.leads.deciding import CLOSABLE
from greening.storage import lead_offers, lead_pages, leads, people
from greening.storage.lead_offers import LeadOffer
from greening.storage.lead_pages import AnyRow
from greening.storage.leads import Lead
from greening.storage.session import Unit, Work

PRESSING = 5
"""Rows that a home page shows."""


def mine(work: Work, policy: Policy, *, actor: Actor) -> Mine:
    """What is offered to somebody, and what was before. Raises: Denied."""
    _authorise(actor)
    with work() as unit:
        open_ = lead_pages.offered(unit.session, actor.id or 0, is_open=True, limit=policy.lists.page)
        before = lead_pages.offered(unit.session, actor.id or 0, is_open=False, limit=policy.lists.page)
    return Mine(tuple(map(_offer, open_)), tuple(map(_offer, before)))


def waiting(work: Work, policy: Policy, *, actor: Actor) -> Waiting:
    """What waits for somebody now: offers to answer, and for those who decide also leads to look at. Raises: Denied."""
    _authorise(actor)
    decides = allowed(actor, Action.DECIDE_LEAD)
    with work() as unit:
        offers = lead_pages.offered(unit.session, actor.id or 0, is_open=True, limit=policy.lists.page)
        looks = leads.ids_in(unit.session, State.TRIAGE, limit=policy.lists.page) if decides else ()
    return Waiting(tuple(map(_offer, offers[:PRESSING])), len(offers), len(looks))


def page(work: Work, policy: Policy, *, actor: Actor, state: State | None = None, after: int | None = None) -> LeadList:
    """One page of the leads that somebody looks after, the newest first. No number stands in a list. Raises: Denied."""
    _authorise(actor)
    size = policy.lists.page
    with work() as unit:
        found = lead_pages.page(unit.session, actor, state=state, after=after, limit=size + 1)
    shown = tuple(masked_row(_row(row, actor)) for row in found[:size])
    return LeadList(shown, shown[-1].lead_id if len(found) > size else None)


def looks_after(actor: Actor) -> bool:
    """Whether somebody may read more than what was offered to themselves."""
    return bool(TABLE[Action.READ_LEADS].get(actor.role, frozenset()) - {Relation.OWN})


def one(work: Work, policy: Policy, *, actor: Actor, lead_id: int) -> LeadPage:
    """A lead: what was asked, how its customer was found, everybody who was considered and why not they.

    Names of others only for whom the table lets see them; numbers only for whoever has taken it.

    Raises: NotFound, Denied.
    """
    del policy
    with work() as unit:
        row = lead_pages.one(unit.session, lead_id)
        if row is None:
            raise NotFound
        _authorise(actor, lead_pages.holders(unit.session, lead_id) or [Holder()])
        shown = _page(unit, actor, row)
    return shown if shown.sees_contacts else masked(shown)


def _authorise(actor: Actor, holders: Sequence[Holder] = ()) -> None:
    """Let whoever may read one of these in; without holders whoever may read any. Raises: Denied."""
    if holders:
        is_let_in = any(allowed(actor, Action.READ_LEADS, relation(actor, one)) for one in holders)
    else:
        is_let_in = actor.role in TABLE[Action.READ_LEADS]
    if not is_let_in:
        raise Denied(action=Action.READ_LEADS.value)


def _page(unit: Unit, actor: Actor, row: AnyRow) -> LeadPage:
    session = unit.session
    lead, deliveries = session.get_one(Lead, row.id), leads.inquiries(session, row.id)
    offers = lead_offers.of_lead(session, row.id)
    own = next((one for one in offers if one.person_id == actor.id), None)
    decides = allowed(actor, Action.DECIDE_LEAD)
    closed_by = people.names(session, {lead.closed_by}).get(lead.closed_by or 0, "")
    return LeadPage(
        row=_row(row, actor),
        inquiry=Inquiry.of(deliveries[0].typed),
        sees_contacts=own is not None and own.answer == Answer.ACCEPTED,
        how=lead.matched.get("how", ""),
        steps=_steps(lead.matched),
        probability=lead.matched.get("probability"),
        repeats=tuple(one.received_at for one in deliveries[1:]),
        rounds=_rounds(unit, actor, lead.id, offers),
        likely=_likely(unit, lead) if decides and lead.state == State.TRIAGE else (),
        offer=_own_offer(row, actor),
        may_decide=decides and lead.state == State.TRIAGE,
        may_close=decides and lead.state in CLOSABLE,
        look_by=lead.look_by,
        closing=lead.closing,
        note=lead.note,
        closed_by=closed_by,
        closed_at=lead.closed_at,
    )


def _own_offer(row: AnyRow, actor: Actor) -> OfferRow | None:
    """The offer that stands, where it is the reader's."""
    return _offer(row) if row.offer_id is not None and row.person_id == actor.id else None


def _rounds(unit: Unit, actor: Actor, lead_id: int, offers: Sequence[LeadOffer]) -> tuple[Round, ...]:
    routes = lead_offers.routes(unit.session, lead_id)
    looked_at = lead_offers.considered(unit.session, [one.id for one in routes])
    known = lead_pages.people_of(unit.session, [one.person_id for one in looked_at])
    by_route = {one.route_id: one for one in offers}
    nobody = LeadOffer(answer=None, answered_at=None, answer_by=None, reason="")
    return tuple(
        Round(
            number=route.round,
            cause=route.cause,
            at=route.at,
            considered=tuple(_who(one, actor, known) for one in looked_at if one.route_id == route.id),
            answer=Answer(offer.answer) if offer.answer else None,
            answered_at=offer.answered_at,
            answer_by=offer.answer_by,
            declined_because=offer.reason,
            policy_version=route.policy_version,
        )
        for route in routes
        for offer in [by_route.get(route.id, nobody)]
    )


def _who(one: Any, actor: Actor, known: Mapping[int, tuple[str, Holder]]) -> Who:
    name, holder = known.get(one.person_id, ("", Holder()))
    near = relation(actor, holder)
    seen = allowed(actor, Action.SEE_CONSIDERED, near)
    return Who(name if seen else "", near is Relation.OWN, Step(one.step), one.reason, dict(one.params) if seen else {})


def _likely(unit: Unit, lead: Lead) -> tuple[Candidate, ...]:
    told = lead.matched.get("likely", [])
    there = lead_pages.customers(unit.session, [one["unit"] for one in told])
    return tuple(
        Candidate(row.record_id, row.company, row.region_key, one["probability"], one["exact"], _steps(one))
        for one in told
        for row in [there.get(one["unit"])]
        if row is not None
    )


def _steps(told: Mapping[str, Any]) -> tuple[Reason, ...]:
    return tuple(Reason.from_json(one) for one in told.get("terms", []))


def _offer(row: AnyRow) -> OfferRow:
    """An offer in a list: masked until it was accepted."""
    answer = Answer(row.answer) if row.answer else None
    lead = _plain(row)
    shown = lead if answer is Answer.ACCEPTED else masked_row(lead)
    return OfferRow(shown, row.offer_id, Step(row.step), row.offered_at, row.answer_by, answer)


def _row(row: AnyRow, actor: Actor) -> LeadRow:
    return _plain(row, rep=row.rep or "" if actor.role in TABLE[Action.READ_LEADS] else "")


def _plain(row: AnyRow, *, rep: str = "") -> LeadRow:
    return LeadRow(
        lead_id=row.id,
        number=row.number,
        state=State(row.state),
        doubt=row.doubt,
        company=row.company or row.typed.get("company", ""),
        place=row.region_key or row.typed.get("place", ""),
        record_id=row.record_id,
        received_at=row.received_at,
        channel=Channel(row.channel),
        message=row.typed.get("message", ""),
        rep=rep,
    )
