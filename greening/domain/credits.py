"""Who is paid for which fact, how much, and what are the shares of those who completed a unit?

The ledger of a unit. A proven value pays its author the points of its field in the score; rows are only added, and what
turns out to be false is reversed by a row of its own. Points have one decimal.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from greening.domain.policy_sections import CreditsPolicy
from greening.domain.refusals_units import CreditReversed
from validators.settings import Field, Settings
from validators.sharing import half_up

PLACE = re.compile(r"\[\d+\]")
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "key_persons.name": "key_person.name",
        "key_persons.title": "key_person.role",
        "key_persons.role": "key_person.role",
        "key_persons.phones": "key_person.phone",
        "key_persons.emails": "key_person.email",
        "phones": "contact.phone",
        "emails": "contact.email",
        "ids": "company_id",
        "visits": "contact.visit",
    }
)
"""Which field of the score the values at a path are; all others go by the last part of their path."""
CHANNEL = ("key_person.", "contact.phone", "contact.email")
"""The fields that bring somebody to the customer: whoever proved most of them has the right to the leads."""
FULL, TENTHS, EXACT = 100, 10, 1000


class Kind(StrEnum):
    """Proven pays the author of the standing value, reverified whoever else proved it again. A reversal takes one of these
    back, restored gives back what a reversal took, and so on by turns: every row turns the one before.
    """

    PROVEN = "proven"
    REVERIFIED = "reverified"
    REVERSAL = "reversal"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Proof:
    """The value at `path` has been proven. `verifier_id` is the rep who did it, None for quality control and systems.

    `author_id` is None where nobody is paid for having found it: a file brought it along, or its author had just had the
    unit. `cause` names the event that proved it: the same one pays once, however often it is told.
    """

    path: str
    author_id: int | None
    cause: str
    verifier_id: int | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A row to add to the ledger; one that turns another, by `reverses_id`, has its points with the other sign."""

    rep_id: int
    path: str
    kind: Kind
    points: Decimal
    cause: str
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger of one unit."""

    id: int
    at: datetime
    grant: Grant


@dataclass(frozen=True, slots=True)
class Share:
    """A part of what a unit brings in, from 0 to 1."""

    rep_id: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Shares:
    """`holder_id` has the right to the leads, None where nobody proved a way to the customer; then the others, the largest
    share first.
    """

    holder_id: int | None
    others: tuple[Share, ...]


def field(path: str) -> str:
    """The field of the score that a value belongs to, whichever of several it is.

    >>> field("key_persons[1].phones[0]"), field("phones[2]"), field("address")
    ('key_person.phone', 'contact.phone', 'address')
    """
    bare = PLACE.sub("", path)
    return FIELDS.get(bare, bare.removeprefix("profile."))


def points(path: str, settings: Settings) -> Decimal:
    """What a proven value at this path pays: the weight of its field in the score, of 100 for the whole record."""
    weights = [(_name(one), round(one.weight * EXACT)) for one in settings.fields]
    own = sum(weight for name, weight in weights if name == field(path))
    return Decimal(half_up(FULL * TENTHS * own, sum(weight for _, weight in weights))) / TENTHS


def credit(
    proofs: Iterable[Proof], ledger: Sequence[Entry], settings: Settings, policy: CreditsPolicy, barred: frozenset[int]
) -> tuple[Grant, ...]:
    """The rows that proofs of a unit add to its ledger.

    Nobody is paid twice for a field of a unit, nor anybody again for an event whose pay has been taken back; `barred` are
    not paid at all: they, or their ring, held it not long ago.
    """
    told = {(entry.grant.cause, entry.grant.path, entry.grant.kind) for entry in ledger}
    paid = {(entry.grant.rep_id, field(entry.grant.path)) for entry in standing(ledger)}
    granted: list[Grant] = []
    for grant in (grant for proof in proofs for grant in _grants(proof, settings, policy)):
        event, share = (grant.cause, grant.path, grant.kind), (grant.rep_id, field(grant.path))
        if grant.points and event not in told and share not in paid and grant.rep_id not in barred:
            told.add(event)
            paid.add(share)
            granted.append(grant)
    return tuple(granted)


def reverse(entry: Entry, ledger: Sequence[Entry], cause: str) -> Grant:
    """The row that takes another one back, as a whole.

    Raises: CreditReversed, where that has been done or the row pays nothing by itself.
    """
    if entry not in standing(ledger):
        raise CreditReversed
    last = _last_turn(entry, _turned(ledger))
    return Grant(entry.grant.rep_id, entry.grant.path, Kind.REVERSAL, -entry.grant.points, cause, last.id)


def give_back(taken: Collection[int], ledger: Sequence[Entry], cause: str) -> tuple[Grant, ...]:
    """The rows that give back what these reversals, by id, have taken from a unit.

    Nothing where that has been done, nor where the field has been paid to the same person again since.
    """
    turned = _turned(ledger)
    paid = {(entry.grant.rep_id, field(entry.grant.path)) for entry in standing(ledger)}
    given: list[Grant] = []
    for entry in (one for one in ledger if one.id in taken and one.id not in turned):
        rep_id, path = entry.grant.rep_id, entry.grant.path
        if (rep_id, field(path)) not in paid:
            paid.add((rep_id, field(path)))
            given.append(Grant(rep_id, path, Kind.RESTORED, -entry.grant.points, cause, entry.id))
    return tuple(given)


def standing(ledger: Iterable[Entry]) -> tuple[Entry, ...]:
    """The rows that pay: what was proven and is not taken back, or was and has been given back."""
    rows = list(ledger)
    turned = _turned(rows)
    first = (row for row in rows if row.grant.reverses_id is None)
    return tuple(row for row in first if _last_turn(row, turned).grant.kind is not Kind.REVERSAL)


def balance(ledger: Iterable[Entry], rep_id: int) -> Decimal:
    """What somebody has: the sum of their rows."""
    return sum((entry.grant.points for entry in ledger if entry.grant.rep_id == rep_id), Decimal())


def taken_back(ledger: Iterable[Entry], price: Decimal) -> tuple[Entry, ...]:
    """Whose rows to reverse as the price of a lie: one rep's newest first, as many as do not exceed it."""
    taken: list[Entry] = []
    for entry in sorted(standing(ledger), key=lambda one: (one.at, one.id), reverse=True):
        if entry.grant.points <= price:
            price -= entry.grant.points
            taken.append(entry)
    return tuple(taken)


