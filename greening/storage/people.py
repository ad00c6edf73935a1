"""Who works here, and in which team?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.permissions import Holder
from greening.storage.base import Base, Id


class Region(Base):
    """A sales region; the word of the organisation, not of the map."""

    __tablename__ = "region"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(unique=True)


class Team(Base):
    __tablename__ = "team"
    id: Mapped[Id]
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    name: Mapped[str]
    __table_args__ = (Index("uq__team__region_id_name", "region_id", "name", unique=True),)


class Person(Base):
    """Somebody of the organisation, keyed by employee number. Without a password hash nobody signs in as them."""

    __tablename__ = "person"
    id: Mapped[Id]
    employee_no: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str]
    """Pinyin, lower case: Chinese is sorted by it, the server knows no Chinese order."""
    role: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mobile: Mapped[str] = mapped_column(server_default="")
    mobile_e164: Mapped[str] = mapped_column(server_default="")
    email: Mapped[str] = mapped_column(server_default="")
    hired_on: Mapped[date | None]
    left_on: Mapped[date | None]
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    language: Mapped[str] = mapped_column(server_default="")
    theme: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    __table_args__ = (
        CheckConstraint("role IN ('rep', 'manager', 'qc', 'adjudicator', 'ops')", name="role"),
        CheckConstraint("employee_no <> ''", name="employee_no_given"),
        Index("ix__person__mobile_e164", "mobile_e164", postgresql_where=text("mobile_e164 <> ''")),
    )


def person(session: Session, person_id: int) -> Person | None:
    return session.get(Person, person_id)


def locked(session: Session, person_id: int) -> Person | None:
    """The person, held until this transaction ends."""
    return session.get(Person, person_id, with_for_update=True)


def counted(session: Session, person_id: int) -> None:
    """Have nobody else count something of this person until this transaction ends; rows may still point to them."""
    session.get(Person, person_id, with_for_update={"key_share": True}, populate_existing=True)


def by_employee_no(session: Session, employee_no: str) -> Person | None:
    return session.scalar(select(Person).where(Person.employee_no == employee_no))


def by_employee_nos(session: Session, employee_nos: Collection[str]) -> dict[str, Person]:
    """Those who are there of the given numbers, locked in order of id."""
    found = select(Person).where(Person.employee_no.in_(employee_nos)).order_by(Person.id).with_for_update()
    return {one.employee_no: one for one in session.scalars(found)}


def named(session: Session, names: Collection[str]) -> dict[str, list[Person]]:
    """Active people by the name as written; two may have one name."""
    found: dict[str, list[Person]] = {}
    for one in session.scalars(select(Person).where(Person.name.in_(names), Person.active).order_by(Person.id)):
        found.setdefault(one.name, []).append(one)
    return found


def selling(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the people who sell and work here: rights are theirs to have."""
    there = select(Person.id).where(Person.id.in_(ids), Person.role.in_(("rep", "manager")), Person.active)
    return set(session.scalars(there))


def names(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    """What people are called, whoever of the ids is one."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}


def of_role(session: Session, role: str) -> Sequence[int]:
    """Everybody who works here in that role, by id."""
    return session.scalars(select(Person.id).where(Person.role == role, Person.active).order_by(Person.id)).all()


def teams(session: Session, ids: Collection[int]) -> dict[int, int | None]:
    """The team that each of them works in."""
    rows = session.execute(select(Person.id, Person.team_id).where(Person.id.in_(ids)))
    return {row.id: row.team_id for row in rows}


def team_id(session: Session, region: str, team: str) -> int | None:
    """The id of a team of a region, both made where they are not there yet; None for an empty team name."""
    if not team:
        return None
    region_id = _ensured(session, Region, {"name": region})
    return _ensured(session, Team, {"region_id": region_id, "name": team})


def region_of(session: Session, team: int | None) -> int | None:
    return None if team is None else session.scalar(select(Team.region_id).where(Team.id == team))


def holder(session: Session, person_id: int) -> Holder:
    """What is this person's, with the team and region they work in."""
    row = session.execute(
        select(Person.team_id, Team.region_id).outerjoin(Team, Team.id == Person.team_id).where(Person.id == person_id)
    ).one_or_none()
    return Holder(person_id, row.team_id, row.region_id) if row else Holder()


def _ensured(session: Session, table: type[Region | Team], values: Mapping[str, Any]) -> int:
    """The id of the one row with these values; of two transactions that want it at once, one makes it."""
    session.execute(insert(table).values(**values).on_conflict_do_nothing())
    return session.scalars(select(table.id).filter_by(**values)).one()
