"""The whole story once, in a real browser, over all roles and both languages: planted, padded, collided."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, Site, overflows, violations
from complaining import KP_NAME, KP_PHONE
from playwright.sync_api import Locator, Page, expect
from storytelling import COMPANY, CUSTOMER, MADE_UP, NEXT, PADDED, Storyteller
from surfing import PASSWORD

from greening.domain.inquiries import Inquiry

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SHOTS = os.environ.get("SHOTS")
ANSWERS = {
    "name": "顾明远",
    "title": "采购经理",
    "phones": "0571-55566507",
    "emails": "gu@langyue.example",
    "company_emails": "info@langyue.example",
    "website": "www.langyue.example",
    "scale": "20-99",
    "business": "办公用品批发，每季度采购一次",
    "address": "浙江省杭州市西湖区示例路 1 号",
}
PATIENCE, TYPING = 90_000, 3_500
"""Milliseconds: nobody types faster than that."""
QUESTIONS = 30
"""More than a record has."""
PAID_AND_TAKEN = 2
"""Rows of the ledger; what an appeal gives back is a third one."""
NOTE = "电话顾明远，本季度要办公用品约 200 件，预算 3 万，下周二寄样品"


@pytest.fixture
def story(site):
    return Storyteller(site.make)


@dataclass
class Tour:
    """Windows of the cast and of strangers in one language, and what was wrong with what they showed."""

    site: Site
    language: str
    wrong: list[str] = field(default_factory=list)

    def window(self, name: str = "", size: tuple[int, int] = DESKTOP) -> Page:
        """A window of one of the cast, or of a stranger."""
        page = self.site.window(self.language, size)
        page.set_default_timeout(PATIENCE)
        if name:
            self.site.make.person(name, PASSWORD)
            self.site.sign_in(page, name)
        return page

    def look(self, page: Page, name: str) -> None:
        """Keep what is wrong with the page that is open, and its picture where somebody wants them."""
        self.wrong.extend(f"{name}: {broken}" for broken in violations(page))
        if overflows(page):
            self.wrong.append(f"{name}: scrolls sideways")
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{self.language}.png", full_page=True)


@pytest.mark.parametrize("language", [pytest.param(one, marks=pytest.mark.slow) for one in ("en", "zh")])
def test_the_whole_story(site, story, language):
    tour = Tour(site, language)
    for name in ("Ana", "Bo", "Qi", "Ada", "Ops"):
        site.make.person(name, PASSWORD)
    form = open_form(tour.window("Ops"))
    plant(story, tour)
    ask(tour, form, Inquiry(COMPANY, "顾明远", ANSWERS["phones"]))
    lead_arrives(tour)
    record_id = padder_is_suspended(story, tour)
    ask(tour, form, Inquiry(NEXT, "林若水", "0571-55566521"))
    lead_goes_past(tour)
    padder_is_heard(tour, record_id)
    collide(story, tour)
    assert tour.wrong == []


def follow(page: Page, way: Locator) -> None:
    """Click what leads to another page, and be there."""
    with page.expect_navigation():
        way.click()


def open_form(ops: Page) -> str:
    """The address of a public form."""
    ops.goto("/leads/doors")
    ops.locator("#form_name").fill("官网")
    follow(ops, ops.locator("form[action$='/forms'] button"))
    return ops.locator("a[href^='/f/']").get_attribute("href")


def plant(story: Storyteller, tour: Tour) -> None:
    """Ana claims on her phone, answers, and hands in; Qi calls, ticks what is proven and passes."""
    record_id = story.in_the_pool(CUSTOMER)
    ana = tour.window("Ana", PHONE)
    ana.goto("/pool")
    tour.look(ana, "01-pool")
    follow(ana, ana.locator("button[name=unit_ids]"))
    ana.goto("/claims")
    tour.look(ana, "02-claims")
    follow(ana, ana.locator("a[href$='/green']").first)
    tour.look(ana, "03-quest")
    answer_all(ana)
    ana.goto(f"/records/{record_id}")
    ana.locator("details:has(#note) > summary").click()
    ana.locator("#note").fill(NOTE)
    follow(ana, ana.locator("form[action$='/visits'] button"))
    ana.goto("/claims")
    follow(ana, ana.locator("a[href$='/green']").first)
    tour.look(ana, "04-answered")
    follow(ana, ana.locator("form[action$='/submit'] button").first)

    qi = tour.window("Qi")
    qi.goto("/review?source=submission")
    tour.look(qi, "05-queue")
    follow(qi, qi.locator("table a", has_text=COMPANY))
    expect(qi.locator("#lease")).to_contain_text(":")
    qi.locator(f"input[name=proven][value='{KP_PHONE}']").check()
    tour.look(qi, "06-submission")
    follow(qi, qi.locator("#pass button[value=pass]"))
    expect(qi.locator("#pass")).to_have_count(0)
    story.settled(record_id)
    ana.goto("/rights")
    expect(ana.locator("main")).to_contain_text(COMPANY)
    tour.look(ana, "07-rights")


def answer_all(page: Page) -> None:
    """Answer what can be answered, and say of the rest that it could not be found out."""
    for _ in range(QUESTIONS):
        path = page.locator("#answer input[name=path], form[action*='/outcome'] input[name=path]").first
        if not path.count():
            return
        with page.expect_navigation():
            answer(page, said(path.get_attribute("value")))


def answer(page: Page, value: str) -> None:
    """A call was answered, a role is one of several, a value is typed; what is not known could not be found out."""
    typed = page.locator("#value")
    for choice in ("reached", "decides"):
        if not typed.count() and page.locator(f"button[value={choice}]").count():
            page.locator(f"button[value={choice}]").first.click()
            return
    if value:
        typed.fill(value)
        page.locator("button[form=answer][value=value]").click()
    else:
        page.locator("button[value=not_found]").click()


def said(path: str) -> str:
    """The answer to a question."""
    if path.startswith("key_persons[0]."):
        return ANSWERS.get(re.split(r"[.\[]", path.partition("].")[2])[0], "")
    return ANSWERS.get({"emails[0]": "company_emails"}.get(path, path), "")


def ask(tour: Tour, form: str, inquiry: Inquiry) -> None:
    """Send the public form."""
    stranger = tour.window()
    stranger.goto(form)
    for name, value in {**inquiry.to_json(), "place": "杭州", "message": "想要一份报价"}.items():
        stranger.locator(f"#{name}").fill(value)
    tour.look(stranger, "08-form")
    stranger.wait_for_timeout(TYPING)
    follow(stranger, stranger.locator("main button.btn-primary"))
    tour.look(stranger, "09-thanks")


def lead_arrives(tour: Tour) -> None:
    ana = tour.window("Ana", PHONE)
    ana.goto("/leads")
    tour.look(ana, "10-leads")
    follow(ana, ana.locator("main a", has_text=COMPANY).first)
    tour.look(ana, "11-why")
    follow(ana, ana.locator("form[action$='/accept'] button"))
    expect(ana.locator(".note.ok")).to_be_visible()


def padder_is_suspended(story: Storyteller, tour: Tour) -> int:
    """Bo has padded a record; a stranger says so, two look, a third decides; the record."""
    record_id = story.padded("Bo")
    stranger, qi = tour.window(), tour.window("Qi")
    stranger.goto("/complaints/new")
    stranger.locator("#named").fill(f"R-{record_id}")
    stranger.locator("#kind-number").check()
    stranger.locator("#kind-person").check()
    stranger.locator("#words").fill("号码是空号，公司里也没有这个人。")
    tour.look(stranger, "12-complaint")
    follow(stranger, stranger.locator("main button.btn-primary"))
    path = f"/complaints/{stranger.locator('.figure').inner_text().partition(' ')[0][2:]}"
    qi.goto(path)
    follow(qi, qi.locator(f"form[action='{path}/take'] button"))
    for fact in (KP_NAME, KP_PHONE):
        qi.locator(f"select[name='answer.{fact}']").select_option("fabricated")
        qi.locator(f"input[name='evidence.{fact}']").fill("公司前台确认没有此人")
    tour.look(qi, "13-inspection")
    follow(qi, qi.locator("#facts button.btn-primary"))
    expect(qi.locator("#facts")).to_have_count(0)
    story.seconded(int(path.rpartition("/")[2]))
    ada = tour.window("Ada")
    ada.goto("/penalties")
    follow(ada, ada.locator("main table a").first)
    ada.locator("#reason").fill("两人分别认定为编造。")
    tour.look(ada, "14-penalty")
    follow(ada, ada.locator("button[value=impose]"))
    expect(ada.locator("button[value=impose]")).to_have_count(0)
    return record_id


def lead_goes_past(tour: Tour) -> None:
    """The page says why it is not Bo's."""
    ops = tour.window("Ops")
    ops.goto("/leads")
    follow(ops, ops.locator("main a", has_text=NEXT).first)
    tour.look(ops, "15-past")
    rows = ops.locator("#why tr, section tr")
    expect(rows.filter(has_text="Bo").first).to_be_visible()
    assert "Ana" in ops.locator(".phead").inner_text()


