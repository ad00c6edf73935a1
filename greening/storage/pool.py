"""Who wants a unit of the pool, and what speaks against it? The facts about the asker, loaded under the unit's lock.

Who wants a unit that another has completed asks the holder of the right first, once for each time that it lies in the
pool; whoever then takes it ends all asking.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Row, func, select, text
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
from greening.storage.entitlements import Entitlement
from greening.storage.ownership import Ownership
from greening.storage.people import Person
from greening.storage.records import Record, Unit
from greening.storage.units import Look

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


LEFT = """
    SELECT unit.id AS unit_id, gone.own, gone.team,
        CASE WHEN gone.team IS NULL THEN 0 ELSE (
            SELECT count(DISTINCT one.team_id) FROM person one JOIN team ON team.id = one.team_id
            WHERE team.region_id = home.region_id AND one.active AND one.role = ANY(:selling)
        ) END AS teams,
        ARRAY(
            SELECT ARRAY[opened_at, ended_at] FROM claim
            WHERE claim.unit_id = unit.id AND rep_id = :person_id AND ending = 'withdrawn'
        ) AS withdrawn
    FROM unit
    LEFT JOIN person me ON me.id = :person_id
    LEFT JOIN team home ON home.id = me.team_id
    CROSS JOIN LATERAL (
        SELECT max(ended_at) FILTER (WHERE owner_id = me.id) AS own,
            max(ended_at) FILTER (WHERE owner_id <> me.id AND mate.team_id = me.team_id) AS team
        FROM ownership JOIN person mate ON mate.id = owner_id
        WHERE ownership.unit_id = unit.id AND end_how <> ALL(:kept)
    ) gone
    WHERE unit.id = """
"""When somebody and their team-mates last gave units back or lost them to the pool, how many teams serve their region, and
from when to when they had claims that they withdrew."""
LEFT_ONE, LEFT_SOME = text(f"{LEFT} :unit_id"), text(f"{LEFT} ANY(CAST(:unit_ids AS bigint[]))")
"""Of one unit, which everybody asks who wants it: PostgreSQL plans that once, of an array it never knows how long it is."""


def asker(session: Session, seen: Look, person_id: int, *, policy: Policy, now: datetime) -> Asker:
    """Somebody who wants to take a unit that they have looked at."""
    cools = cools_until(session, seen.unit_id, person_id, policy, now)
    is_anothers = seen.state.right_holder_id not in {None, person_id}
    at = asked(session, [seen.unit_id], person_id, now).get(seen.unit_id) if is_anothers else None
    return Asker(person_id, seen.owned, cools, at)


def cools_until(session: Session, unit_id: int, person_id: int, policy: Policy, now: datetime) -> datetime | None:
    """Until when somebody has to leave a unit to others, None where they need not.

    Because they gave it back or lost it to the pool, their team did, or they withdrew a claim on it.
    """
    row = session.connection().execute(LEFT_ONE, _about(person_id) | {"unit_id": unit_id}).one_or_none()
    return None if row is None else _cools_until(row, policy, now)


def cooling(
    session: Session, unit_ids: Collection[int], person_id: int, policy: Policy, now: datetime
) -> dict[int, datetime]:
    """The same of several units; those that they need not leave are missing."""
    rows = session.connection().execute(LEFT_SOME, _about(person_id) | {"unit_ids": list(unit_ids)})
    found = {row.unit_id: _cools_until(row, policy, now) for row in rows}
    return {unit_id: until for unit_id, until in found.items() if until}


def _about(person_id: int) -> dict[str, Any]:
    return {"person_id": person_id, "kept": ["", *HANDED_ON], "selling": [*SELLING]}


def _cools_until(row: Row[*tuple[Any, ...]], policy: Policy, now: datetime) -> datetime | None:
    left = rules.cools_until(row.own, row.team, row.teams, policy.pool)
    slips = (claim_rules.cools_until(ClaimEnd.WITHDRAWN, at, to, policy.claims) for at, to in row.withdrawn)
    return max((at for at in (left, *slips) if at and at > now), default=None)


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
