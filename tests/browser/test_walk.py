"""The way that everybody goes first: sign in, import a file, read a record, edit it; in both languages."""

import re

import pytest
from browsing import LANGUAGES, PHONE, bring, violations
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_becomes_a_judged_record_that_can_be_edited(site, says, tmp_path, language):
    page = site.window(language)
    site.sign_in(page, "Ops")
    expect(page.locator("html")).to_have_attribute("lang", {"en": "en", "zh": "zh-Hans"}[language])

    bring(page, tmp_path)
    page.goto("/records")
    expect(page.locator("main")).to_contain_text("杭州澜序机械有限公司")

    page.get_by_role("link", name="苏州砚川包装有限公司").click()
    expect(page.locator("main")).to_contain_text(says(language, "Findings"))
    expect(page.locator("a[href*='key_person-honorific_only']")).to_have_count(1)

    page.locator("a[href$='/edit']").first.click()
    page.locator("[name='key_persons[0].name']").fill("陆建国")
    expect(page.locator("#judgement")).not_to_contain_text("张先生")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/records/\d+$"))
    expect(page.locator("main")).to_contain_text("陆建国")
    expect(page.locator("a[href*='key_person-honorific_only']")).to_have_count(0)


@pytest.mark.slow
def test_everything_goes_without_scripts_and_on_a_phone(site, tmp_path):
    page = site.window("zh", PHONE, scripts=False)
    site.sign_in(page, "Ops")
    bring(page, tmp_path, by_reloading=True)
    page.goto("/records")
    page.get_by_role("link", name="杭州澜序机械有限公司").click()
    expect(page.locator("main")).to_contain_text("沈砚秋")


@pytest.mark.slow
def test_whoever_saves_second_sees_both_values_and_loses_none(site):
    first, second = site.window(), site.window()
    for page in (first, second):
        site.sign_in(page, "Ops")
    site.make.record("Ops", company="杭州澜序机械有限公司", address="浙江省杭州市滨江区例举路8号")
    for page in (first, second):
        page.goto("/records")
        page.get_by_role("link", name="杭州澜序机械有限公司").click()
        page.locator("a[href$='/edit']").first.click()
    first.locator("[name='address']").fill("浙江省杭州市滨江区示范大道1号")
    first.locator("main form button.btn-primary").click()
    first.wait_for_url(re.compile(r"/records/\d+$"))

    second.locator("[name='address']").fill("浙江省杭州市滨江区草图街2号")
    second.locator("main form button.btn-primary").click()

    expect(second.locator("main")).to_contain_text("示范大道1号")
    assert "草图街2号" in second.content()
    assert violations(second) == []
