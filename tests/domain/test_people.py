"""Order of names, leaving, end of sessions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from greening.domain.order import sort_key
from greening.domain.people import employee_number, has_left, net, session_is_over, today
from greening.domain.policy import shipped

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_chinese_sorts_among_latin_by_pinyin():
    assert sorted(["重庆", "张三", "Bo", "安娜"], key=sort_key) == ["安娜", "Bo", "重庆", "张三"]


@pytest.mark.parametrize(
    ("age", "idle", "over"),
    [
        (timedelta(hours=9), timedelta(hours=7, minutes=59), False),
        (timedelta(hours=9), timedelta(hours=8), True),
        (timedelta(days=7), timedelta(0), True),
    ],
)
def test_sessions_end_idle_or_old(age, idle, over):
    assert session_is_over(NOW - age, NOW - idle, shipped().sessions, NOW) is over


def test_one_employee_number_however_typed():
    assert employee_number(" ｅ 1001 ") == "E1001"


def test_the_day_is_the_organisations():
    assert today(shipped(), datetime(2026, 11, 20, 16, 1, tzinfo=UTC)) == date(2026, 11, 21)


def test_the_leave_date_is_the_last_day_at_work():
    assert not has_left(date(2026, 11, 20), date(2026, 11, 20))
    assert has_left(date(2026, 11, 20), date(2026, 11, 21))
    assert not has_left(None, date(2026, 11, 21))


def test_one_attacker_has_one_net():
    assert net("203.0.113.1") == net("203.0.113.200") != net("203.0.114.1")
    assert net("2001:db8::1") == net("2001:db8::ffff") != net("2001:db8:1::1")
    assert net("not an address") == "not an address"
