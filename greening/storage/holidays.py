"""Which days does the organisation work other than its country does?"""

from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.calendar import Calendar, calendar
from greening.domain.calendar_days import OwnDay
from greening.domain.policy import Policy
from greening.storage.base import Base


class Holiday(Base):
    """A day of the organisation's own: off, or worked where the country has it off."""

    __tablename__ = "holiday"
    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool] = mapped_column(server_default=text("false"))
    name: Mapped[str] = mapped_column(server_default="")


def of_organisation(session: Session, policy: Policy) -> Calendar:
    """The calendar by which deadlines are counted."""
    own = session.execute(select(Holiday.day, Holiday.working))
    return calendar(policy.calendar, {row.day: row.working for row in own})


def own(session: Session) -> dict[date, OwnDay]:
    """Every day of the organisation's own."""
    return {one.day: OwnDay(one.working, one.name) for one in session.scalars(select(Holiday))}


def locked(session: Session) -> None:
    """Who changes the calendar waits for whoever is changing it."""
    session.execute(text("LOCK TABLE holiday IN SHARE ROW EXCLUSIVE MODE"))


def put(session: Session, day: date, said: OwnDay | None) -> OwnDay | None:
    """Make a day the organisation's own, or the country's again where nothing is said; what was said of it before."""
    there = session.get(Holiday, day)
    before = OwnDay(there.working, there.name) if there else None
    if said is not None:
        session.merge(Holiday(day=day, working=said.working, name=said.name))
    elif there is not None:
        session.delete(there)
    session.flush()
    return before
