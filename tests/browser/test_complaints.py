"""A stranger reports a padder; two people look into it; a person suspends her; she appeals. Usable by all, in any size."""

import os
from pathlib import Path

import pytest
from browsing import DESKTOP, LANGUAGES, PHONE, overflows, violations
from complaining import KP_NAME, KP_PHONE, Counter
from surfing import PASSWORD

from validators.record import DecisionRole, KeyPerson

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PADDED = KeyPerson("李雷", "老板", DecisionRole.DECIDES, ("13900001236",))
SHOTS = os.environ.get("SHOTS")


def look(page, name, complaints):
    """Keep what is wrong with the page that is open."""
    complaints.extend(f"{name}: {broken}" for broken in violations(page))
    if overflows(page):
        complaints.append(f"{name}: scrolls sideways")
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.context._tag}.png", full_page=True)


def tell_the_story(site, make, work, now, language, size, theme="light", *, scripts=True):
    for name in ("Ana", "Bo"):
        make.person(name, PASSWORD)
    counter = Counter(work, make.policy(), make, now)
    record_id = make.record("Ana", company="杭州西湖茶铺有限公司", region="330106", key_persons=(PADDED,))
    counter.proven(record_id)
    wrong = []

    def window(name=None):
        page = site.window(language, size, theme, scripts=scripts)
        page.context._tag = f"{language}-{size[0]}-{theme}"
        if name:
            site.sign_in(page, name)
        return page

    def look_at(page, name):
        if scripts:
            look(page, name, wrong)

    stranger = window()
    stranger.goto("/complaints/new")
    stranger.locator("main button.btn-primary").click()
    look_at(stranger, "1-missing")
    stranger.locator("#named").fill(f"R-{record_id}")
    stranger.locator("#kind-number").check()
    stranger.locator("#kind-person").check()
    stranger.locator("#words").fill("18 日打了两次电话,接的是一家记账公司,不认识这家店,也没有这个人。")
    look_at(stranger, "2-new")
    stranger.locator("main button.btn-primary").click()
    code = stranger.locator(".figure").inner_text()
    look_at(stranger, "3-thanks")
    assert stranger.context.cookies() == []
    path = f"/complaints/{code.partition(' ')[0][2:]}"

    qi = window("Qi")
    qi.goto("/complaints")
    look_at(qi, "4-queue")
    qi.goto(path)
    look_at(qi, "5-case")
    qi.locator(f"form[action='{path}/take'] button").click()
    qi.locator("#words").fill("哪一家记账公司?")
    qi.locator(f"form[action='{path}/message'] button").click()
    answer(qi, {KP_PHONE: "fabricated", KP_NAME: "fabricated"}, look_at, "6-facts")
    look_at(qi, "7-waits")

    stranger.goto("/complaints/follow-up")
    look_at(stranger, "8-code")
    stranger.locator("#code").fill(code)
    stranger.locator("main button.btn-primary").click()
    stranger.locator("#words").fill("没有说名字。")
    stranger.locator("main button.btn-primary").click()
    look_at(stranger, "9-talk")

    counter.find(int(path.rpartition("/")[2]), counter.person("Quan"), phone="fabricated", name="stale")
    qi.goto(path)
    look_at(qi, "10-ruled")

    ada, ana = window("Ada"), window("Ana")
    ada.goto("/penalties")
    look_at(ada, "11-penalties")
    ada.locator("main table a").first.click()
    ada.locator("#reason").fill("两人分别认定造假,第一次。")
    look_at(ada, "12-decide")
    ada.locator("button[value='impose']").click()
    ana.goto("/penalties")
    ana.locator("main table a").first.click()
    look_at(ana, "13-own")
    ana.locator("#words").fill("名片上的号码就是这个,附在客户资料里。")
    ana.locator("main button.btn-primary").click()
    ops = window("Ops")
    ops.goto(ana.url)
    ops.locator("#reason").fill("名片为证。")
    look_at(ops, "14-appeal")
    ops.locator("button[value='win']").click()
    ana.reload()
    look_at(ana, "15-won")
    ana.goto("/notices")
    look_at(ana, "16-notices")
    assert [one.ended_at is not None for one in counter.suspensions()] == [True]
    return wrong


def answer(page, answers, look_at, name):
    for path, value in answers.items():
        page.locator(f"select[name='answer.{path}']").select_option(value)
        page.locator(f"input[name='evidence.{path}']").fill("查了工商登记和门头照片")
    look_at(page, name)
    page.locator("#facts button.btn-primary").click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_padder_is_reported_inspected_suspended_and_heard(site, make, work, now, language):
    assert tell_the_story(site, make, work, now, language, PHONE if language == "en" else DESKTOP) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_can_be_used_in_any_size_and_theme(site, make, work, now, language, size, theme):
    assert tell_the_story(site, make, work, now, language, size, theme) == []


def test_it_all_works_without_scripts(site, make, work, now):
    assert tell_the_story(site, make, work, now, "en", DESKTOP, scripts=False) == []
