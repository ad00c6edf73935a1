"""Out of the pool and back on a phone without scripts, and whether everybody can use the pages on the way."""

import re

import pytest
from browsing import DESKTOP, LANGUAGES, PHONE, overflows, violations
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

NUMBER = "0571-55501234"


@pytest.fixture
def pool(site):
    """Six customers of the pool: free ones, one that Bo claims, one that Bo has completed."""
    ids = [
        site.make.record(
            "Ops", company=f"杭州{name}机械有限公司", region="330108", industry="通用机械", phones=(NUMBER,)
        )
        for name in ("澜序", "砚川", "栖梧", "听雨", "远舟", "青禾")
    ]
    site.make.claim(ids[4], by="Bo")
    site.make.right(ids[5], by="Bo")
    return ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customer_is_taken_and_given_back_on_a_phone_without_scripts(site, says, pool, language):
    page = site.window(language, PHONE, scripts=False)
    site.sign_in(page, "Ana")
    page.goto("/pool")
    assert not overflows(page)
    row = page.locator("tr", has_text="砚川")
    row.get_by_role("button", name=says(language, "Take")).click()

    page.wait_for_url(re.compile(r"/records/\d+\?done=taken$"))
    expect(page.locator("main")).to_contain_text(NUMBER)
    assert not overflows(page)
    page.goto("/library")
    assert not overflows(page)
    page.locator("summary").last.click()
    page.locator("textarea[name=reason]").fill("不在本区，请同事跟进")
    page.get_by_role("button", name=says(language, "Give it back to the pool")).click()

    page.wait_for_url(re.compile(r"/records/\d+\?done=released$"))
    expect(page.locator("main")).to_contain_text("不在本区")
    expect(page.locator("main")).not_to_contain_text(NUMBER)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_everybody_can_use_the_pool_and_the_library(site, says, pool, size):
    page = site.window("zh", size)
    site.sign_in(page, "Ana")
    site.make.record("Ana", company="宁波海曙船厂有限公司", region="330203")

    for path in ("/pool", "/pool?missing=key_person.name&touched=never", "/pool?q=没有", "/library"):
        page.goto(path)
        assert violations(page) == [], path
        assert not overflows(page), path

    page.goto("/pool")
    page.locator("select[name=missing]").select_option("key_person.name")
    page.wait_for_url(re.compile(r"missing=key_person\.name"))
    expect(page.locator(".chip.on")).to_contain_text(says("zh", "key person"))
