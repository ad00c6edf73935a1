"""Which ownerships are looked at for reminders and drops, who is told, and how is a drop done?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from greening.domain.ownership import End
from greening.domain.people import Role
from greening.domain.policy import Policy
from greening.domain.protection import MOVED, Protection, Seen
from greening.storage import ownership
from greening.storage.holdings import Holding
from greening.storage.ownership import Ownership
from greening.storage.people import Person
from greening.storage.protection import Drop, Owned
from greening.storage.records import Record, Unit, Visit
from validators.visits import Verdict

WEEK = timedelta(days=7)
CALENDAR_DAYS = 7 / 5
"""So many days pass while one is worked, as far as the order of a list goes."""
BEGAN = func.coalesce(Ownership.clock_from, Ownership.began_at)


def standing(session: Session, *, began_before: datetime, after: int, limit: int) -> Sequence[int]:
    """Units with an owner whose clocks began before then, in order of id, behind `after`."""
    rows = select(Ownership.unit_id).where(
        Ownership.ended_at.is_(None), began_before > BEGAN, Ownership.unit_id > after
    )
    return session.scalars(rows.order_by(Ownership.unit_id).limit(limit)).all()


def soonest(
    session: Session, policy: Policy, *, owner_id: int | None = None, team_id: int | None = None, limit: int
) -> Sequence[int]:
    """Units of somebody, of a team or of all, those first whose clocks were left alone for longest.

    The order is that of days, not of working days; what is due when is not for SQL to say.
    """
    rules = policy.protection
    last = (
        select(func.max(Visit.entered_at))
        .where(Visit.record_id == Unit.record_id, Visit.author_id == Ownership.owner_id, Visit.entered_at >= BEGAN)
        .where(Visit.verdict == Verdict.EFFECTIVE, ~Visit.copied, ~Visit.historic, Visit.struck_at.is_(None))
        .scalar_subquery()
    )
    quiet = func.greatest(BEGAN, last) + timedelta(days=rules.follow_up * CALENDAR_DAYS)
    rows = (
        select(Ownership.unit_id)
        .join(Unit, Unit.id == Ownership.unit_id)
        .join(Person, Person.id == Ownership.owner_id)
        .where(Ownership.ended_at.is_(None), *_whose(owner_id, team_id))
        .order_by(func.least(quiet, BEGAN + timedelta(days=rules.deal * CALENDAR_DAYS)), Ownership.unit_id)
    )
    return session.scalars(rows.limit(limit)).all()


def held(session: Session, unit_id: int) -> Unit | None:
    """A unit, held with its record until the end: whoever writes a visit down at this moment comes before or after."""
    record_id = session.scalar(select(Unit.record_id).where(Unit.id == unit_id))
    if record_id is not None:
        hold_record(session, record_id)
    return session.get(Unit, unit_id, with_for_update=True, populate_existing=True)


def hold_record(session: Session, record_id: int) -> None:
    """Hold a record as whoever writes a visit of it down does."""
    session.execute(select(Record.id).where(Record.id == record_id).with_for_update(key_share=True))


def drop(
    session: Session, row: Unit, owned: Owned, ends: Protection, *, after: int | None, version: int, now: datetime
) -> None:
    """Give a unit that is held to the pool, and say why; `after` is the last visit that moved its clock."""
    session.add(
        Drop(
            ownership_id=owned.ownership_id,
            unit_id=owned.unit_id,
            owner_id=owned.owner_id,
            clock=ends.clock,
            due_at=ends.due_at,
            at=now,
            opening=owned.clocks.opening,
            visit_id=after,
            policy_version=version,
        )
    )
    session.flush()
    ownership.end(session, row, how=End.DROP, by=None, reason=ends.clock.value, now=now)


def last_moved(looked: Sequence[Seen]) -> Seen | None:
    """The last visit that moved a clock."""
    return next((one for one in reversed(looked) if one.effect in MOVED), None)


def opening_left(session: Session, owner_id: int, share: float, now: datetime) -> int:
    """How much of somebody's opening balance may still drop this week; nobody else counts it until this ends."""
    holding = session.get(Holding, owner_id, with_for_update=True, populate_existing=True)
    dropped = select(func.count()).where(Drop.owner_id == owner_id, Drop.opening, Drop.at > now - WEEK)
    gone = session.scalar(dropped) or 0
    whole = (holding.owned if holding else 0) + gone
    return max(1, int(whole * share)) - gone


def managers(session: Session, person_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Who looks after these people, by person: the manager who is named for them, else those of their team."""
    led = aliased(Person)
    rows = session.execute(
        select(Person.id, func.coalesce(Person.manager_id, led.id).label("manager_id"))
        .outerjoin(led, and_(led.team_id == Person.team_id, led.role == Role.MANAGER, led.active, led.id != Person.id))
        .where(Person.id.in_(person_ids))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, manager_id in rows:
        if manager_id is not None:
            found[person_id].add(manager_id)
    return {person_id: frozenset(ids) for person_id, ids in found.items()}


def companies(session: Session, record_ids: Collection[int]) -> dict[int, str]:
    """What the companies of records are called."""
    rows = session.execute(select(Record.id, Record.company).where(Record.id.in_(record_ids)))
    return {row.id: row.company for row in rows}


def _whose(owner_id: int | None, team_id: int | None) -> list[ColumnElement[bool]]:
    if owner_id is not None:
        return [Ownership.owner_id == owner_id]
    return [] if team_id is None else [Person.team_id == team_id]
