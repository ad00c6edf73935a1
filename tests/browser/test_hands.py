"""What scripts add and what hands need: advice while typing, focus where it helps, a way on when something fails."""

import pytest
from browsing import violations
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

NARROW = (320, 700)
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const visible = style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2;
  return { id: at.outerHTML.slice(0, 120), hidden: !above || !(at.contains(above) || above.contains(at)), visible };
}"""
"""What has the focus, whether something lies over its middle, and whether its ring is drawn."""


@pytest.fixture
def complaints():
    """What pages say to the console about scripts and the policy of content; nothing, in the end."""
    said: list[str] = []
    yield said
    assert said == []


def window(site, complaints, name, *where, **how):
    page = site.window(*where, **how)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: "Security Policy" in line.text and complaints.append(line.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    site.sign_in(page, name)
    return page


def test_a_form_advises_while_typing_and_complains_only_when_it_is_sent(site, complaints):
    page = window(site, complaints, "Ana")
    page.goto("/records/new")
    page.fill("#company", "Oakhill Trading Ltd")
    page.fill("#phones-0", "13800138000")

    expect(page.locator("#phones-0-advice")).to_contain_text("made-up number")
    expect(page.locator("#phones-0")).to_be_focused()
    expect(page.locator("#judgement")).to_have_attribute("aria-live", "polite")
    page.fill("#phones-0", "88880001")
    page.fill("#region", "杭州")
    page.click("[data-take]")
    expect(page.locator("#phones-0")).to_have_value("0571-88880001")
    expect(page.locator("#phones-0")).to_be_focused()
    expect(page.locator("#phones-0-advice")).to_be_empty()

    page.fill("#region", "Atlantis")
    page.click(".bar button")
    expect(page.locator(".errsum")).to_be_focused()
    assert violations(page) == []
    page.click(".errsum a")
    expect(page.locator("#region")).to_be_focused()
    expect(page.locator("#region")).to_have_value("Atlantis")

    page.fill("#region", "杭州")
    page.click(".bar button")
    expect(page.locator("h1")).to_have_text("Oakhill Trading Ltd")


def test_a_part_that_cannot_be_fetched_says_so_and_keeps_what_stands(site, complaints):
    page = window(site, complaints, "Ana")
    site.make.record(company="Oakhill Trading Ltd")
    page.goto("/records")

    page.route("**/records?*", lambda route: route.abort())
    page.fill(".filters .search", "oak")
    expect(page.locator(".swap-failed")).to_be_visible()
    expect(page.locator("#list")).to_contain_text("Oakhill")
    assert violations(page) == []

    page.unroute("**/records?*")
    page.fill(".filters .search", "nothing like it")
    expect(page.locator("#list .state")).to_be_visible()
    expect(page.locator(".swap-failed")).to_have_count(0)

    page.reload()
    expect(page.locator(".filters .search")).to_have_value("nothing like it")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".chip.on")).to_contain_text("nothing like it")
    page.click(".menu summary")
    page.get_by_role("button", name="深色").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(14, 20, 24)")


def test_the_focus_is_seen_wherever_the_tab_key_leads(site, complaints):
    page = window(site, complaints, "Ana", "en", NARROW)
    page.goto("/records/new")
    page.keyboard.press("Tab")
    seen = [page.evaluate(FOCUS)]
    while not seen[-1]["id"].startswith("<body"):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
    seen.pop()
    assert len(seen) > 30
    assert [one for one in seen if one["hidden"] or not one["visible"]] == []
    page.goto("/records/new")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
