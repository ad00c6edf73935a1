"""Operations adds a phrase in a browser: what it would have flagged, the version, all judged again; all can use the pages."""

from datetime import UTC, datetime

import pytest
from browsing import DESKTOP, LANGUAGES, PHONE, overflows, violations
from playwright.sync_api import expect
from policy_desk import PHRASES, Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

EMPTY = "浇浇水施施肥"


def noted(site):
    """Records with follow-ups of yesterday that hold one phrase of no list."""
    desk = Desk(site.make, site.make.work, site.make.policy(), datetime.now(UTC))
    for place in "一二三":
        record_id = site.make.record(by="Ana", company=f"苏州平江{place}号茶叶有限公司")
        desk.note(record_id, f"{EMPTY}，13900001234")


def add_phrase(page):
    page.goto("/policy/edit")
    page.locator("summary", has=page.locator(f"xpath=../div//*[@name='{PHRASES}']")).first.click()
    area = page.locator(f"textarea[name='{PHRASES}']")
    area.fill(f"{area.input_value()}\n{EMPTY}")
    page.locator("main button.btn-primary").click()
    page.wait_for_url("**/policy/drafts/*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_is_tried_and_saved_and_everything_is_judged_again(site, language):
    noted(site)
    page = site.window(language)
    site.sign_in(page, "Ops")
    add_phrase(page)
    expect(page.locator("#effect:not([hx-get])")).to_be_attached()
    expect(page.locator("#effect")).to_contain_text("Hangzhou 1")
    page.locator("#effect details summary").first.click()
    expect(page.locator("#effect details[open]")).to_contain_text("139****1234")
    page.locator("#reason").fill("Reps pad with it")
    page.locator("main form.form button.btn-primary").click()
    page.wait_for_url("**/policy/*")
    expect(page.locator("#effect:not([hx-get])")).to_be_attached()
    expect(page.locator("#effect .count").first).to_have_text("3")


def test_it_works_without_scripts(site):
    noted(site)
    page = site.window(scripts=False)
    site.sign_in(page, "Ops")
    page.goto("/policy/edit")
    page.locator("input[name='validators.repeats.suspect']").fill("4")
    page.locator("main button.btn-primary").click()
    page.wait_for_url("**/policy/drafts/*")
    page.locator("#reason").fill("Too many doubts")
    page.locator("main form.form button.btn-primary").click()
    expect(page.locator("h1 + .tag")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "size", "theme"), [("en", DESKTOP, "dark"), ("zh", PHONE, "light"), ("en", PHONE, "dark")]
)
def test_every_page_can_be_used_by_all(site, language, size, theme):
    noted(site)
    page = site.window(language, size, theme)
    site.sign_in(page, "Ops")
    wrong = []

    def look(what):
        wrong.extend(f"{what}: {broken}" for broken in violations(page))
        if overflows(page):
            wrong.append(f"{what}: scrolls sideways")

    for path in ("/policy", "/policy/1", "/rules", "/policy/edit"):
        page.goto(path)
        for summary in page.locator("main summary").all()[:3]:
            summary.click()
        look(path)
    add_phrase(page)
    expect(page.locator("#effect:not([hx-get])")).to_be_attached()
    look("draft")
    assert not wrong, "\n".join(wrong)
