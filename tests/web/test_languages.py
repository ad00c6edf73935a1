"""English and Chinese, light and dark, and the clock of the organisation."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from surfing import words

from greening.web import i18n

CHINESE = re.compile(r"[一-鿿]")


@pytest.fixture
def reading(app, wiring):
    """Formats as a reader of a language sees them."""
    from flask import g

    def within(language, do):
        with app.test_request_context(headers={"Accept-Language": language}):
            g.wiring, g.actor = wiring, None
            return str(do())

    return within


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-TW", "zh-Hans"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("en;q=0.3, zh;q=0.8", "zh-Hans"),
    ],
)
def test_the_browser_is_asked_first(stranger, asked, shown):
    assert f'<html lang="{shown}"' in stranger.get("/sign-in", **{"Accept-Language": asked}).text


def test_a_choice_is_kept_by_the_browser_and_then_by_the_person(app, stranger, browser_of):
    answer = stranger.send("/preferences", language="zh_Hans", next="/sign-in")
    assert answer.location == "/sign-in"
    assert '<html lang="zh-Hans"' in stranger.get("/sign-in").text

    here, elsewhere = browser_of("Ana"), browser_of("Ana")
    here.send("/preferences", language="zh_Hans", theme="dark")
    assert '<html lang="zh-Hans" data-bs-theme="dark">' in elsewhere.get("/").text
    here.send("/preferences", theme="")
    assert '<html lang="zh-Hans">' in elsewhere.get("/").text


def test_a_choice_that_nobody_offers_changes_nothing(browser_of):
    ana = browser_of("Ana")
    assert ana.send("/preferences", language="../etc", theme="<script>").status_code == 303
    assert '<html lang="en">' in ana.get("/").text


@pytest.mark.parametrize(
    "page", ["/", "/records", "/records/new", "/candidates", "/imports", "/jobs", "/password", "/no-such-page"]
)
def test_no_english_is_left_on_a_chinese_page(browser_of, page):
    ops = browser_of("Ops")
    ops.send("/preferences", language="zh_Hans")
    said = words(ops.get(page).text).replace("English", "").replace("Ops", "").replace("E-OPS", "")
    allowed = {"CSV", "gzip", "xlsx", "MB", "R", "UTF", "htmx"}
    assert set(re.findall(r"[A-Za-z]{2,}", said)) <= allowed
    assert CHINESE.search(said)


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "Mon 2 Mar, 10:30"), ("zh", "3月2日 周一 10:30")],
)
def test_times_are_of_the_organisations_clock(reading, language, shown):
    at = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
    html = reading(language, lambda: i18n.moment(at))
    assert html == f'<time datetime="2026-03-02T10:30+08:00">{shown}</time>'


def test_another_year_is_named(reading):
    assert reading("en", lambda: i18n.day(date(2025, 3, 2))) == "Sun 2 Mar 2025"
    assert reading("zh", lambda: i18n.day(date(2025, 3, 2))) == "2025年3月2日 周日"


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=23, minutes=59), "23 h ago"),
        (timedelta(days=1), "1 d ago"),
        (timedelta(days=440), "440 d ago"),
        (timedelta(seconds=-5), "just now"),
    ],
)
def test_how_long_ago_in_the_largest_whole_unit(reading, now, passed, shown):
    assert reading("en", lambda: i18n.ago(now - passed)).endswith(f">{shown}</time>")


def test_what_is_typed_as_a_time_is_of_the_organisations_clock(reading):
    assert reading("en", lambda: i18n.said_at("2026-03-02T10:30")) == "2026-03-02 10:30:00+08:00"
    assert reading("en", lambda: i18n.said_at("tomorrow")) == "None"


def test_a_value_of_the_other_language_is_marked_for_whoever_reads_aloud(reading):
    assert reading("en", lambda: i18n.lang_of("杭州 Ltd")) == "zh-Hans"
    assert reading("zh", lambda: i18n.lang_of("杭州")) == ""
    assert reading("en", lambda: i18n.lang_of("Hangzhou")) == ""


def test_points_are_short_and_lost_ones_have_a_true_minus(reading):
    assert [i18n.points(value) for value in (12.0, 4.5, 0.0)] == ["12", "4.5", "0"]
    assert [i18n.signed(value) for value in (2.4, -5.4)] == ["+2.4", "−5.4"]


def test_who_reads_a_form_first_does_not_choose_the_language_of_the_next(browser_of):
    ops = browser_of("Ops")
    for language, said in (("en", "Kind of customer"), ("zh_Hans", "客户类型"), ("en", "Kind of customer")):
        ops.send("/preferences", language=language)
        assert said in ops.get("/records/new").text
