"""The organisation's calendar on its page: everybody reads it, operations says its own days."""

import re

import pytest
from surfing import words

from greening.storage.holidays import Holiday


@pytest.fixture
def own(work):
    def days():
        with work() as unit:
            return {str(one.day): (one.working, one.name) for one in unit.session.query(Holiday)}

    return days


def put(browser, **typed):
    return browser.send("/calendar", **{"day": "2026-03-06", "working": "off", "name": "Founders’ day", **typed})


@pytest.mark.parametrize("person", ["Ana", "Chen", "Qi", "Ada", "Ops"])
def test_everybody_reads_the_year(browser_of, person):
    said = words(browser_of(person).get("/calendar").text)
    assert "Calendar 2026" in said
    assert "Tue 17 Feb off Chinese New Year (Spring Festival)" in said
    assert "Sat 14 Feb worked Worked instead of a day off" in said
    assert ("A day of our own" in said) is (person == "Ops")


def test_operations_says_a_day_and_takes_it_out_again(browser_of, own):
    ops = browser_of("Ops")
    answer = put(ops)
    assert (answer.status_code, answer.location) == (303, "/calendar?year=2026")
    assert own() == {"2026-03-06": (False, "Founders’ day")}
    assert "Fri 6 Mar off Founders’ day Our own day" in words(ops.get("/calendar").text)
    assert ops.send("/calendar/2026-03-06/forget").status_code == 303
    assert own() == {}


def test_a_day_can_be_worked_where_the_country_has_it_off(browser_of, own):
    ops = browser_of("Ops")
    put(ops, day="2026-10-07", working="worked", name="")
    assert own() == {"2026-10-07": (True, "")}
    assert "Wed 7 Oct worked – Our own day · instead of Day off" in words(ops.get("/calendar").text)


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"day": ""}, 422, "Choose a day"),
        ({"day": "tomorrow"}, 422, "Choose a day"),
        ({"day": "2031-01-01"}, 422, "not so many years away"),
        ({"name": "x" * 41}, 422, "Say it in fewer words"),
        ({"day": "2026-02-27", "working": "worked"}, 409, "It can only become a day off"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(browser_of, own, typed, status, said):
    answer = put(browser_of("Ops"), **typed)
    assert (answer.status_code, own()) == (status, {})
    assert said in words(answer.text)


@pytest.mark.parametrize("person", ["Ana", "Chen", "Qi", "Ada"])
def test_nobody_else_says_days(browser_of, own, person):
    browser = browser_of(person)
    assert put(browser).status_code == 403
    assert browser.send("/calendar/2026-03-06/forget").status_code == 403
    assert own() == {}


def test_a_year_that_is_not_announced_says_so(browser_of):
    said = words(browser_of("Ana").get("/calendar?year=2027").text)
    assert "Provisional." in said
    assert browser_of("Ana").get("/calendar?year=2031").status_code == 404


def test_what_is_no_own_day_is_not_there(browser_of):
    assert browser_of("Ops").send("/calendar/2026-03-06/forget").status_code == 404


def test_no_english_is_left_on_the_chinese_page(browser_of):
    ops = browser_of("Ops")
    ops.send("/preferences", language="zh_Hans")
    put(ops, name="司庆")
    for year in (2026, 2027):
        said = words(ops.get(f"/calendar?year={year}").text)
        for name in ("English", "Ops", "E-OPS"):
            said = said.replace(name, "")
        assert set(re.findall(r"[A-Za-z]{2,}", said)) == set(), year