def price_of(ledger: Sequence[Entry], own: Collection[int], price: Decimal) -> tuple[Entry, ...]:
    """What is reversed for a lie: its `own` rows, by id, and of the others as many of the newest as the price has left."""
    first = tuple(entry for entry in ledger if entry.id in own)
    left = price - sum((entry.grant.points for entry in first), Decimal())
    return (*first, *taken_back((entry for entry in ledger if entry.id not in own), left))


def shares(ledger: Iterable[Entry], policy: CreditsPolicy) -> Shares:
    """Who gets the leads, and what part of a deal belongs to the others who completed the unit.

    The right is his who has most points in ways to the customer, of equals the one who was first. Shares go by all
    points; small ones are none.
    """
    rows = standing(ledger)
    ranked = _ranked(rows)
    reaching = _ranked([row for row in rows if field(row.grant.path).startswith(CHANNEL)])
    holder = reaching[0][0] if reaching else None
    whole = sum((got for _, got in ranked), Decimal())
    others = (Share(rep, round(got / whole, 3)) for rep, got in ranked if rep != holder)
    large = [one for one in others if one.share >= Decimal(str(policy.smallest_share))]
    return Shares(holder, tuple(large[: policy.shares]))


def barred(held_until: Mapping[int, datetime], policy: CreditsPolicy, now: datetime) -> frozenset[int]:
    """Who has held the unit too lately to be paid for claiming it: giving up and claiming by turns earns nothing."""
    return frozenset(rep for rep, until in held_until.items() if now - until < policy.held_before)


def _grants(proof: Proof, settings: Settings, policy: CreditsPolicy) -> Iterable[Grant]:
    full = points(proof.path, settings)
    if proof.author_id is not None:
        yield Grant(proof.author_id, proof.path, Kind.PROVEN, full, proof.cause)
    if proof.verifier_id is not None and proof.verifier_id != proof.author_id:
        part = round(full * Decimal(str(policy.reverified)), 1)
        yield Grant(proof.verifier_id, proof.path, Kind.REVERIFIED, part, proof.cause)


def _name(one: Field) -> str:
    """A key alone, but for persons and contacts, who both have phones."""
    return f"{one.section}.{one.key}" if one.section in {"key_person", "contact"} else one.key


def _turned(ledger: Iterable[Entry]) -> dict[int, Entry]:
    """By the id of each row that has been turned, the row that did."""
    return {row.grant.reverses_id: row for row in ledger if row.grant.reverses_id is not None}


def _last_turn(entry: Entry, turned: Mapping[int, Entry]) -> Entry:
    while entry.id in turned:
        entry = turned[entry.id]
    return entry


def _ranked(rows: Iterable[Entry]) -> list[tuple[int, Decimal]]:
    """Reps with their points, most first, of equals whoever was paid first."""
    total: dict[int, Decimal] = {}
    for row in sorted(rows, key=lambda one: (one.at, one.id)):
        total[row.grant.rep_id] = total.get(row.grant.rep_id, Decimal()) + row.grant.points
    return sorted(total.items(), key=lambda one: -one[1])
