"""Which units of the public pool does somebody look for, and what do they see of each? What stands in the address."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from greening.domain.record_list import Cursor, Filters, Sort
from greening.domain.refusals import Refusal
from validators import FieldScore


class Missing(StrEnum):
    """What a record can be looked for by because it lacks it; the names under which fields earn points."""

    COMPANY_ID = "identity.company_id"
    WEBSITE = "identity.website"
    PERSON = "key_person.name"
    ROLE = "key_person.role"
    PERSON_PHONE = "key_person.phone"
    PERSON_EMAIL = "key_person.email"
    ADDRESS = "place.address"
    INDUSTRY = "business.industry"
    SCALE = "business.scale"
    PHONE = "contact.phone"


@dataclass(frozen=True, slots=True)
class PoolFilters:
    """What all of the wanted units have in common; the defaults ask for nothing, what lacks most comes first.

    `industry` is how the industry begins. `untouched` is for how many days nobody has had to do with it, `never` whether
    nobody ever had.
    """

    records: Filters = field(default_factory=lambda: Filters(sort=Sort.WORST))
    industry: str = ""
    missing: Missing | None = None
    untouched: int | None = None
    never: bool = False


class Lack(NamedTuple):
    """A field that is empty and unanswered, by the name under which it earns points."""

    key: str
    field: FieldScore


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's claim or right: whose, and until when."""

    person_id: int
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody can do with a unit, and why not what they cannot: a refusal stands beside each act that has one.

    `role` says which acts are theirs at all. `asked_at` is when they asked the holder of the right, who comes first until
    `first_until`.
    """

    claim: Held | None = None
    right: Held | None = None
    may_claim: bool = False
    may_take: bool = False
    may_ask: bool = False
    may_release: bool = False
    no_claim: Refusal | None = None
    no_take: Refusal | None = None
    no_release: Refusal | None = None
    asked_at: datetime | None = None
    first_until: datetime | None = None
    cools_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One unit of the pool. `touched_at` is the last follow-up, also one that a file told of; None is never."""

    unit_id: int
    record_id: int
    company: str
    region_key: str
    industry: str
    score: int | None
    completeness: int | None
    lacks: tuple[Lack, ...]
    touched_at: datetime | None
    offer: Offer


@dataclass(frozen=True, slots=True)
class PoolPage:
    """One page of the pool; `next` is None on the last one."""

    rows: tuple[PoolRow, ...]
    next: Cursor | None


class Places(NamedTuple):
    """How much somebody has, and may have: pits, and units of the library."""

    pits: int
    allowance: int
    owned: int
    cap: int
