"""A stranger reports a padder; two people look into it; a person suspends her; she appeals. Usable by all, in any size."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browsing import DESKTOP, LANGUAGES, PHONE, Site, overflows, violations
from complaining import KP_NAME, KP_PHONE, Counter
from surfing import PASSWORD

from validators.record import DecisionRole, KeyPerson

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

PADDED = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900001236",))
SENT = "main button.btn-primary"
SHOTS = os.environ.get("GREENING_SHOTS", "")
"""A folder to keep a picture of every page in, for whoever wants to look at them."""


@dataclass
class Story:
    """One walk through it, in windows of one kind; `wrong` is what anybody could not use."""

    site: Site
    counter: Counter
    language: str = "en"
    size: tuple[int, int] = DESKTOP
    theme: str = "light"
    scripts: bool = True
    wrong: list[str] = field(default_factory=list)

    def window(self, name=""):
        page = self.site.window(self.language, self.size, self.theme, scripts=self.scripts)
        if name:
            self.site.sign_in(page, name)
        return page

    def look(self, page, name):
        """Keep what is wrong with the page that is open."""
        if not self.scripts:
            return
        self.wrong.extend(f"{name}: {broken}" for broken in violations(page))
        if overflows(page):
            self.wrong.append(f"{name}: scrolls sideways")
        if SHOTS:
            kind = f"{self.language}-{self.size[0]}-{self.theme}"
            page.screenshot(path=Path(SHOTS) / f"{name}-{kind}.png", full_page=True)

    def reported(self, record_id):
        """The code that a stranger is given, and their window."""
        page = self.window()
        page.goto("/complaints/new")
        page.locator(SENT).click()
        self.look(page, "1-missing")
        page.locator("#named").fill(f"R-{record_id}")
        page.locator("#kind-number").check()
        page.locator("#kind-person").check()
        page.locator("#words").fill("18 日打了两次电话，接的是一家记账公司，不认识这家店，也没有这个人。")
        self.look(page, "2-new")
        page.locator(SENT).click()
        self.look(page, "3-thanks")
        assert page.context.cookies() == []
        return page.locator(".figure").inner_text(), page

    def looked_into(self, path):
        """Qi takes it, asks back and says that two facts are made up."""
        page = self.window("Qi")
        page.goto("/complaints")
        self.look(page, "4-queue")
        page.goto(path)
        self.look(page, "5-case")
        page.locator(f"form[action='{path}/take'] button").click()
        page.locator("#words").fill("哪一家记账公司？")
        page.locator(f"form[action='{path}/message'] button").click()
        for fact in (KP_PHONE, KP_NAME):
            page.locator(f"select[name='answer.{fact}']").select_option("fabricated")
            page.locator(f"input[name='evidence.{fact}']").fill("查了工商登记和门头照片")
        self.look(page, "6-facts")
        page.locator("#facts button.btn-primary").click()
        self.look(page, "7-waits")
        return page

    def comes_back(self, page, code):
        page.goto("/complaints/follow-up")
        self.look(page, "8-code")
        page.locator("#code").fill(code)
        page.locator(SENT).click()
        page.locator("#words").fill("没有说名字。")
        page.locator(SENT).click()
        self.look(page, "9-talk")

    def suspended(self):
        """Ada imposes what is proposed."""
        page = self.window("Ada")
        page.goto("/penalties")
        self.look(page, "11-penalties")
        page.locator("main table a").first.click()
        page.locator("#reason").fill("两人分别认定造假，第一次。")
        self.look(page, "12-decide")
        page.locator("button[value='impose']").click()

    def heard(self):
        """Ana appeals; Ops grants it."""
        ana, ops = self.window("Ana"), self.window("Ops")
        ana.goto("/penalties")
        ana.locator("main table a").first.click()
        self.look(ana, "13-own")
        ana.locator("#words").fill("名片上的号码就是这个，附在客户资料里。")
        ana.locator(SENT).click()
        ops.goto(ana.url)
        ops.locator("#reason").fill("名片为证。")
        self.look(ops, "14-appeal")
        ops.locator("button[value='win']").click()
        ana.reload()
        self.look(ana, "15-won")
        ana.goto("/notices")
        self.look(ana, "16-notices")

    def told(self):
        """All of it; what could not be used by somebody."""
        record_id = self.counter.make.record(
            "Ana", company="杭州西湖茶铺有限公司", region="330106", key_persons=(PADDED,)
        )
        self.counter.proven(record_id)
        code, stranger = self.reported(record_id)
        path = f"/complaints/{code.partition(' ')[0][2:]}"
        qi = self.looked_into(path)
        self.comes_back(stranger, code)
        number = int(path.rpartition("/")[2])
        self.counter.find(number, self.counter.person("Quan"), phone="fabricated", name="stale")
        qi.goto(path)
        self.look(qi, "10-ruled")
        self.suspended()
        self.heard()
        assert [one.ended_at is not None for one in self.counter.suspensions()] == [True]
        return self.wrong


@pytest.fixture
def counter(make, work) -> Counter:
    for name in ("Ana", "Bo"):
        make.person(name, PASSWORD)
    return Counter(work, make.policy(), make, datetime.now(UTC))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_padder_is_reported_inspected_suspended_and_heard(site, counter, language):
    assert Story(site, counter, language, PHONE if language == "en" else DESKTOP).told() == []


def test_it_can_be_used_in_the_dark_too(site, counter):
    assert Story(site, counter, "zh", PHONE, "dark").told() == []


def test_it_all_works_without_scripts(site, counter):
    assert Story(site, counter, scripts=False).told() == []
