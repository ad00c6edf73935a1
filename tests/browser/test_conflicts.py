"""Two reps collide in a real browser: brought up on a phone, ruled at a desk, taken back. In both languages."""

from datetime import UTC, datetime, timedelta

import pytest
from browsing import LANGUAGES, PHONE, overflows, violations
from court import Court
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

EARLIER = timedelta(days=9)
"""So long ago that the time to answer is over."""


@pytest.fixture
def court(site):
    return Court(site.make.work, site.make, datetime.now(UTC) - EARLIER)


@pytest.fixture
def pair(site, court):
    """Ana's and Bo's record of one customer: hers with void notes, his with two contacts that count."""
    for name in ("Ana", "Bo", "Ops"):
        site.make.person(name, "a calm river in spring")
    candidate_id = court.pair()
    first, second = court.records(candidate_id)
    for days in (40, 22, 12):
        court.visit(first, "Ana", days, verdict="void", evidence="", note="继续跟进")
    court.visit(second, "Bo", 20, channel="visit")
    court.visit(second, "Bo", 6, channel="wechat")
    return candidate_id


def pane(page: Page, name: str):
    return page.locator(f"section[aria-labelledby={name}]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customer_is_contested_on_a_phone_ruled_and_given_back(site, says, court, pair, language):
    phone = site.window(language, PHONE)
    site.sign_in(phone, "Bo")
    phone.goto(f"/candidates/{pair}")
    pane(phone, "contest").get_by_role("link").click()
    phone.locator("main button.btn-primary").click()
    expect(phone.locator(".errsum")).to_be_focused()
    assert violations(phone) == []
    phone.locator("#reason").fill("三月起一直由我拜访。")
    phone.locator("main button.btn-primary").click()
    expect(phone.locator("h1")).to_contain_text(says(language, "Conflict K-%(id)s").split("K-")[0].strip())
    assert (overflows(phone), violations(phone)) == (False, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ruling_says_before_what_it_does_and_is_taken_back(site, says, court, pair, language):
    conflict_id = court.file(candidate_id=pair)
    desk = site.window(language)
    site.sign_in(desk, "Ops")
    desk.goto("/conflicts")
    assert violations(desk) == []
    desk.locator("#list a[href*='/conflicts/']").click()
    desk.get_by_text(says(language, "Show as a table")).click()
    assert violations(desk) == []
    chosen = desk.locator("input[name=code]:checked")
    expect(chosen).to_have_value("transfer")
    desk.locator("#reason").fill("对方两次有效拜访。")
    pane(desk, "ruling").locator("button.btn-primary").click()
    expect(pane(desk, "ruled")).to_contain_text("对方两次有效拜访。")
    assert violations(desk) == []
    first, second = court.records(pair)
    assert court.owner(second) == "Bo"
    desk.locator("#reason").fill("漏看一次通话。")
    pane(desk, "undo").get_by_role("button").click()
    expect(pane(desk, "ruled")).to_contain_text("漏看一次通话。")
    assert (court.owner(first), court.owner(second)) == ("Ana", "Bo")
    assert conflict_id
