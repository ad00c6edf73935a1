"""The library on a page: what drops first at the top, what it lacks, and the way back to the pool."""

import re
from datetime import timedelta

import pytest
from surfing import next_page, words

from greening.storage import holdings, ownership, units

ENGLISH = re.compile(r"[A-Za-z]{2,}")
NAMES = {"Ana", "Bo", "KP"}


@pytest.fixture
def unit_of(work):
    def find(record_id):
        with work() as unit:
            return units.of_record(unit.session, record_id)[0].id

    return find


def test_the_library_shows_what_is_ones_own_with_its_countdown(browser_of, make):
    record_id = make.record(by="Ana", company="Oakhill Trading Ltd")
    make.record(by="Bo", company="Birchwood Foods Ltd")
    make.record(company="Cedar Works Ltd")
    make.right(record_id, by="Ana")
    page = words(browser_of("Ana").get("/library").text)

    assert "Library 1/50" in page
    assert "Oakhill Trading Ltd" in page
    assert "15 working days left" in page
    assert "yours until Sat 29 Aug" in page
    assert "Birchwood" not in page
    assert "Cedar" not in page


def test_what_drops_first_stands_first(browser_of, make, work, now):
    late, early = make.record(by="Ana", company="Oakhill Trading Ltd"), make.record(by="Ana", company="Birchwood Ltd")
    with work() as unit:
        for record_id, days in ((late, 1), (early, 7)):
            owned = units.of_record(unit.session, record_id, lock=True)[0]
            owned.owned_since = now - timedelta(days=days)
            ownership.standing(unit.session, owned.id).began_at = owned.owned_since
    page = words(browser_of("Ana").get("/library").text)

    assert page.index("Birchwood") < page.index("Oakhill")


def test_a_library_is_read_page_by_page(few, make):
    for name in ("Oakhill", "Birchwood", "Cedar"):
        make.record(by="Ana", company=f"{name} Trading Ltd")
    ana = few("Ana")

    first = ana.get("/library").text
    second = ana.get(next_page(first)).text

    shown = [name for page in (first, second) for name in ("Oakhill", "Birchwood", "Cedar") if name in page]
    assert sorted(shown) == ["Birchwood", "Cedar", "Oakhill"]
    assert 'rel="next"' not in second
    assert ana.get("/library?after=nonsense").status_code == 422


def test_a_customer_is_given_back_from_the_list_with_a_reason(browser_of, make, unit_of):
    record_id = make.record(by="Ana", company="Oakhill Trading Ltd")
    ana = browser_of("Ana")
    page = ana.get("/library").text

    assert f'action="/units/{unit_of(record_id)}/release"' in page
    assert "required" in page
    ana.send(f"/units/{unit_of(record_id)}/release", reason="Closed for good")
    assert "Your library is empty" in words(ana.get("/library").text)


def test_an_opening_balance_says_that_nothing_is_taken_away(browser_of, make, work, policy):
    make.record(by="Ana", company="Oakhill Trading Ltd")
    with work() as unit:
        holdings.move(unit.session, {make.person("Ana").id: policy.library.cap})

    assert "The opening balance is beyond the 50 places" in words(browser_of("Ana").get("/library").text)


@pytest.mark.parametrize("name", ["Qi", "Ada", "Ops"])
def test_who_sells_nothing_has_no_library(browser_of, name):
    browser = browser_of(name)

    assert browser.get("/library").status_code == 403
    assert 'href="/library"' not in browser.get("/").text


def test_both_pages_speak_chinese_without_english_between(browser_of, make, unit_of):
    make.record(by="Ana", company="杭州西湖茶铺有限公司", region="330106")
    ids = [make.record(company=f"宁波{n}号船厂有限公司", region="330203") for n in range(4)]
    make.claim(ids[0], by="Bo")
    make.right(ids[1], by="Bo")
    ana = browser_of("Ana")
    ana.send(f"/units/{unit_of(ids[2])}/take")
    ana.send(f"/units/{unit_of(ids[2])}/release", reason="不在本区")
    ana.client.set_cookie("language", "zh_Hans")

    for path in ("/pool", "/pool?touched=never&missing=key_person.name", "/pool?q=没有", "/library"):
        said = words(ana.get(path).text.partition('<main id="main" tabindex="-1">')[2])
        assert {word for word in ENGLISH.findall(said) if word not in NAMES} == set(), path
    card = ana.get(f"/records/{ids[2]}").text.partition('aria-labelledby="owner-')[2].partition("</section>")[0]
    assert {word for word in ENGLISH.findall(words(f"<p {card}")) if word not in NAMES} == set()