def padder_is_heard(tour: Tour, record_id: int) -> None:
    """He appeals, somebody else grants it, and the value, its credit and the right to the leads are back."""
    bo = tour.window("Bo")
    has(bo, record_id, is_back=False)
    bo.goto("/penalties")
    follow(bo, bo.locator("main table a").first)
    bo.locator("#words").fill("号码是客户前台给我的。")
    tour.look(bo, "16-appeal")
    follow(bo, bo.locator("main button.btn-primary"))
    ops = tour.window("Ops")
    ops.goto(bo.url)
    ops.locator("#reason").fill("证据不足以认定编造。")
    tour.look(ops, "17-decision")
    follow(ops, ops.locator("button[value=win]"))
    expect(ops.locator("button[value=win]")).to_have_count(0)
    bo.goto(ops.url)
    expect(bo.locator("section[aria-labelledby=back]")).to_be_visible()
    tour.look(bo, "18-won")
    has(bo, record_id, is_back=True)
    tour.look(bo, "18-rights")


def has(page: Page, record_id: int, *, is_back: bool) -> None:
    """Look whether a person stands in the record, and whether its credit and the right to its leads are the reader's."""
    page.goto(f"/records/{record_id}")
    expect(page.locator("main").get_by_text(MADE_UP, exact=True)).to_have_count(int(is_back))
    page.goto("/rights")
    expect(page.locator("section[aria-labelledby=rights]", has_text=PADDED)).to_have_count(int(is_back))
    paid = page.locator("section[aria-labelledby=ledger] tbody tr", has_text=PADDED)
    expect(paid).to_have_count(PAID_AND_TAKEN + is_back)


