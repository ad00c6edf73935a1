"""A claim on its way: its rep submits on a phone, quality control proves the number and passes it, the right counts down."""

import re
from datetime import UTC, datetime

import pytest
from browsing import LANGUAGES, PHONE, Site, overflows, violations
from playwright.sync_api import expect
from sqlalchemy import select
from submission_desk import PHONE as NUMBER
from submission_desk import Desk
from surfing import PASSWORD

from greening.storage.review import Review

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def desk(site: Site) -> Desk:
    site.make.person("Ana", PASSWORD)
    site.make.person("Qi", PASSWORD)
    return Desk(site.make, site.make.policy(), datetime.now(UTC), site.make.person("Qi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rep_submits_quality_control_passes_and_the_leads_are_theirs(site, desk, says, language):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    ana = site.window(language, PHONE)
    site.sign_in(ana, "Ana")
    ana.goto(f"/records/{desk.record_id(claim_id)}")
    assert (violations(ana), overflows(ana)) == ([], False)
    ana.get_by_role("button", name=says(language, "Submit for review")).click()
    expect(ana.locator("#completion")).to_have_text(says(language, "Who completed it"))

    qi = site.window(language)
    site.sign_in(qi, "Qi")
    qi.goto("/review?source=submission")
    qi.locator("table a").first.click()
    expect(qi.locator("#lease")).to_contain_text(":")
    assert (violations(qi), overflows(qi)) == ([], False)
    qi.keyboard.press("p")
    expect(qi.locator(".note.warn")).to_contain_text(
        says(language, "It cannot pass yet. See below what is missing. What you typed is kept.")
    )
    qi.locator(f"input[name=proven][value='{NUMBER}']").check()
    qi.keyboard.press("p")
    qi.wait_for_url(re.compile(r"/review(\?|$)"))

    desk.later(minutes=1).settle(desk.item(_item(desk)).verdicts[0].id)
    ana.goto("/rights")
    expect(ana.locator("main")).to_contain_text(says(language, "Leads are yours"))
    expect(ana.locator("main")).to_contain_text("180")
    assert (violations(ana), overflows(ana)) == ([], False)


def _item(desk: Desk) -> int:
    with desk.work() as unit:
        return unit.session.scalars(select(Review.id).where(Review.source == "submission")).one()
