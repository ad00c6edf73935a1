"""Every page can be used by all: axe-core finds nothing, and nothing scrolls sideways."""

import pytest
from browsing import DESKTOP, PHONE, bring, overflows, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

PAGES = (
    "/",
    "/records",
    "/records?q=no-such-company",
    "/records/new",
    "/review",
    "/review?source=lot",
    "/candidates",
    "/candidates?state=ruled",
    "/imports",
    "/jobs",
    "/password",
    "/no-such-page",
)
OF_OPS = ("/pool", "/leads", "/leads/doors", "/conflicts", "/penalties", "/progress", "/drops", "/notices", "/calendar", "/merges")  # fmt: skip
OF_REP = ("/", "/pool", "/library", "/claims", "/rights", "/leads", "/complaints/new", "/complaints/follow-up")
STEPS = ("file", "columns", "rules", "check", "result")
OPEN = ("/sign-in",)
TWIN = {"company": "苏州砚川包装材料有限公司", "phones": ("13800138000",), "address": "江苏省苏州市虎丘区样板路9号"}
"""Resembles a company of the file that is imported."""


def look_at_everything(site, tmp_path, language, size, theme, *, much=True):
    """Address and complaint of everything that is wrong anywhere."""
    page = site.window(language, size, theme)
    complaints = []

    def look(path):
        page.goto(path)
        complaints.extend(f"{path}: {broken}" for broken in violations(page))
        if overflows(page):
            complaints.append(f"{path}: scrolls sideways")

    for path in OPEN:
        look(path)
    site.sign_in(page, "Ops")
    run = bring(page, tmp_path)
    page.goto("/records")
    record = page.locator("main a[href*='/records/']", has_text="苏州砚川").first.get_attribute("href")
    site.make.record(**TWIN)
    page.goto("/candidates")
    candidate = page.locator("main a[href*='/candidates/']").first.get_attribute("href")
    for path in (
        *PAGES,
        *(f"{run}/{step}" for step in STEPS),
        record,
        f"{record}/edit",
        f"{record}/history",
        candidate,
    ):
        look(path)
    if much and (language == "zh") == (theme == "dark"):
        for name, paths in (("Ops", OF_OPS), ("Ana", OF_REP)):
            page = site.window(language, size, theme)
            site.sign_in(page, name)
            for path in paths:
                look(path)
    return complaints


def test_no_rule_is_broken_on_any_page(site, tmp_path):
    """The rest of the matrix is long."""
    assert look_at_everything(site, tmp_path, "en", DESKTOP, "light", much=False) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_rule_is_broken_on_any_page_in_any_size_and_theme(site, tmp_path, language, size, theme):
    assert look_at_everything(site, tmp_path, language, size, theme) == []
