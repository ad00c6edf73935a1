"""The bell and its page: one's own notices in the reader's language, seen when one says so."""

import re

import pytest
from surfing import words

from greening.storage import notices
from greening.web.i18n import say
from greening.web.notices import notice_text  # noqa: F401
from greening.words.notices import NOTICES, SAMPLES


@pytest.fixture
def tell(work, make, now):
    def one(name="Ana", code="protection.due", key="x", record_id=None):
        with work() as unit:
            person_id = make.person(name).id
            notices.tell(unit.session, person_id, code, key=key, params=SAMPLES[code], record_id=record_id, now=now)

    return one


def test_the_bell_counts_what_is_new_until_it_has_been_seen(browser_of, tell):
    ana = browser_of("Ana")
    assert "Notices: " not in words(ana.get("/").text)
    tell(key="a")
    tell(key="b")
    tell(name="Bo")
    assert "Notices: 2 new" in words(ana.get("/").text)
    page = ana.get("/notices").text
    assert words(page).count("New ·") == 2
    assert ana.resend("/notices").status_code == 303
    assert "Notices: " not in words(ana.get("/").text)
    assert "New ·" not in words(ana.get("/notices").text)


def test_what_came_while_one_was_reading_stays_new(browser_of, tell):
    ana = browser_of("Ana")
    tell(key="a")
    seen = re.search(r'name="up_to" value="(\d+)"', ana.get("/notices").text)[1]
    tell(key="b")
    ana.send("/notices", page="/notices", up_to=seen)
    assert "Notices: 1 new" in words(ana.get("/").text)


def test_nobody_marks_what_others_were_told(browser_of, tell):
    bo, ana = browser_of("Bo"), browser_of("Ana")
    tell(name="Bo")
    ana.send("/notices", up_to=10_000)
    assert "Notices: 1 new" in words(bo.get("/").text)


def test_a_notice_names_its_customer_and_leads_to_it_masked_for_whoever_holds_it_no_longer(browser_of, make, tell):
    record_id = make.record("Ana", company="杭州 13900001234 茶铺有限公司")
    for name in ("Ana", "Bo"):
        tell(name=name, record_id=record_id)
    own, other = (browser_of(name).get("/notices").text for name in ("Ana", "Bo"))
    assert f'href="/records/{record_id}"' in own
    assert "13900001234" in own
    assert "13900001234" not in other


def test_older_ones_are_a_page_further(browser_of, tell, policy):
    for number in range(policy.lists.page + 1):
        tell(key=str(number))
    ana = browser_of("Ana")
    first = ana.get("/notices").text
    assert first.count("<li") == policy.lists.page + first.partition('<main id="main"')[0].count("<li")
    before = re.search(r'href="(/notices\?before=\d+)"', first)[1]
    assert "Older" not in words(ana.get(before).text)


def test_without_notices_the_page_says_when_one_comes(browser_of):
    assert "Nothing yet." in words(browser_of("Ana").get("/notices").text)


def test_every_code_has_sample_values_and_its_words_in_both_languages(app, wiring):
    from flask import g

    assert set(NOTICES) == set(SAMPLES)
    for language in ("en", "zh"):
        with app.test_request_context(headers={"Accept-Language": language}):
            g.wiring, g.actor = wiring, None
            for code, params in SAMPLES.items():
                text = say(NOTICES, code, {"company": "茶铺", **params})
                assert "%(" not in text, code
                assert (re.search(r"[一-鿿]", text.replace("茶铺", "")) is not None) is (language == "zh"), code
