"""From a record to what resembles it, to a ruling and its change; and a masked number on the way. In both languages."""

import re

import pytest
from browsing import LANGUAGES, PHONE, overflows, violations
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

NUMBER = "0571-55501234"
FIRST = {"company": "杭州澜序机械有限公司", "phones": (NUMBER,), "address": "浙江省杭州市滨江区例举路8号"}
SECOND = {**FIRST, "company": "杭州澜序机械设备有限公司"}
TALLEST_BAR = 64


@pytest.fixture
def pair(site):
    """Two records of the pool that resemble each other."""
    return [site.make.record("Ops", **one) for one in (FIRST, SECOND)]


def to_the_pair(page: Page, record_id: int) -> str:
    """From the record by its card; the address of the pair."""
    page.goto(f"/records/{record_id}")
    page.locator("section[aria-labelledby=similar] a[href*='/candidates/']").click()
    page.wait_for_url(re.compile(r"/candidates/\d+$"))
    return page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_is_found_compared_ruled_and_ruled_again(site, says, pair, language):
    page = site.window(language)
    site.sign_in(page, "Qi")
    address = to_the_pair(page, pair[0])

    equal = page.locator("details", has_text=NUMBER[-4:])
    expect(equal.locator("table")).to_be_hidden()
    equal.locator("summary").click()
    expect(equal.locator("table")).to_be_visible()
    expect(page.locator("section[aria-labelledby=why]")).to_contain_text(says(language, "They share a phone number"))
    assert violations(page) == []

    page.get_by_role("button", name=says(language, "Related"), exact=True).click()
    expect(page.locator(".errsum")).to_be_focused()
    assert violations(page) == []
    page.locator("#relation").select_option("branch")
    page.locator("#reason").fill("总部在滨江")
    page.get_by_role("button", name=says(language, "Related"), exact=True).click()

    page.wait_for_url(re.compile(r"/candidates\?ruled=\d+$"))
    expect(page.locator("main")).to_contain_text(says(language, "No pair waits for a ruling"))
    page.get_by_role("link", name=says(language, "Change it")).click()
    page.wait_for_url(address)
    expect(page.locator("section[aria-labelledby=rulings]")).to_contain_text("总部在滨江")
    page.get_by_role("button", name=says(language, "Different"), exact=True).click()
    page.wait_for_url(re.compile(r"/candidates\?ruled=\d+$"))

    page.goto(f"/records/{pair[0]}")
    expect(page.locator("section[aria-labelledby=similar]")).to_contain_text(
        says(language, "No other record resembles this one.")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_goes_without_scripts_and_on_a_phone(site, says, pair, language):
    page = site.window(language, PHONE, scripts=False)
    site.sign_in(page, "Ada")
    to_the_pair(page, pair[1])
    assert not overflows(page)
    assert page.locator("section.bar").bounding_box()["height"] <= TALLEST_BAR
    page.locator("details", has_text=NUMBER[-4:]).locator("summary").click()
    expect(page.locator("details table")).to_be_visible()
    page.get_by_role("button", name=says(language, "Same"), exact=True).click()
    page.wait_for_url(re.compile(r"/candidates\?ruled=\d+$"))
    expect(page.locator("main")).to_contain_text(says(language, "Same"))


def test_a_masked_number_is_shown_in_its_place_with_a_script_and_on_a_page_without(site, pair):
    with_scripts, without = site.window(), site.window(scripts=False)
    for page in (with_scripts, without):
        site.sign_in(page, "Qi")
        page.goto(f"/records/{pair[0]}")
        expect(page.locator("main")).not_to_contain_text(NUMBER)
        page.get_by_role("button", name="Show, logged").first.click()
        expect(page.locator("main .contact").first).to_have_text(NUMBER)
        assert violations(page) == [] if page is with_scripts else True
    assert with_scripts.url.endswith(f"/records/{pair[0]}")
    without.get_by_role("link", name="Back").click()
    expect(without.locator("section[aria-labelledby=history]")).to_contain_text("Contact shown in full")


def test_a_number_that_is_not_shown_says_why_beside_its_button(site, pair):
    page = site.window()
    site.sign_in(page, "Qi")
    page.goto(f"/records/{pair[0]}")
    refused = '<div class="note block" role="alert"><span>Forty have been shown.</span></div>'
    page.route("**/reveal", lambda route: route.fulfill(status=429, body=refused))
    page.get_by_role("button", name="Show, logged").first.click()
    expect(page.locator(".swap-failed")).to_have_text("Forty have been shown.")
    expect(page.get_by_role("button", name="Show, logged").first).to_be_visible()
