"""What does a lead's way go by? Who owns the unit, has the right to its leads, completed it, or serves the place."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from greening.domain import credits as rules
from greening.domain.calendar import Calendar
from greening.domain.people import Role, today
from greening.domain.policy import Policy
from greening.domain.protection import Contact, State
from greening.domain.routing import Facts, Holder, Owner
from greening.domain.triage import Triage
from greening.storage import claims, entitlements, lead_reps, protection
from greening.storage import credits as ledger
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.lead_reps import About
from greening.storage.people import Person, Team
from greening.storage.records import Record, Unit

SELLING = (Role.REP, Role.MANAGER)


def load(session: Session, policy: Policy, calendar: Calendar, unit: Unit, *, lead_id: int, now: datetime) -> Facts:
    """The facts of a unit that is held, for a lead that is one of its."""
    right = entitlements.live(session, unit.id, now)
    owner = _owner(session, policy, calendar, unit, right=right, now=now)
    contributors = _contributors(session, policy, unit.id)
    region = _serving(session, unit.record_id, policy, now)
    on_the_ladder = {*contributors, *([owner.rep_id] if owner else []), *([right.rep_id] if right else [])}
    there = _at_work(session, on_the_ladder, policy, now)
    about = About(lead_id, frozenset(on_the_ladder | ({unit.owner_id} if unit.owner_id else set())), calendar, now)
    return Facts(
        reps=lead_reps.load(session, policy, about, there | set(region)),
        owner=owner if owner and owner.rep_id in there else None,
        holder=_holder(session, unit, right) if right and right.rep_id in there else None,
        contributors=[one for one in contributors if one in there],
        region=region,
    )


def _owner(
    session: Session, policy: Policy, calendar: Calendar, unit: Unit, *, right: Entitlement | None, now: datetime
) -> Owner | None:
    """Whoever has the unit in the library, unless their protection has run out."""
    owned = protection.load(session, [unit.id], now).get(unit.id)
    stands = protection.of_unit(session, unit, policy, calendar, now)
    if owned is None or stands is None or stands.state is State.DROPS or unit.owned_since is None:
        return None
    claimed_at = _claimed_at(session, right) if right else None
    return Owner(
        owned.owner_id,
        held_before_claim=claimed_at is not None and unit.owned_since < claimed_at,
        proven_contact=any(visit.contact is Contact.CAPTURED for visit in owned.clocks.visits),
    )


def _claimed_at(session: Session, right: Entitlement) -> datetime:
    """When the work began that the right was given for."""
    opened = session.scalar(select(Claim.opened_at).where(Claim.id == right.claim_id))
    return opened or right.began_at


def _holder(session: Session, unit: Unit, right: Entitlement) -> Holder:
    triage = session.scalar(select(Record.triage).where(Record.id == unit.record_id))
    return Holder(right.rep_id, paused=triage == Triage.QUARANTINE)


def _contributors(session: Session, policy: Policy, unit_id: int) -> list[int]:
    """Whoever proved something of the unit, the way to the customer first; last whoever is completing it now."""
    shares = rules.shares(ledger.ledger(session, unit_id), policy.credits)
    claim = claims.live(session, unit_id)
    ranked = [shares.holder_id, *(one.rep_id for one in shares.others), claim.rep_id if claim else None]
    return list(dict.fromkeys(one for one in ranked if one is not None))


def _serving(session: Session, record_id: int, policy: Policy, now: datetime) -> list[int]:
    """The reps of the region that has most customers in the record's city; where nobody has any there, all reps."""
    place = select(Record.region_key).where(Record.id == record_id).scalar_subquery()
    having = (
        select(Team.region_id)
        .select_from(Unit)
        .join(Record, and_(Record.id == Unit.record_id, Record.region_key == place, Record.id != record_id))
        .join(Person, Person.id == Unit.owner_id)
        .join(Team, Team.id == Person.team_id)
        .group_by(Team.region_id)
        .order_by(func.count().desc(), Team.region_id)
        .limit(1)
    )
    region_id = session.scalar(having)
    reps = select(Person.id).where(Person.role == Role.REP, _working(policy, now)).order_by(Person.id)
    if region_id is None:
        return list(session.scalars(reps))
    return list(session.scalars(reps.join(Team, Team.id == Person.team_id).where(Team.region_id == region_id)))


def _at_work(session: Session, ids: Collection[int], policy: Policy, now: datetime) -> set[int]:
    """Those of them who sell and are still here."""
    selling = select(Person.id).where(Person.id.in_(ids), Person.role.in_(SELLING), _working(policy, now))
    return set(session.scalars(selling))


def _working(policy: Policy, now: datetime) -> ColumnElement[bool]:
    return and_(Person.active, or_(Person.left_on.is_(None), Person.left_on >= today(policy, now)))
