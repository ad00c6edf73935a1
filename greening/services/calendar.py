"""Which days does the organisation work? A year's special days, and the organisation's own word on them."""

from datetime import date, datetime
from typing import Any

from greening.domain import calendar_days
from greening.domain.calendar_days import OwnDay, Year
from greening.domain.people import Actor
from greening.domain.permissions import Action, authorise
from greening.domain.policy import Policy
from greening.domain.refusals import BadValue, NotFound
from greening.domain.refusals_units import DayIsPast
from greening.jobs import Kind
from greening.storage import events, holidays
from greening.storage.session import Unit, Work


def year(work: Work, policy: Policy, *, number: int, language: str, now: datetime) -> Year:
    """The special days of a year: holidays with their names in that language, days worked instead, own days.

    Raises: NotFound, for a year further off than `policy.calendar.years`.
    """
    with work() as unit:
        calendar, own = holidays.of_organisation(unit.session, policy), holidays.own(unit.session)
    if abs(number - calendar.day_of(now).year) > policy.calendar.years:
        raise NotFound
    return calendar_days.year(calendar, number, own, language)


def set_day(
    work: Work, policy: Policy, *, actor: Actor, day: date, working: bool, name: str = "", now: datetime
) -> None:
    """Say of a day that it is off or worked, whatever the country says; live claims are counted anew in their reps' favour.

    Raises: Denied; BadValue, for a day too far ahead or a name too long; DayIsPast.
    """
    authorise(actor, Action.SET_CALENDAR)
    said = OwnDay(working, name.strip())
    if len(said.name) > policy.calendar.name:
        raise BadValue(field="name", value=said.name[: policy.calendar.name])
    with work() as unit:
        _change(unit, policy, day, said, actor=actor, now=now)


def forget_day(work: Work, policy: Policy, *, actor: Actor, day: date, now: datetime) -> None:
    """Leave a day to the country again. Raises: Denied; NotFound, where it is no own day; DayIsPast."""
    authorise(actor, Action.SET_CALENDAR)
    with work() as unit:
        if day not in holidays.own(unit.session):
            raise NotFound
        _change(unit, policy, day, None, actor=actor, now=now)


def _change(unit: Unit, policy: Policy, day: date, said: OwnDay | None, *, actor: Actor, now: datetime) -> None:
    holidays.locked(unit.session)
    before = holidays.of_organisation(unit.session, policy)
    today = before.day_of(now)
    if abs(day.year - today.year) > policy.calendar.years:
        raise BadValue(field="day", value=day.isoformat())
    was = holidays.put(unit.session, day, said)
    after = holidays.of_organisation(unit.session, policy)
    if day < today and after.is_working(day):
        raise DayIsPast
    if was == said:
        return
    sides = {"before": _side(was), "after": _side(said)}
    subject_id = day.toordinal()
    events.add(unit.session, "calendar.set", subject="day", subject_id=subject_id, actor_id=actor.id, at=now, **sides)
    unit.note_job(Kind.KEEP_CLAIMS, "calendar", now=now)


def _side(said: OwnDay | None) -> dict[str, Any] | None:
    return {"working": said.working, "name": said.name} if said else None
