"""What is shown of leads: a row of a list, a whole lead with every round of its way, and what is masked in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from greening.domain import masking
from greening.domain.candidates import Step as Reason
from greening.domain.candidates import masked_steps
from greening.domain.inquiries import Channel, Inquiry
from greening.domain.leads import State
from greening.domain.routing import Answer, Step


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead in a list. `company` is what the record is called, or, where nobody knows it yet, what was typed."""

    lead_id: int
    number: str
    state: State
    doubt: str
    company: str
    place: str
    record_id: int | None
    received_at: datetime
    channel: Channel
    message: str
    rep: str = ""
    """Who has it in hand, where the reader may know."""


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A lead that was offered to the reader, and what they said."""

    lead: LeadRow
    offer_id: int
    step: Step
    offered_at: datetime
    answer_by: datetime
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for the reader, the most pressing first, and what they had before, the newest first."""

    open: tuple[OfferRow, ...]
    before: tuple[OfferRow, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who was considered. `name` is empty where the reader may not know it; `is_me` is the reader."""

    name: str
    is_me: bool
    step: Step
    reason: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Round:
    """One decision where the lead goes; `answer` is what whoever was chosen said to it, `answer_by` when they had to."""

    number: int
    cause: str
    at: datetime
    considered: tuple[Who, ...]
    answer: Answer | None
    answered_at: datetime | None
    answer_by: datetime | None
    declined_because: str
    policy_version: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored customer that the lead may be about."""

    record_id: int
    company: str
    region_key: str
    probability: float
    exact: bool
    steps: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Everything about a lead. Contacts are masked unless the reader has accepted it (`sees_contacts`)."""

    row: LeadRow
    inquiry: Inquiry
    sees_contacts: bool
    how: str
    steps: tuple[Reason, ...]
    probability: float | None
    repeats: tuple[datetime, ...]
    rounds: tuple[Round, ...]
    likely: tuple[Candidate, ...]
    offer: OfferRow | None
    may_decide: bool
    may_close: bool
    look_by: datetime | None
    closing: str
    note: str
    closed_by: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeadList:
    """One page of leads; `more` is the id to go on after."""

    rows: tuple[LeadRow, ...]
    more: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody now: the most pressing offers, how many there are, and how many leads a person has to look at."""

    offers: tuple[OfferRow, ...] = ()
    count: int = 0
    to_look_at: int = field(default=0)


def masked(page: LeadPage) -> LeadPage:
    """The same without the means to reach anybody: who has not taken a lead cannot keep its number."""
    return replace(
        page,
        row=masked_row(page.row),
        inquiry=masked_inquiry(page.inquiry),
        steps=masked_steps(page.steps),
        likely=tuple(
            replace(one, steps=masked_steps(one.steps), company=masking.text(one.company)) for one in page.likely
        ),
    )


def masked_row(row: LeadRow) -> LeadRow:
    return replace(row, company=masking.text(row.company), message=masking.text(row.message))


def masked_inquiry(inquiry: Inquiry) -> Inquiry:
    """Numbers and mails masked wherever they were typed."""
    typed: Mapping[str, str] = inquiry.to_json()
    contacts: Sequence[str] = ("phone", "email")
    return Inquiry(
        **{name: masking.contact(value) if name in contacts else masking.text(value) for name, value in typed.items()}
    )
