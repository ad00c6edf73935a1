"""A rep completes a claimed record on a phone: judged while typing, one tap a call, undone by name, sent once from offline."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from browsing import PHONE, overflows, violations
from playwright.sync_api import expect
from sqlalchemy import select

from greening.storage.enriching import Answer
from validators.record import KeyPerson

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

LI_LEI = KeyPerson("李雷", "老板", phones=("13900001236",))
REACHED, UNDO = {"en": "Reached", "zh": "接通了"}, {"en": "Undo", "zh": "撤销"}


@pytest.fixture
def site(site):
    """What is claimed is claimed today, or the service's sweep would end it."""
    return replace(site, make=replace(site.make, now=datetime.now(UTC)))


@pytest.fixture
def answers(site):
    """What was answered, as it is kept."""

    def said():
        with site.make.work() as unit:
            return [tuple(row) for row in unit.session.execute(select(Answer.path, Answer.said).order_by(Answer.id))]

    return said


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_record_is_completed_on_a_phone(site, answers, language):
    claim = site.make.claim(site.make.record(company="西湖茶铺有限公司", key_persons=(LI_LEI,)))
    page = site.window(language, PHONE)
    site.sign_in(page, "Ana")
    page.goto(f"/claims/{claim}/green")
    assert violations(page) == []
    assert not overflows(page)

    page.get_by_role("button", name=REACHED[language]).click()
    expect(page.locator("#value")).to_be_visible()
    page.fill("#value", "123")
    expect(page.locator("#advice .note")).to_be_visible()
    expect(page.locator("#advice")).to_have_attribute("aria-live", "polite")
    page.keyboard.press("Enter")
    expect(page.locator("form[action*='/undo']").first).to_contain_text("123")
    assert violations(page) == []
    assert not overflows(page)

    page.get_by_role("button", name=UNDO[language]).first.click()
    expect(page.locator("form[action*='/undo']").first).to_contain_text("13900001236")
    assert answers() == [("key_persons[0].phones[0]", "reached"), ("ids[0]", "value"), ("ids[0]", "undo")]


def test_an_answer_without_a_connection_is_kept_and_sent_once(site, answers):
    claim = site.make.claim(site.make.record(company="西湖茶铺有限公司"))
    page = site.window("en", PHONE)
    site.sign_in(page, "Ana")
    page.goto(f"/claims/{claim}/green?at=identity.website")
    page.context.set_offline(True)
    page.fill("#value", "www.tea.example")
    page.keyboard.press("Enter")
    expect(page.locator("#unsent")).to_contain_text("Not yet sent: What is its website? www.tea.example")
    assert violations(page) == []
    assert answers() == []

    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_empty()
    page.reload()
    expect(page.locator("form[action*='/undo']").first).to_contain_text("www.tea.example")
    assert answers() == [("website", "value")]


def test_without_scripts_everything_is_answered_and_called_too(site, answers):
    claim = site.make.claim(site.make.record(company="西湖茶铺有限公司", key_persons=(LI_LEI,)))
    page = site.window("en", PHONE, scripts=False)
    site.sign_in(page, "Ana")
    page.goto(f"/claims/{claim}/green")
    page.get_by_role("button", name="Call 13900001236").click()
    assert page.locator("[data-dial]").get_attribute("href") == "tel:+8613900001236"
    page.get_by_role("button", name="No answer").click()
    page.fill("#value", "Atlantis")
    page.locator(".bar .btn-primary").click()
    page.get_by_role("link", name="Skip", exact=True).click()
    page.get_by_role("button", name="Could not find out").click()
    assert [said for _, said in answers()] == ["no_answer", "value", "not_found"]
