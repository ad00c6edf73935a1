"""What is a reviewer's own: keys, kept filters, their verdicts, their day."""

import re

import pytest
from review_queue import Queue, judge
from surfing import words


@pytest.fixture
def queue(make):
    return Queue(make)


@pytest.fixture
def qi(browser_of):
    return browser_of("Qi")


def test_single_keys_are_turned_off_for_this_browser(qi, browser_of, queue):
    page = f"/review/{queue.doubted()}"
    assert "data-keys" in qi.get(page).text
    assert qi.resend(page, "/preferences", keys="off", next=page).location == page
    html = qi.get(page).text
    assert "data-keys" not in html
    assert "<kbd" not in html
    assert "data-keys" in browser_of("Qi").get(page).text
    qi.resend(page, "/preferences", keys="sideways")
    assert "data-keys" not in qi.get(page).text


def test_filters_are_kept_by_name(qi, queue):
    queue.doubted()
    kept = qi.send("/review/filters?code=phone&region=CN-33", name="East, phones")
    assert kept.location == "/review?region=CN-33&code=phone"
    html = qi.get("/review").text
    assert 'href="/review?region=CN-33&amp;code=phone">East, phones' in html
    forget = re.search(r'action="(/review/filters/\d+/forget)"', html)[1]
    assert qi.send(forget).status_code == 303
    assert "East, phones" not in qi.get("/review").text


def test_my_verdicts_can_be_taken_back_also_later(qi, queue):
    judge(qi, queue.doubted(), "reject", confirmed="phone.placeholder", note="nobody answers")
    html = qi.get("/review/mine").text
    assert "Made-up number · nobody answers" in words(html)
    back = qi.send(re.search(r'action="(/review/verdicts/\d+/undo)"', html)[1])
    assert back.location.startswith("/review/")
    assert "taken back" in words(qi.get("/review/mine").text)


def test_a_day_of_quality_control_begins_with_the_queue(qi, queue):
    queue.doubted()
    said = words(qi.get("/").text)
    assert "To review 1" in said
    assert "Today 0 of 60" in said
    assert 'action="/review/next"' in qi.get("/").text