def collide(story: Storyteller, tour: Tour) -> None:
    """Bo contests what Ana holds; the facts, the ruling, the transfer, and all as before."""
    pair = story.collided()
    bo, ana = tour.window("Bo", PHONE), tour.window("Ana")
    bo.goto(f"/candidates/{pair}")
    follow(bo, bo.locator("section[aria-labelledby=contest] a").first)
    bo.locator("#reason").fill("一直由我拜访，客户确认了预算。")
    follow(bo, bo.locator("main button.btn-primary"))
    bo.wait_for_url(re.compile(r"/conflicts/\d+"))
    tour.look(bo, "19-filed")
    case = re.search(r"/conflicts/\d+", bo.url)[0]
    ana.goto(case)
    ana.locator(f"form[action='{case}/answer'] textarea").fill("这家客户一直是我在跟。")
    follow(ana, ana.locator(f"form[action='{case}/answer'] button"))
    judge = tour.window("Ops")
    judge.goto(case)
    tour.look(judge, "20-facts")
    expect(judge.locator("input[name=code]:checked")).to_have_value("transfer")
    judge.locator("#reason").fill("只有空洞跟进，对方有真实拜访。")
    follow(judge, judge.locator(f"form[action='{case}/ruling'] button"))
    tour.look(judge, "21-ruled")
    assert story.owners() == {"Bo"}
    judge.goto(case)
    judge.locator(
        f"form[action='{case}/undo'] textarea, form[action='{case}/undo'] input[type=text], form[action='{case}/undo'] .form-control"
    ).first.fill("漏看了一通电话。")
    follow(judge, judge.locator(f"form[action='{case}/undo'] button"))
    tour.look(judge, "22-undone")
    assert story.owners() == {"Ana", "Bo"}
