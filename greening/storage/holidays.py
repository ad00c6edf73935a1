"""Which days does the organisation work other than its country does?"""

from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from greening.domain.calendar import Calendar, calendar
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
