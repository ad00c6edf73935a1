"""What does a conflict go by, what can be asked and found in it, and what can be ruled?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from greening.domain.protection import Contact


class Ruling(StrEnum):
    """What can be ruled. Uphold 维持归属: the holder keeps it. Transfer 过户: the challenger gets it. Co-own 共同跟进, with a
    split, is for a person to think of. Separate 判为两家: these are two customers. Group 集团优先: two customers of one
    boss, and whoever reached the boss comes first. Pool 退回公海: nobody has earned it. Insufficient 证据不足: nothing changes.
    """

    UPHOLD = "uphold"
    TRANSFER = "transfer"
    CO_OWN = "co_own"
    SEPARATE = "separate"
    GROUP = "group"
    POOL = "pool"
    INSUFFICIENT = "insufficient"


class Gate(StrEnum):
    """The questions in their order: seven gates, then who was first, then what breaks a tie."""

    SAME_UNIT = "same_unit"
    CONTRACT = "contract"
    FILED_IN_TIME = "filed_in_time"
    FRAUD = "fraud"
    PROTECTED = "protected"
    EMPTY_FOLLOW_UP = "empty_follow_up"
    CUSTOMERS_CHOICE = "customers_choice"
    FIRST_CONTACT = "first_contact"
    KEY_PERSON = "key_person"
    PROGRESS = "progress"
    WORKLOAD = "workload"
    LOT = "lot"


class Found(StrEnum):
    """What a gate found."""

    ONE_UNIT = "one_unit"
    TWO_UNITS = "two_units"
    ONE_GROUP = "one_group"
    """Two units, but of one boss or one parent."""
    UNCLEAR = "unclear"
    """Whether it is one unit cannot be told."""
    NO_CONTRACT = "no_contract"
    TRACE_BACK = "trace_back"
    """Signed so lately that whoever worked the customer too may still object, `until` then."""
    SIGNED = "signed"
    IN_TIME = "in_time"
    """Filed `days` working days after the discovery, `within` being allowed."""
    TOO_LATE = "too_late"
    NO_FRAUD = "no_fraud"
    HOLDER_FRAUD = "holder_fraud"
    CHALLENGER_FRAUD = "challenger_fraud"
    BOTH_FRAUD = "both_fraud"
    UNPROTECTED = "unprotected"
    """A clock of the holder had run out, `until` then."""
    HELD_WITHOUT_CONTACT = "held_without_contact"
    """Protected `until` then by time alone: the holder has not talked to the customer."""
    PROTECTED = "protected"
    """Protected `until` then, the `last` contact being the holder's own."""
    FOLLOWED_UP = "followed_up"
    """Not all of the holder's `notes` are void, or there are none yet."""
    EMPTY = "empty"
    """Nothing but void `notes` against `contacts` of the challenger."""
    BOTH_EMPTY = "both_empty"
    """Nothing but void `notes`, and no contact of the challenger either."""
    NO_CHOICE = "no_choice"
    CHOICE_NOT_ALLOWED = "choice_not_allowed"
    """The customer has chosen, but the company does not let that decide."""
    CHOSEN = "chosen"
    NOBODY_IN_TOUCH = "nobody_in_touch"
    """Neither party had a contact within F before the filing; here and below with the first and the last one of each."""
    ALONE_IN_TOUCH = "alone_in_touch"
    """Only one party had, whoever was first."""
    FIRST = "first"
    """Both had, and one was first."""
    TIE = "tie"
    """Nobody is ahead by this question; the next one decides."""
    AHEAD = "ahead"
    """The measures of `holder` and `challenger` differ."""


class Identity(StrEnum):
    """What is known of the two records: one unit, two, two of one group, or not enough to tell."""

    ONE_UNIT = "one_unit"
    TWO_UNITS = "two_units"
    ONE_GROUP = "one_group"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Event:
    """Something a party did with the customer. What was struck is void; a milestone, such as a quote, has an artefact from
    the customer's side.
    """

    at: datetime
    entered_at: datetime
    contact: Contact
    reached_key_person: bool = False
    milestone: str = ""
    visit_id: int | None = None
    """The note that it comes from."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side: their events with this customer, and how many units they are working on."""

    rep_id: int
    events: Sequence[Event] = ()
    active_units: int = 0
    fraud_proven: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the logs say. The holder (原跟进方) held the unit first, the challenger (申请方) contests it.

    `discovered_at` is the first look-up or notice that showed the collision to the challenger. `protected_until` is the
    holder's as it was at the filing, `signed_at` the live contract's. `chosen_by_customer` is a rep named in writing.
    `lot` is the seed recorded with the case.
    """

    identity: Identity
    filed_at: datetime
    discovered_at: datetime
    holder: Party
    challenger: Party
    protected_until: datetime | None = None
    signed_at: datetime | None = None
    chosen_by_customer: int | None = None
    lot: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one gate found, by which values, and the ruling that follows from it, if one does. `to` is who gets the unit."""

    gate: Gate
    found: Found
    params: Mapping[str, Any] = field(default_factory=dict)
    ruling: Ruling | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The ruling of the last step, with all steps that led to it."""

    ruling: Ruling
    to: int | None
    steps: tuple[Step, ...]
