"""What becomes of an inquiry? Taken in exactly once, matched, and on its way to somebody, all in one transaction."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from greening.domain import inquiries
from greening.domain import leads as rules
from greening.domain.inquiries import Channel, Inquiry
from greening.domain.leads import Doubt, How, State
from greening.domain.policy import Policy
from greening.domain.records import Derived, derive, tidied
from greening.domain.refusals_leads import InquiryBroken, LeadKeyTaken
from greening.services.leads._routing import Cause, Desk, go_on, locked, log
from greening.storage import holidays, lead_doors, lead_matching, leads, match_keys, record_entering
from greening.storage.lead_matching import Likely
from greening.storage.leads import Lead
from greening.storage.session import Work
from validators.record import Record

SOURCE = "inquiry"
"""The source of what a stranger typed."""
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a number that is read out on the phone: none looks or sounds like another."""
PLACES = 8


@dataclass(frozen=True, slots=True)
class Received:
    """What the sender is told: the number of their inquiry. `again` where it was there before."""

    lead_id: int
    number: str
    received_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """An inquiry as it arrived: through which door, under which key, in which language, and what speaks against it."""

    inquiry: Inquiry
    channel: Channel
    idempotency_key: str | None = None
    door_id: int | None = None
    language: str = ""
    doubt: Doubt | None = None


def receive(
    work: Work,
    policy: Policy,
    *,
    inquiry: Inquiry,
    idempotency_key: str | None,
    channel: Channel,
    now: datetime,
    door_id: int | None = None,
    language: str = "",
    doubt: Doubt | None = None,
) -> Received:
    """Take an inquiry in, once: the same key, or the same words within `policy.leads.same_within`, is the lead that was.

    A customer that is surely known gets it routed to whoever it belongs to, an unknown one becomes a record of the pool;
    in between, and where a machine seems to have sent it, a person looks first. Whether it was known is told to nobody.

    Raises: InquiryBroken; LeadKeyTaken, where the key came with another inquiry.
    """
    if wrong := inquiries.faults(inquiry):
        raise InquiryBroken(faults={name: fault.value for name, fault in wrong.items()})
    came = Delivery(inquiry, channel, idempotency_key or None, door_id, language, doubt)
    with work() as unit:
        desk = Desk(unit, policy, now)
        return _before(desk, came) or _first(desk, came)


def _before(desk: Desk, came: Delivery) -> Received | None:
    """What was answered when it came before; that it came again is kept."""
    session = desk.session
    if came.idempotency_key:
        leads.hold(session, f"key:{came.door_id}:{came.idempotency_key}")
        if there := leads.by_key(session, came.door_id, came.idempotency_key):
            if there.body_key != came.inquiry.body_key:
                raise LeadKeyTaken
            return _told(session.get_one(Lead, there.lead_id), again=True)
    leads.hold(session, f"content:{came.inquiry.content_key}")
    first = leads.same(session, came.inquiry.content_key)
    if first is None or not rules.is_repeat(first.received_at, desk.now, desk.policy.leads):
        return None
    _keep(desk, first, came, repeats=True)
    return _told(first, again=True)


def _first(desk: Desk, came: Delivery) -> Received:
    record = tidied(inquiries.record(came.inquiry))
    derived = derive(record)
    match_keys.hold(desk.session, derived)
    likely = lead_matching.likely(desk.session, derived, desk.policy)
    likenesses = [one.likeness for one in likely]
    doubt = came.doubt or _flooding(desk, came)
    found = None if doubt else rules.matched(likenesses, desk.policy.leads)
    if found is None and likely and not doubt:
        doubt = rules.in_doubt(likenesses, desk.policy.leads)
    if doubt:
        return _told(_look_first(desk, came, likely, doubt), again=False)
    lead = _of_known(desk, came, likely, found) if found else _of_new(desk, came, record, derived)
    return _told(lead, again=False)


def _flooding(desk: Desk, came: Delivery) -> Doubt | None:
    since = desk.now - desk.policy.leads.same_within
    had = leads.from_sender(desk.session, came.inquiry.sender_key, since=since)
    return Doubt.FLOOD if had >= desk.policy.leads.same_sender else None


def _look_first(desk: Desk, came: Delivery, likely: Sequence[Likely], doubt: Doubt) -> Lead:
    calendar = holidays.of_organisation(desk.session, desk.policy)
    lead = _add(desk, came, {"likely": _shown(desk, likely)}, state=State.TRIAGE, doubt=doubt)
    lead.look_by = calendar.after_work(desk.now, desk.policy.leads.look)
    return lead


def _of_new(desk: Desk, came: Delivery, record: Record, derived: Derived) -> Lead:
    made = record_entering.add(desk.unit, record, derived, author_id=None, source=SOURCE, now=desk.now)
    record_entering.look(desk.unit, desk.policy, made.record_id, 1, desk.now)
    there = locked(desk, made.id)
    lead = _add(desk, came, {"how": How.NEW}, state=State.WAITING, unit_id=there.id)
    go_on(desk, lead, there, Cause.RECEIVED)
    return lead


def _of_known(desk: Desk, came: Delivery, likely: Sequence[Likely], found: int) -> Lead:
    there = locked(desk, found)
    own = next(one for one in likely if one.likeness.unit_id == found)
    matched = {"how": own.how, **_json(own), "likely": _shown(desk, likely)}
    lead = _add(desk, came, matched, state=State.WAITING, unit_id=there.id)
    go_on(desk, lead, there, Cause.RECEIVED)
    return lead


def _add(
    desk: Desk,
    came: Delivery,
    matched: Mapping[str, object],
    *,
    state: State,
    unit_id: int | None = None,
    doubt: Doubt | None = None,
) -> Lead:
    lead = Lead(
        number=_number(),
        content_key=came.inquiry.content_key,
        sender_key=came.inquiry.sender_key,
        received_at=desk.now,
        unit_id=unit_id,
        matched=dict(matched),
        state=state,
        doubt=doubt or "",
        policy_version=desk.policy.version,
    )
    desk.session.add(lead)
    desk.session.flush()
    _keep(desk, lead, came, repeats=False)
    return lead


def _keep(desk: Desk, lead: Lead, came: Delivery, *, repeats: bool) -> None:
    row = leads.Inquiry(
        lead_id=lead.id,
        channel=came.channel,
        door_id=came.door_id,
        idempotency_key=came.idempotency_key,
        body_key=came.inquiry.body_key,
        typed=came.inquiry.to_json(),
        language=came.language,
        received_at=desk.now,
        repeats=repeats,
    )
    desk.session.add(row)
    desk.session.flush()
    if came.door_id is not None:
        lead_doors.used(desk.session, came.door_id, desk.now)
    kind = "lead.repeated" if repeats else "lead.received"
    log(desk, kind, lead.id, None, {"channel": came.channel.value, "number": lead.number})


def _shown(desk: Desk, likely: Sequence[Likely]) -> list[dict[str, object]]:
    return [_json(one) for one in likely[: desk.policy.matching.shown]]


def _json(one: Likely) -> dict[str, object]:
    steps = [step.to_json() for step in one.steps]
    told = one.likeness
    return {"unit": told.unit_id, "probability": round(told.probability, 4), "exact": told.exact, "terms": steps}


def _told(lead: Lead, *, again: bool) -> Received:
    return Received(lead.id, lead.number, lead.received_at, again)


def _number() -> str:
    signs = [secrets.choice(SIGNS) for _ in range(PLACES)]
    return f"L-{''.join(signs[:4])}-{''.join(signs[4:])}"
