"""A masked contact is shown to whom it concerns, one at a time, counted and written down."""

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import TEA
from sqlalchemy import select
from surfing import HTMX, PASSWORD, Browser, words

from greening.storage.events import Event
from greening.web.app import create_app

PHONE = "13900001234"
KP_PHONE = "13900001236"


@pytest.fixture
def pool(make):
    """A record that nobody holds."""
    return make.record(company=TEA.company, phones=(PHONE,), key_persons=TEA.key_persons)


@pytest.fixture
def seen(work):
    """Who had which contact shown, in order, out of the log."""

    def rows():
        with work() as unit:
            shown = select(Event).where(Event.kind == "record.revealed").order_by(Event.id)
            return [(event.actor_id, event.subject_id, event.after) for event in unit.session.scalars(shown)]

    return rows


def test_it_is_shown_on_a_page_of_its_own_that_nothing_keeps(browser_of, make, pool, seen):
    ana = browser_of("Ana")
    masked = ana.get(f"/records/{pool}").text
    assert PHONE not in masked
    assert 'name="contact" value="phones[0]"' in masked

    answer = ana.send(f"/records/{pool}/reveal", contact="phones[0]", next=f"/records/{pool}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert PHONE in answer.text
    assert KP_PHONE not in answer.text
    assert f'href="/records/{pool}"' in answer.text
    assert seen() == [(make.person("Ana").id, pool, {"path": "phones[0]"})]


def test_a_script_puts_it_in_the_place_of_its_mask(browser_of, pool):
    part = browser_of("Qi").send(f"/records/{pool}/reveal", headers=HTMX, contact="key_persons[0].phones[0]").text
    assert words(part) == KP_PHONE
    assert "<html" not in part


def test_the_history_says_who_has_seen_what_but_not_the_number(browser_of, pool):
    browser_of("Qi").send(f"/records/{pool}/reveal", contact="key_persons[0].phones[0]")
    page = browser_of("Ana").get(f"/records/{pool}").text
    assert "Contact shown in full Key person 1: phone 1 Qi" in words(page)
    assert KP_PHONE not in page


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("Ana", [200, 200]),
        ("Bo", [403, 200]),
        ("Chen", [200, 200]),
        ("Qi", [200, 200]),
        ("Ada", [403, 403]),
        ("Ops", [403, 403]),
    ],
)
def test_whom_a_number_concerns(browser_of, make, pool, name, answers):
    """First one that Ana holds, then one of the pool."""
    anas = make.record(by="Ana", company="Oakhill Trading Ltd", phones=(PHONE,))
    browser = browser_of(name)
    given = [browser.send(f"/records/{one}/reveal", contact="phones[0]") for one in (anas, pool)]
    assert [answer.status_code for answer in given] == answers
    assert [PHONE in answer.text for answer in given] == [code == 200 for code in answers]


@pytest.mark.parametrize("name", ["Ada", "Ops"])
def test_whom_no_number_concerns_is_offered_none_and_leaves_no_trace(browser_of, pool, seen, name):
    browser = browser_of(name)
    browser.send(f"/records/{pool}/reveal", contact="phones[0]")
    assert seen() == []
    page = browser.get(f"/records/{pool}").text
    assert "Show, logged" not in page
    assert "Only who holds this record sees them in full." in page


def test_whoever_holds_it_needs_no_button(browser_of, make):
    anas = make.record(by="Ana", company="Oakhill Trading Ltd", phones=(PHONE,))
    assert "Show, logged" not in browser_of("Ana").get(f"/records/{anas}").text


@pytest.mark.parametrize("path", ["", "company", "phones[7]", "phones", "key_persons[0].name", "ids[0]"])
def test_what_is_no_contact_is_not_shown(browser_of, pool, seen, path):
    assert browser_of("Qi").send(f"/records/{pool}/reveal", contact=path).status_code == 404
    assert seen() == []


def test_a_missing_record_is_not_found(browser_of):
    assert browser_of("Qi").send("/records/4711/reveal", contact="phones[0]").status_code == 404


def test_so_many_an_hour_and_then_it_says_how_long_to_wait(wiring, policy, make, pool, seen):
    clock = [wiring.now()]
    few = replace(policy, reveals=replace(policy.reveals, hour=2))
    make.person("Qi", PASSWORD)
    qi = Browser(create_app(replace(wiring, policy=few, now=lambda: clock[0])).test_client())
    qi.sign_in("E-QI")

    def reveal():
        return qi.send(f"/records/{pool}/reveal", contact="phones[0]")

    assert reveal().status_code == 200
    clock[0] += timedelta(minutes=20)
    assert reveal().status_code == 200
    clock[0] += timedelta(minutes=20)
    refused = reveal()
    assert (refused.status_code, PHONE in refused.text) == (429, False)
    assert "You have had 2 contacts shown" in words(refused.text)
    assert "in 20 min" in words(refused.text)
    assert len(seen()) == 2
    clock[0] += timedelta(minutes=20)
    assert reveal().status_code == 200


def test_it_leads_back_to_a_page_of_ours_only(browser_of, pool):
    answer = browser_of("Qi").send(f"/records/{pool}/reveal", contact="phones[0]", next="//evil.example")
    assert "evil" not in answer.text
