"""A rep claims on a phone, reads until when, and gives one back; operations says a day off. No page is too wide."""

import re

import pytest
from browsing import PHONE, overflows, violations
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

COMPANIES = ("杭州澜序机械有限公司", "苏州砚川包装有限公司", "宁波例举阀门有限公司")


def test_claims_on_a_phone_from_the_record_to_giving_back(site):
    first, *_ = [site.make.record("Ops", company=company) for company in COMPANIES]
    page = site.window("en", PHONE)
    site.sign_in(page, "Ana")
    page.goto(f"/records/{first}")
    page.locator("section[aria-labelledby=claim] button").click()
    page.wait_for_url(re.compile(rf"/records/{first}$"))
    expect(page.locator("section[aria-labelledby=claim]")).to_contain_text("working days left")

    page.goto("/claims")
    assert not overflows(page)
    assert violations(page) == []
    page.locator("summary", has_text="Give back").click()
    expect(page.get_by_text("Free of charge until")).to_be_visible()
    page.get_by_role("button", name="Give it back").click()
    expect(page.get_by_text("It was only a slip")).to_be_visible()


def test_a_day_off_is_said_on_a_phone(site):
    page = site.window("zh", PHONE)
    site.sign_in(page, "Ops")
    page.goto("/calendar")
    assert not overflows(page)
    assert violations(page) == []
    year = page.locator("h1").inner_text()[:4]
    page.locator("#day").fill(f"{year}-12-31")
    page.locator("#name").fill("司庆")
    page.locator("form .btn-primary").click()
    expect(page.locator("tr", has_text="司庆")).to_be_visible()
