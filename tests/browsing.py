"""A window of a real browser: who is in front of it, what they do in every story, and whether all could use the page."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from factories import Make
from playwright.sync_api import Browser, Error, Page
from surfing import PASSWORD

DESKTOP = (1280, 900)
PHONE = (360, 760)
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
LANGUAGES = ["en", pytest.param("zh", marks=pytest.mark.slow)]
"""A whole walk goes in both, the second time with the slow tests; that no page is left in English is asked every time."""
TABLE = """\
公司名称,公司电话,关键人,关键人职务,关键人电话,地址
杭州澜序机械有限公司,0571-55501234,沈砚秋,总经理,0571-55501235,浙江省杭州市滨江区例举路8号
苏州砚川包装有限公司,13800138000,张先生,采购经理,139****5678,江苏省苏州市虎丘区样板路9号
,0571-55501236,,,,
"""
AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*/axe.min.js"))
MOVES = 3
MOVED = ("Execution context was destroyed", "Cannot read properties of null")
"""What is said where the page has gone meanwhile."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Site:
    """Where the service runs, and the way in."""

    address: str
    make: Make
    chromium: Browser

    def window(
        self, language: str = "en", size: tuple[int, int] = DESKTOP, theme: str = "light", *, scripts: bool = True
    ) -> Page:
        """A new one, in which nobody is signed in."""
        context = self.chromium.new_context(
            base_url=self.address,
            locale=LOCALES[language],
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(30_000)
        return context.new_page()

    def sign_in(self, page: Page, name: str) -> None:
        """Type number and password of one of the cast."""
        person = self.make.person(name, PASSWORD)
        page.goto("/sign-in")
        page.locator("#employee_no").fill(person.employee_no)
        page.locator("#password").fill(PASSWORD)
        page.locator("main button.btn-primary").click()
        page.wait_for_url(f"{self.address}/")


def bring(page: Page, folder: Path, table: str = TABLE, *, by_reloading: bool = False) -> str:
    """Import a table as a person does, through all five steps; the address of the run, once all is judged.

    A page without scripts shows what the workers have done `by_reloading` it.
    """
    file = folder / "展会名单.csv"
    file.write_bytes(table.encode("gb18030"))
    page.goto("/imports")
    page.locator("#file").set_input_files(file)
    page.locator("form[enctype] button.btn-primary").click()
    for step in ("columns", "rules"):
        page.wait_for_url(f"**/{step}")
        page.locator("section.bar button.btn-primary").click()
    page.wait_for_url("**/check")
    _await(page, "form[action$='/start'] button", by_reloading=by_reloading)
    page.locator("form[action$='/start'] button").click()
    page.wait_for_url("**/result")
    _await(page, "#progress:not([hx-get]) a[href$='rejected.csv']", by_reloading=by_reloading)
    return page.url.removesuffix("/result")


def _await(page: Page, selector: str, *, by_reloading: bool) -> None:
    for _ in range(100 if by_reloading else 0):
        if page.locator(selector).count():
            break
        page.wait_for_timeout(300)
        page.reload()
    page.locator(selector).first.wait_for()


def violations(page: Page) -> list[str]:
    """What axe-core finds, a line a broken rule, once the page stays; one that is on its way is waited for."""
    for _ in range(MOVES):
        page.wait_for_load_state()
        try:
            return _violations(page)
        except Error as moved:
            if not any(said in str(moved) for said in MOVED):
                raise
    return _violations(page)


def _violations(page: Page) -> list[str]:
    """The window grows first, so that no bar hides a row from it."""
    before = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": before["width"], "height": max(height, before["height"])})
    page.evaluate(AXE.read_text(encoding="utf-8"))  # past the content security policy, which stays as it is
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)["violations"]
    page.set_viewport_size(before)
    return [f"{each['id']} ({len(each['nodes'])}): {each['help']}: {each['nodes'][0]['html']}" for each in found]


def overflows(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
