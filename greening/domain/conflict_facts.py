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
    """What a gate found.

    A contract is in trace-back while somebody who worked the customer too may object to it. Held without contact is a
    protection that runs on time alone. Empty is a holder with nothing but void notes, both empty a challenger without a
    contact as well. In touch is who had a contact within F before the filing: nobody, one party alone, or both, of whom
    one was first. A tie leaves it to the next question, in which one may be ahead.
    """

    ONE_UNIT = "one_unit"
    TWO_UNITS = "two_units"
    ONE_GROUP = "one_group"
    UNCLEAR = "unclear"
    NO_CONTRACT = "no_contract"
    TRACE_BACK = "trace_back"
    SIGNED = "signed"
    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    NO_FRAUD = "no_fraud"
    HOLDER_FRAUD = "holder_fraud"
    CHALLENGER_FRAUD = "challenger_fraud"
    BOTH_FRAUD = "both_fraud"
    UNPROTECTED = "unprotected"
    HELD_WITHOUT_CONTACT = "held_without_contact"
    PROTECTED = "protected"
    FOLLOWED_UP = "followed_up"
    EMPTY = "empty"
    BOTH_EMPTY = "both_empty"
    NO_CHOICE = "no_choice"
    CHOICE_NOT_ALLOWED = "choice_not_allowed"
    CHOSEN = "chosen"
    NOBODY_IN_TOUCH = "nobody_in_touch"
    ALONE_IN_TOUCH = "alone_in_touch"
    FIRST = "first"
    TIE = "tie"
    AHEAD = "ahead"


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
