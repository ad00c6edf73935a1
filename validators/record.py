"""What is a customer record, to somebody who has to judge it?

Plain values, nothing loaded lazily, nothing required: a real record lacks most of this. Text is as somebody typed it;
cleaning happens where it is judged, so that a finding can show the typed value.

A value is addressed by its *path*: ``company``, ``phones[0]``, ``key_persons[1].title``, ``profile.brands``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from validators.finding import Level


class Answer(StrEnum):
    """What a person says of a field that stays without a value; both differ from empty."""

    HAS_NONE = "has_none"
    NOT_FOUND = "not_found"


class DecisionRole(StrEnum):
    """What a key person can do for a purchase; empty where nobody has said it."""

    DECIDES = "decides"
    PAYS = "pays"
    USES = "uses"
    INFLUENCES = "influences"
    GATE = "gate"
    UNSAID = ""


class CustomerKind(StrEnum):
    """What a customer is to us; empty where nobody has said it."""

    DISTRIBUTOR = "distributor"
    END_CUSTOMER = "end_customer"
    UNSAID = ""


class Stage(StrEnum):
    """How far a customer has come; empty where nobody has said it."""

    PROSPECT = "prospect"
    INTERESTED = "interested"
    FIRST_ORDER = "first_order"
    REPEAT = "repeat"
    UNSAID = ""


class NumberState(StrEnum):
    """What the network says of a number (空号检测), where somebody has asked a provider. Most say it of mobiles only."""

    ACTIVE = "active"
    EMPTY = "empty"
    SUSPENDED = "suspended"
    OFF = "off"
    MAYBE_OFF = "maybe_off"
    SILENT = "silent"
    RISK = "risk"
    NONEXISTENT = "nonexistent"
    ABNORMAL = "abnormal"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A company id as typed. `kind` is a code of `validators.company_ids`, empty where the file does not say which."""

    value: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """Somebody at the customer. Each entry of `phones` is one field as typed and may hold several numbers."""

    name: str = ""
    title: str = ""
    role: DecisionRole = DecisionRole.UNSAID
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """A follow-up (跟进记录): what a rep says happened at `at`, and when it was typed (`entered_at`); aware times.

    `outcome` is ``reached``, ``nobody``, or empty where it is not said; `duration` that of the call where a system
    measured it. `contact`, `next_step` and `next_at` are what was filled in beside the note: with whom, what next, when.
    """

    note: str
    at: datetime | None = None
    entered_at: datetime | None = None
    channel: str = ""
    rep: str = ""
    outcome: str = ""
    duration: timedelta | None = None
    contact: str = ""
    next_step: str = ""
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One company as we know it.

    `country` (ISO 3166, two letters) is where numbers and ids without a country are read. `region` is a GB/T 2260 code,
    empty where unknown. `rep` names who entered the record, empty where nobody is known: rules about one rep's habits
    run only where it is given. `levels` holds the level that evidence has given to a path; a path that is not there
    has the level that judging finds; `verified` says since when (aware), where that is known. `visits` are newest
    first. `number_states` says by E.164 what a provider knows of a number; one that nobody asked about is not there.
    `kind` is a `CustomerKind` and `stage` a `Stage`: they say by which weights the record is scored.
    """

    company: str = ""
    short_name: str = ""
    former_names: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    country: str = "CN"
    region: str = ""
    address: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    website: str = ""
    industry: str = ""
    scale: str = ""
    business: str = ""
    key_persons: tuple[KeyPerson, ...] = ()
    visits: tuple[Visit, ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    verified: Mapping[str, datetime] = field(default_factory=dict)
    number_states: Mapping[str, NumberState] = field(default_factory=dict)
    rep: str = ""
    kind: str = ""
    stage: str = ""
