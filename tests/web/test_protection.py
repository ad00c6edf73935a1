"""The clocks on pages: the countdown with its reason, the list of what drops next, and a contact that is confirmed."""

import re
from datetime import timedelta

import pytest
from clock_library import NOTES, Library
from sqlalchemy import func, select
from surfing import words

from greening.storage.events import Event
from greening.storage.records import Unit, Visit


@pytest.fixture
def library(work, make, policy, now):
    """What happened before the page is looked at, a week ago."""
    return Library(work, policy, make, now - timedelta(days=7))


@pytest.fixture
def customer(library):
    return library.record_of(library.owned())


def said(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200
    return words(answer.text)


def test_a_record_says_until_when_it_is_protected_and_where_a_visit_moves_it(browser_of, customer):
    text = said(browser_of("Ana"), f"/records/{customer}")
    assert "Protected until the end of Fri 13 Mar." in text
    assert "No effective visit since Mon 23 Feb." in text
    assert "An effective visit today moves this to Mon 23 Mar." in text


def test_every_visit_says_what_it_did(browser_of, customer):
    ana = browser_of("Ana")
    for note in (NOTES[0], "继续跟进", NOTES[1]):
        page = f"/records/{customer}"
        assert ana.send(f"{page}/visits", page=page, note=note, channel="phone", outcome="reached").status_code == 303
    text = said(ana, f"/records/{customer}")
    assert "Counts: since this visit the customer is protected until Mon 23 Mar." in text
    assert "it tells nothing" in text
    assert "again nobody but its author knows" in text
    assert "A visit today does not move this further." in text


def test_a_rival_does_not_read_when_a_customer_falls_free(browser_of, customer):
    text = said(browser_of("Bo"), f"/records/{customer}")
    assert "Protected until" not in text
    assert "moves this to" not in text


def test_what_drops_next_names_customer_owner_day_and_reason(browser_of, library, customer):
    text = said(browser_of("Chen"), "/drops")
    assert re.search(r"茶铺.* Ana Fri 13 Mar .*no effective visit in time", text)
    assert "Nothing drops in this time" in said(browser_of("Bo"), "/drops")


def test_quality_control_confirms_a_contact_and_it_counts_again(browser_of, work, library, customer):
    ana, qi = browser_of("Ana"), browser_of("Qi")
    page = f"/records/{customer}"
    for note in NOTES[:2]:
        ana.send(f"{page}/visits", page=page, note=note, channel="phone")
    with work() as unit:
        visits = unit.session.scalars(select(Visit.id).where(Visit.record_id == customer).order_by(Visit.id)).all()
    assert "I rang back" not in said(ana, page)
    assert qi.send(f"{page}/visits/{visits[1]}/confirm", page=page).status_code == 303
    text = said(ana, page)
    assert "Quality control has confirmed the contact." in text
    assert "again nobody but its author" not in text
    assert "visit.confirmed" not in text, "the history has words for it"


@pytest.mark.parametrize("name", ["Ana", "Chen", "Ada", "Ops"])
def test_nobody_else_confirms_and_a_denied_request_changes_no_row(browser_of, work, library, customer, name):
    visit_id, browser = library.visit(_unit(work, customer)), browser_of(name)
    before = _events(work)
    assert browser.send(f"/records/{customer}/visits/{visit_id}/confirm").status_code == 403
    with work() as unit:
        assert unit.session.get_one(Visit, visit_id).evidence == ""
    assert _events(work) == before


def test_a_visit_of_another_record_is_not_there(browser_of, work, library, customer):
    other = library.record_of(library.owned())
    visit_id = library.visit(_unit(work, customer))
    assert browser_of("Qi").send(f"/records/{other}/visits/{visit_id}/confirm").status_code == 404


def test_no_english_is_left_on_the_chinese_pages_of_clocks(browser_of, library, customer, work):
    for note, day in ((NOTES[0], 1), ("继续跟进", 2), (NOTES[1], 3)):
        library.later(days=day).visit(_unit(work, customer), note)
    for name in ("Ana", "Chen", "Qi"):
        browser = browser_of(name)
        browser.send("/preferences", language="zh_Hans")
        for path in (f"/records/{customer}", "/drops"):
            text = re.sub(r"[a-z_]+\.[a-z_]+", "", words(browser.get(path).text).replace("English", ""))
            assert set(re.findall("[A-Za-z]{2,}", text)) <= {name, name.upper(), "Ana", "Chen"}, path


def _unit(work, record_id):
    with work() as unit:
        return unit.session.scalars(select(Unit.id).where(Unit.record_id == record_id)).one()


def _events(work):
    with work() as unit:
        return unit.session.scalar(select(func.count()).select_from(Event))
