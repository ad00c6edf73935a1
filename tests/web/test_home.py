"""My day: what waits for each role, the most pressing first, and nothing that is another's."""

import re
from datetime import timedelta

import pytest
from clock_library import Library
from surfing import words

from greening.services.team import TOLD
from greening.storage import notices, suspensions
from greening.storage.suspensions import Suspension, What

BEGINNINGS = {
    "Ana": ["New leads", "Claims due first", "Dropping soon", "Mine, lowest score first", "Your places", "Board"],
    "Chen": ["To review", "Your places", "Board, this month", "Newest imports"],
    "Qi": ["To review", "Complaints to look into", "Possible duplicates", "Quarantined"],
    "Ada": ["Conflicts that wait for you", "Possible duplicates", "To review", "Quarantined"],
    "Ops": ["Possible duplicates", "Quarantined", "To review", "Dead letter", "Newest imports"],
}


def main(browser):
    return words(browser.get("/").text.partition('<main id="main"')[2])


@pytest.mark.parametrize("name", BEGINNINGS)
def test_every_role_begins_with_what_waits_for_it(browser_of, name):
    said = main(browser_of(name))
    places = [said.index(title) for title in BEGINNINGS[name]]
    assert places == sorted(places)


def test_the_lowest_score_comes_first_and_leads_to_its_record(browser_of, make):
    rich = make.record(by="Ana", company="Oakhill Trading Ltd", address="浙江省杭州市西湖区文三路 1 号", industry="x")
    poor = make.record(by="Ana", company="Birchwood Foods Ltd")
    html = browser_of("Ana").get("/").text
    assert 0 < html.index(f'href="/records/{poor}"') < html.index(f'href="/records/{rich}"')


def test_what_drops_soon_is_told_to_its_owner_and_the_manager_and_to_no_rival(browser_of, make, work, policy, now):
    library = Library(work, policy, make, now - timedelta(days=25))
    record_id = library.record_of(library.owned())
    for name, told in (("Ana", True), ("Chen", True), ("Ops", True), ("Bo", False)):
        text = browser_of(name).get("/").text
        drops = text.partition('id="drops"')[2].partition("</section>")[0]
        assert (f'href="/records/{record_id}"' in drops) is told, name


def test_new_notices_stand_on_the_first_page_until_they_are_seen(browser_of, make, work, now):
    ana = browser_of("Ana")
    with work() as unit:
        params = {"days": 3, "due": now.isoformat(), "clock": "follow_up"}
        person_id = make.person("Ana").id
        notices.tell(unit.session, person_id, "protection.due", key="x", params=params, now=now)
    assert "New notices" in main(ana)
    ana.resend("/notices")
    assert "New notices" not in main(ana)


def test_a_manager_reads_whom_leads_pass_by_but_never_who_has_complained(browser_of, make, work, now):
    chen, ana = browser_of("Chen"), make.person("Ana")
    until = now + timedelta(days=7)
    with work() as unit:
        for what in What:
            unit.session.add(Suspension(person_id=ana.id, what=what, cause=f"{what}:1", began_at=now, until=until))
    said = main(chen)
    assert said.count("Ana no leads") == len(TOLD)
    assert "no leads because of a penalty until Mon 9 Mar" in said
    assert "barred" not in said
    assert "Leads pass them by" not in main(browser_of("Bo"))
    assert suspensions.What.BARRED not in TOLD


def test_a_menu_offers_only_what_its_role_may_open(browser_of):
    ana, ops = browser_of("Ana").get("/").text, browser_of("Ops").get("/").text
    assert 'href="/jobs"' not in ana
    assert 'href="/imports"' not in ana
    assert 'href="/jobs"' in ops
    assert 'href="/imports"' in ops


@pytest.mark.parametrize("name", BEGINNINGS)
def test_no_english_is_left_on_the_first_page_in_chinese(browser_of, make, name):
    make.record(by="Ana", company="澜序机械有限公司")
    browser = browser_of(name)
    browser.send("/preferences", language="zh_Hans")
    said = words(browser.get("/").text).replace("English", "")
    assert set(re.findall("[A-Za-z]{2,}", said)) <= {name, name.upper(), "Ana", "Hangzhou"}
