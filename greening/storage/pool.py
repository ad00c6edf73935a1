"""Who wants a unit of the pool, and what speaks against it? The facts about the asker, loaded under the unit's lock.

Who wants a unit that another has completed asks the holder of the right first, once for each time that it lies in the
pool; whoever then takes it ends all asking.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Row, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain import claims as claim_rules
from greening.domain import pool as rules
from greening.domain.claims import End as ClaimEnd
from greening.domain.ownership import HANDED_ON
from greening.domain.people import Role
from greening.domain.policy import Policy
from greening.domain.units import Asker
from greening.storage.base import Base, Id, Ref
from greening.storage.claims import Claim
from greening.storage.entitlements import Entitlement
from greening.storage.ownership import Ownership
from greening.storage.people import Person, Team
from greening.storage.records import Record, Unit

SELLING = (Role.REP, Role.MANAGER)


class FirstRefusal(Base):
    """Somebody asked the holder of a right whether they want the unit themselves.

    `stay_id` is the ownership after which it came to the pool, null where it never had an owner.
    """

    __tablename__ = "first_refusal"
    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    entitlement_id: Mapped[int] = mapped_column(ForeignKey("entitlement.id", ondelete="CASCADE"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stay_id: Mapped[Ref | None]
    asked_at: Mapped[datetime]
    __table_args__ = (
        Index(
            "uq__first_refusal__once_a_stay",
            "entitlement_id",
            "asker_id",
            "stay_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix__first_refusal__unit_id", "unit_id"),
    )


def asker(session: Session, unit: Unit, person_id: int, *, held: int, policy: Policy, now: datetime) -> Asker:
    """Somebody who wants to claim or to take a unit that is held.

    `held` is how much they have of what they want more of: units of the library, or pits.
    """
    cools = cooling(session, [unit.id], person_id, policy, now).get(unit.id)
    return Asker(person_id, held, cools, asked(session, [unit.id], person_id, now).get(unit.id))


def cooling(
    session: Session, unit_ids: Collection[int], person_id: int, policy: Policy, now: datetime
) -> dict[int, datetime]:
    """Until when somebody has to leave which of these units to others; those that they need not are missing.

    Because they gave it back or lost it to the pool, their team did, or they withdrew a claim on it.
    """
    own, team, teams = _left(session, unit_ids, person_id)
    withdrawn = _withdrawn(session, unit_ids, person_id, policy)
    found = {}
    for unit_id in {*own, *team, *withdrawn}:
        left = rules.cools_until(own.get(unit_id), team.get(unit_id), teams, policy.pool)
        until = max((at for at in (left, withdrawn.get(unit_id)) if at), default=now)
        if until > now:
            found[unit_id] = until
    return found


def asked(session: Session, unit_ids: Collection[int], person_id: int, now: datetime) -> dict[int, datetime]:
    """When somebody asked the holder of the right that lives on which of these units, since it came to the pool."""
    rows = (
        select(FirstRefusal.unit_id, FirstRefusal.asked_at)
        .join(Entitlement, Entitlement.id == FirstRefusal.entitlement_id)
        .where(FirstRefusal.unit_id.in_(unit_ids), FirstRefusal.asker_id == person_id, *_lives(now))
    )
    return {row.unit_id: row.asked_at for row in session.execute(rows)}


def ask(session: Session, unit_id: int, right: Entitlement, person_id: int, now: datetime) -> int | None:
    """Somebody asks; the id, None where they have asked before."""
    stay = session.scalar(select(_stay(unit_id)))
    row = {"unit_id": unit_id, "entitlement_id": right.id, "asker_id": person_id, "stay_id": stay, "asked_at": now}
    return session.scalar(insert(FirstRefusal).values(**row).on_conflict_do_nothing().returning(FirstRefusal.id))


def askers(session: Session, unit_id: int, now: datetime) -> Sequence[int]:
    """Who has asked for a unit since it came to the pool, while the right lives."""
    rows = (
        select(FirstRefusal.asker_id)
        .join(Entitlement, Entitlement.id == FirstRefusal.entitlement_id)
        .where(FirstRefusal.unit_id == unit_id, *_lives(now))
    )
    return session.scalars(rows.order_by(FirstRefusal.id)).all()


def asked_of(session: Session, holder_id: int, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """Units of the pool that others want which somebody has completed, the first to be answered first."""
    rows = (
        select(Record.id, Record.company, Person.name.label("asker"), FirstRefusal.asked_at)
        .join(Entitlement, Entitlement.id == FirstRefusal.entitlement_id)
        .join(Unit, Unit.id == FirstRefusal.unit_id)
        .join(Record, Record.id == Unit.record_id)
        .join(Person, Person.id == FirstRefusal.asker_id)
        .where(Entitlement.rep_id == holder_id, Unit.owner_id.is_(None), Unit.merged_into_id.is_(None), *_lives(now))
    )
    return session.execute(rows.order_by(FirstRefusal.asked_at, FirstRefusal.id)).all()


def _lives(now: datetime) -> tuple[Any, ...]:
    return (
        Entitlement.ended_at.is_(None),
        Entitlement.until > now,
        FirstRefusal.stay_id.is_not_distinct_from(_stay(FirstRefusal.unit_id)),
    )


def _stay(unit_id: Any) -> Any:
    """The ownership after which a unit came to the pool."""
    return select(func.max(Ownership.id)).where(Ownership.unit_id == unit_id).scalar_subquery()


def _left(
    session: Session, unit_ids: Collection[int], person_id: int
) -> tuple[dict[int, datetime], dict[int, datetime], int]:
    """When somebody, and when their team-mates, last gave units back or lost them to the pool; how many teams serve there."""
    given_back = Ownership.end_how.not_in(["", *HANDED_ON])
    rows = session.execute(
        select(Ownership.unit_id, Ownership.owner_id, func.max(Ownership.ended_at).label("at"))
        .where(Ownership.unit_id.in_(unit_ids), given_back)
        .group_by(Ownership.unit_id, Ownership.owner_id)
    ).all()
    own = {row.unit_id: row.at for row in rows if row.owner_id == person_id}
    if not rows:  # mostly nobody ever did, and whose mates they are does not matter
        return own, {}, 0
    team_id, teams = _teams(session, person_id)
    others = {row.owner_id for row in rows} - {person_id} if team_id is not None else set()
    mates = set(session.scalars(select(Person.id).where(Person.id.in_(others), Person.team_id == team_id)))
    team: dict[int, datetime] = {}
    for row in rows:
        if row.owner_id in mates:
            team[row.unit_id] = max(row.at, team.get(row.unit_id, row.at))
    return own, team, teams


def _teams(session: Session, person_id: int) -> tuple[int | None, int]:
    """The team of somebody, and how many serve its region: those with somebody who sells."""
    own = session.execute(
        select(Person.team_id, Team.region_id).join(Team, Team.id == Person.team_id).where(Person.id == person_id)
    ).one_or_none()
    if own is None:
        return None, 0
    serving = (
        select(func.count(Person.team_id.distinct()))
        .join(Team, Team.id == Person.team_id)
        .where(Team.region_id == own.region_id, Person.active, Person.role.in_(SELLING))
    )
    return own.team_id, session.scalar(serving) or 0


def _withdrawn(session: Session, unit_ids: Collection[int], person_id: int, policy: Policy) -> dict[int, datetime]:
    """Until when units cool down after the withdrawal of a claim."""
    rows = select(Claim.unit_id, Claim.opened_at, Claim.ended_at).where(
        Claim.unit_id.in_(unit_ids), Claim.rep_id == person_id, Claim.ending == ClaimEnd.WITHDRAWN
    )
    found: dict[int, datetime] = {}
    for row in session.execute(rows):
        until = claim_rules.cools_until(ClaimEnd.WITHDRAWN, row.opened_at, row.ended_at, policy.claims)
        if until is not None:
            found[row.unit_id] = max(until, found.get(row.unit_id, until))
    return found
