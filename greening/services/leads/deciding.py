"""Which customer is it about, where the machine is not sure? Somebody looks, says so, or closes what nobody needs to answer."""

from datetime import datetime

from greening.domain import inquiries
from greening.domain.inquiries import Inquiry
from greening.domain.leads import Closing, How, State
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.records import derive, tidied
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_leads import LeadDecided
from greening.services.leads._routing import Cause, Desk, go_on, locked, log
from greening.services.leads.receiving import SOURCE
from greening.storage import leads, match_keys, record_entering, record_writing, units
from greening.storage.leads import Lead
from greening.storage.record_writing import SameCompanyThere
from greening.storage.session import Work

CLOSABLE = frozenset({State.TRIAGE, State.WAITING})


def decide(work: Work, policy: Policy, *, actor: Actor, lead_id: int, record_id: int | None, now: datetime) -> None:
    """Say which record a lead is about, None that it is none of those that are stored; it goes its way at once.

    Raises: Denied; NotFound; LeadDecided, where somebody was faster.
    """
    person_id = _person(actor)
    with work() as unit:
        desk = Desk(unit, policy, now)
        row = locked(desk, _unit_of(desk, record_id) if record_id is not None else _new(desk, lead_id))
        lead = _open(desk, lead_id, frozenset({State.TRIAGE}))
        lead.matched = {**lead.matched, "how": How.PERSON if record_id is not None else How.NEW, "by": person_id}
        after = {"unit": row.id, "record": row.record_id, "doubt": lead.doubt}
        log(desk, "lead.decided", lead.id, person_id, after)
        go_on(desk, lead, row, Cause.DECIDED)


def close(
    work: Work, policy: Policy, *, actor: Actor, lead_id: int, closing: str, note: str = "", now: datetime
) -> None:
    """Close a lead that nobody has in hand, and say why.

    Raises: Denied; BadValue; NotFound; LeadDecided, where somebody has it or it is closed.
    """
    person_id, why = _person(actor), note.strip()
    if closing not in set(Closing) or len(why) > policy.leads.reason_chars:
        raise BadValue(field="closing", value=closing)
    with work() as unit:
        desk = Desk(unit, policy, now)
        lead = _open(desk, lead_id, CLOSABLE)
        log(desk, "lead.closed", lead.id, person_id, {"closing": closing, "note": why, "state": lead.state})
        lead.state, lead.closing, lead.note = State.CLOSED, closing, why
        lead.closed_by, lead.closed_at, lead.look_by = person_id, now, None


def _person(actor: Actor) -> int:
    """A decision has somebody's name on it; whoever has the command line has none. Raises: Denied."""
    authorise(actor, Action.DECIDE_LEAD)
    if actor.id is None:
        raise Denied(action=Action.DECIDE_LEAD.value)
    return actor.id


def _open(desk: Desk, lead_id: int, states: frozenset[State]) -> Lead:
    lead = leads.one(desk.session, lead_id, lock=True)
    if lead is None:
        raise NotFound
    if lead.state not in states:
        raise LeadDecided(state=lead.state)
    return lead


def _unit_of(desk: Desk, record_id: int) -> int:
    """The oldest unit of a record."""
    found = units.of_record(desk.session, record_id)
    if not found:
        raise NotFound
    return found[0].id


def _new(desk: Desk, lead_id: int) -> int:
    """The unit of a record made of what was typed; of the one that has this name in this city, if there is one."""
    found = leads.inquiries(desk.session, lead_id)
    if not found:
        raise NotFound
    record = tidied(inquiries.record(Inquiry.of(found[0].typed)))
    derived = derive(record)
    match_keys.hold(desk.session, derived)
    try:
        made = record_entering.add(desk.unit, record, derived, author_id=None, source=SOURCE, now=desk.now)
    except SameCompanyThere:
        there = record_writing.same_company(desk.session, derived)
        return _unit_of(desk, there or 0)
    record_entering.look(desk.unit, desk.policy, made.record_id, 1, desk.now)
    return made.id
