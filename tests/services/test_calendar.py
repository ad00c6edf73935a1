"""The organisation's own days: who says them, what they do to claims that run, and what a year looks like."""

from datetime import UTC, date, datetime

import pytest

from greening.domain.calendar_days import Kind
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_units import DayIsPast
from greening.services import calendar
from greening.storage import holidays
from greening.storage.events import Event
from greening.storage.jobs import Job

FRIDAY = date(2026, 3, 6)
SATURDAY = date(2026, 3, 7)
YESTERDAY = date(2026, 3, 1)


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def put(work, make, policy, now):
    def put(day, *, working=False, name="", by="Ops"):
        calendar.set_day(work, policy, actor=make.person(by), day=day, working=working, name=name, now=now)

    return put


def rows(work, table):
    with work() as unit:
        return unit.session.query(table).order_by(table.id).all()


def year(work, policy, now, number=2026, language="en_US"):
    return calendar.year(work, policy, number=number, language=language, now=now)


def test_a_year_has_holidays_days_worked_instead_and_own_days(work, policy, put, now):
    put(FRIDAY, name="Founders’ day")
    put(date(2026, 10, 7), working=True, name="Trade fair")
    days = {one.day: one for one in year(work, policy, now).days}
    assert (days[date(2026, 2, 17)].kind, days[date(2026, 2, 17)].working) == (Kind.NATIONAL, False)
    assert (days[date(2026, 2, 14)].kind, days[date(2026, 2, 14)].working) == (Kind.MAKE_UP, True)
    assert (days[FRIDAY].kind, days[FRIDAY].name, days[FRIDAY].hides) == (Kind.OWN, "Founders’ day", "")
    assert (days[date(2026, 10, 7)].working, days[date(2026, 10, 7)].hides) == (True, "Day off")
    assert list(days) == sorted(days)


def test_names_are_the_readers(work, policy, now):
    days = {one.day: one.name for one in year(work, policy, now, language="zh_CN").days}
    assert (days[date(2026, 2, 17)], days[date(2026, 10, 7)]) == ("春节", "休息日")


def test_a_year_that_is_not_announced_is_provisional(work, policy, now):
    assert [year(work, policy, now, number).provisional for number in (2026, 2027)] == [False, True]


def test_a_year_far_off_is_not_shown(work, policy, now):
    with pytest.raises(NotFound):
        year(work, policy, now, 2029)


def test_an_own_day_counts_and_leaves_an_event_and_a_job(work, make, policy, put):
    put(FRIDAY, name=" Founders’ day ")
    with work() as unit:
        assert not holidays.of_organisation(unit.session, policy).is_working(FRIDAY)
    [event] = [one for one in rows(work, Event) if one.kind == "calendar.set"]
    assert (event.actor_id, event.before) == (make.person("Ops").id, None)
    assert event.after == {"working": False, "name": "Founders’ day"}
    assert [one.kind for one in rows(work, Job)] == ["claims.keep"]


def test_saying_the_same_again_changes_nothing(work, put):
    put(FRIDAY)
    put(FRIDAY)
    assert [one.kind for one in rows(work, Event)].count("calendar.set") == 1


def test_an_own_day_is_left_to_the_country_again(work, make, policy, put, now):
    put(FRIDAY)
    ops = make.person("Ops")
    calendar.forget_day(work, policy, actor=ops, day=FRIDAY, now=now)
    with work() as unit:
        assert holidays.own(unit.session) == {}
    with pytest.raises(NotFound):
        calendar.forget_day(work, policy, actor=ops, day=FRIDAY, now=now)


@pytest.mark.parametrize("person", ["Ana", "Chen", "Qi", "Ada"])
def test_only_operations_say(work, make, put, now, person):
    put(FRIDAY)
    with pytest.raises(Denied):
        put(SATURDAY, by=person)
    with pytest.raises(Denied):
        calendar.forget_day(work, make.policy(), actor=make.person(person), day=FRIDAY, now=now)
    with work() as unit:
        assert list(holidays.own(unit.session)) == [FRIDAY]


def test_a_day_that_is_past_only_becomes_a_day_off(work, make, put, now):
    friday = date(2026, 2, 27)
    put(friday, name="Typhoon")
    with pytest.raises(DayIsPast):
        put(YESTERDAY, working=True)
    with pytest.raises(DayIsPast):
        calendar.forget_day(work, make.policy(), actor=make.person("Ops"), day=friday, now=now)
    with work() as unit:
        assert list(holidays.own(unit.session)) == [friday]


def test_what_is_too_far_off_or_too_long_is_refused(put):
    with pytest.raises(BadValue) as far:
        put(date(2029, 1, 1))
    with pytest.raises(BadValue) as long:
        put(FRIDAY, name="x" * 41)
    assert (far.value.params["field"], long.value.params["field"]) == ("day", "name")


def test_deadlines_move_with_the_own_day(work, policy, put):
    start = datetime(2026, 3, 5, 3, tzinfo=UTC)
    with work() as unit:
        before = holidays.of_organisation(unit.session, policy).deadline(start, 1)
    put(FRIDAY)
    with work() as unit:
        after = holidays.of_organisation(unit.session, policy).deadline(start, 1)
    assert (before, after) == (datetime(2026, 3, 6, 16, tzinfo=UTC), datetime(2026, 3, 9, 16, tzinfo=UTC))
