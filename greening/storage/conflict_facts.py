"""What do the logs say of two reps and a customer? The facts of a conflict, from what was written down before the filing.

Milestones and contracts are not stored yet, nor is a customer's written word: of these a case says nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from greening.domain.calendar import Calendar
from greening.domain.candidates import Verdict
from greening.domain.conflict_facts import Event, Facts, Identity, Party
from greening.domain.policy import Policy
from greening.domain.protection import Contact
from greening.matching import organisations
from greening.storage import candidates, holdings, ownership, penalties, protection
from greening.storage.candidates import Candidate
from greening.storage.claims import Claim
from greening.storage.conflicts import ConflictLook
from greening.storage.entitlements import Entitlement
from greening.storage.events import Event as Logged
from greening.storage.records import KeyPerson, Unit, Visit
from greening.storage.reveals import KIND as REVEALED

SAID: Mapping[str, Identity] = {
    Verdict.SAME: Identity.ONE_UNIT,
    Verdict.DIFFERENT: Identity.TWO_UNITS,
    Verdict.RELATED: Identity.ONE_GROUP,
    Verdict.UNSURE: Identity.UNCLEAR,
}
"""What a person's word on two records says of the customer."""


@dataclass(frozen=True, slots=True)
class Contested:
    """What a case is about: the holder's unit, the challenger's own one and the pair of records where there is one."""

    unit: Unit
    holder_id: int
    challenger_id: int
    other: Unit | None = None
    pair: Candidate | None = None

    @property
    def units(self) -> list[Unit]:
        return [one for one in (self.unit, self.other) if one is not None]

    @property
    def record_ids(self) -> list[int]:
        return sorted({one.record_id for one in self.units})


def load(
    session: Session,
    contested: Contested,
    policy: Policy,
    calendar: Calendar,
    *,
    finder_id: int,
    lot: str,
    filed_at: datetime,
) -> Facts:
    """The facts at the moment of the filing. `finder_id` is the party who brought it up, else the challenger."""
    guarded = protection.of_unit(session, contested.unit, policy, calendar, filed_at)
    return Facts(
        identity=identity(session, contested.pair),
        filed_at=filed_at,
        discovered_at=discovered_at(session, contested, finder_id, filed_at),
        holder=_party(session, contested, contested.holder_id, filed_at),
        challenger=_party(session, contested, contested.challenger_id, filed_at),
        protected_until=guarded.due_at if guarded else None,
        lot=lot,
    )


def identity(session: Session, pair: Candidate | None) -> Identity:
    """Whether it is one customer: one record surely is; of two a person's word counts, then what they have in common."""
    if pair is None:
        return Identity.ONE_UNIT
    [*newest] = candidates.rulings(session, pair.id, limit=1)
    if newest:
        return SAID[newest[0][0].verdict]
    if pair.relation:
        return Identity.ONE_GROUP
    return Identity.ONE_UNIT if pair.probability >= organisations.model().threshold else Identity.UNCLEAR


def discovered_at(session: Session, contested: Contested, finder_id: int, filed_at: datetime) -> datetime:
    """When a party was first shown that the customer is another's, as far as it was logged; the filing shows it at last."""
    theirs = contested.unit if finder_id == contested.challenger_id else contested.other
    seen = looked_at(session, theirs, finder_id) if theirs is not None else None
    return min(filter(None, (seen, filed_at)))


def looked_at(session: Session, unit: Unit, person_id: int) -> datetime | None:
    """When somebody first saw that a unit is its owner's: its page, its pair, or a contact that was revealed to them."""
    holding = ownership.standing(session, unit.id)
    if holding is None:
        return None
    own = (ConflictLook.person_id == person_id, ConflictLook.ownership_id == holding.id)
    looked = session.scalar(select(ConflictLook.at).where(*own))
    revealed = select(func.min(Logged.at)).where(
        Logged.kind == REVEALED,
        Logged.subject == "record",
        Logged.subject_id == unit.record_id,
        Logged.actor_id == person_id,
        Logged.at >= holding.began_at,
    )
    return min(filter(None, (looked, session.scalar(revealed))), default=None)


def look(session: Session, person_id: int, ownership_id: int, now: datetime) -> None:
    """Log that somebody is being shown that a customer they work is another's; the first time counts."""
    row = {"person_id": person_id, "ownership_id": ownership_id, "at": now}
    session.execute(insert(ConflictLook).values(**row).on_conflict_do_nothing())


def has_worked(session: Session, unit: Unit, person_id: int) -> bool:
    """Whether somebody has worked a unit they do not hold: by a follow-up, a claim or a right."""
    noted = select(Visit.id).where(
        Visit.record_id == unit.record_id, Visit.author_id == person_id, ~Visit.historic, Visit.at.is_not(None)
    )
    claimed = select(Claim.id).where(Claim.unit_id == unit.id, Claim.rep_id == person_id)
    entitled = select(Entitlement.id).where(Entitlement.unit_id == unit.id, Entitlement.rep_id == person_id)
    return any(session.scalar(found.limit(1)) is not None for found in (noted, claimed, entitled))


def _party(session: Session, contested: Contested, person_id: int, filed_at: datetime) -> Party:
    notes = visits(session, contested.record_ids, [person_id], filed_at)
    named = _key_persons(session, contested.record_ids)
    return Party(
        rep_id=person_id,
        events=tuple(_event(one, named) for one in notes),
        active_units=holdings.of(session, person_id).owned,
        fraud_proven=penalties.made_up(session, contested.record_ids, person_id, filed_at),
    )


def visits(
    session: Session, record_ids: Collection[int], people: Collection[int], filed_at: datetime
) -> Sequence[Visit]:
    """What these people noted of a customer that happened and was written down before the filing, in order."""
    noted = select(Visit).where(Visit.record_id.in_(record_ids), Visit.author_id.in_(people), ~Visit.historic)
    before = noted.where(Visit.at < filed_at, Visit.entered_at < filed_at)
    return session.scalars(before.order_by(Visit.at, Visit.id)).all()


def _event(visit: Visit, named: Collection[str]) -> Event:
    """A note as a fact. A key person is reached where a captured contact names one."""
    told = protection.contact(visit)
    reached = told is Contact.CAPTURED and any(name in visit.note for name in named)
    return Event(visit.at or visit.entered_at, visit.entered_at, told, reached, visit_id=visit.id)


def _key_persons(session: Session, record_ids: Collection[int]) -> Sequence[str]:
    """Their names, gatekeepers left out."""
    known = select(KeyPerson.name).where(KeyPerson.record_id.in_(record_ids), KeyPerson.name != "")
    return session.scalars(known.where(KeyPerson.role != "gate")).all()


def pair_with(session: Session, record_id: int, person_id: int) -> Candidate | None:
    """The pair that a record makes with one that this person owns, the likest first; not one ruled to be two customers."""
    known = candidates.of_record(session, record_id)
    own = select(Unit.record_id).where(Unit.record_id.in_(known), Unit.owner_id == person_id)
    ids = [known[one].id for one in session.scalars(own) if known[one].verdict != Verdict.DIFFERENT]
    likest = select(Candidate).where(Candidate.id.in_(ids)).order_by(Candidate.bits.desc(), Candidate.id)
    return session.scalar(likest.limit(1))
