"""A stranger asks on a phone, a rep takes it and sees why it is theirs; and whether everybody can use the pages on the way."""

import re
from datetime import UTC, datetime

import pytest
from browsing import DESKTOP, LANGUAGES, PHONE, overflows, violations
from playwright.sync_api import expect
from surfing import PASSWORD

from greening.domain.inquiries import Channel, Inquiry
from greening.services import leads

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

NUMBER = "0571-55501234"
COMPANY = "杭州澜序机械有限公司"


@pytest.fixture
def form(site):
    """The address of a public form."""
    made = leads.open_form(site.make.work, actor=site.make.person("Ops", PASSWORD), name="官网", now=site.make.now)
    return f"/f/{made.key}"


@pytest.fixture
def ask(site):
    """Somebody asks by another system; the id of the lead."""

    def tell(**typed):
        said = Inquiry.of({"company": COMPANY, "phone": NUMBER} | typed)
        told = leads.receive(
            site.make.work, site.make.policy(), inquiry=said, idempotency_key=None, channel=Channel.API,
            now=datetime.now(UTC),
        )  # fmt: skip
        return told.lead_id

    return tell


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_asks_on_a_phone_without_scripts_and_a_rep_takes_it(site, says, form, language):
    site.make.person("Ana", PASSWORD)
    stranger = site.window(language, PHONE, scripts=False)
    stranger.goto(form)
    stranger.wait_for_timeout(3_100)  # nobody types faster
    stranger.locator("#message").fill("需要 20 台，何时能到？")
    stranger.locator("main button").click()
    expect(stranger.locator(".errsum")).to_be_visible()
    assert not overflows(stranger)
    stranger.locator("#company").fill(COMPANY)
    stranger.locator("#phone").fill(NUMBER)
    stranger.wait_for_timeout(3_100)
    stranger.locator("main button").click()
    stranger.wait_for_url(re.compile(r"/thanks\?number=L-"))
    assert not overflows(stranger)

    rep = site.window(language, PHONE)
    site.sign_in(rep, "Ana")
    rep.goto("/leads")
    expect(rep.locator("main")).not_to_contain_text(NUMBER)
    assert not overflows(rep)
    rep.get_by_role("button", name=says(language, "Accept")).click()
    rep.wait_for_url(re.compile(r"/leads/\d+\?done=accepted"))
    expect(rep.locator("main")).to_contain_text(NUMBER)
    expect(rep.locator("#why")).to_contain_text(says(language, "You"))
    assert not overflows(rep)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_use_the_form_and_the_pages_of_leads(site, form, ask, language, size):
    for name in ("Ana", "Bo"):
        site.make.person(name, PASSWORD)
    stranger = site.window(language, size)
    stranger.goto(form)
    assert violations(stranger) == []
    stranger.locator("main button").click()
    assert violations(stranger) == []
    stranger.goto(f"{form}/thanks?number=L-2345-6789")
    assert violations(stranger) == []

    taken = ask()
    for company in ("苏州本腾机械有限公司", "宁波启明贸易有限公司"):
        site.make.record("Ops", company=company, phones=("0571-55509999",))
    unsure = ask(company="某厂", phone="0571-55509999")
    looks = {"Ana": ("/leads",), "Bo": ("/leads",), "Qi": ("/leads", f"/leads/{taken}", f"/leads/{unsure}")}
    for name, paths in (looks | {"Ops": ("/leads/doors", "/leads?state=closed")}).items():
        page = site.window(language, size)
        site.sign_in(page, name)
        for path in paths:
            page.goto(path)
            assert violations(page) == [], path
            assert not overflows(page), path
