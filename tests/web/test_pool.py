"""The public pool on a page: what the address asks for, who has what, and what somebody does with it."""

import re
from urllib.parse import quote

import pytest
from factories import TEA
from surfing import fields, next_page, words

from greening.domain.ownership import Begin
from greening.storage import holdings, ownership, units
from greening.storage.records import Record

PHONE = "13900001234"
NODES = 1500
"""What a slow phone draws without a pause."""


@pytest.fixture
def unit_of(work):
    def find(record_id):
        with work() as unit:
            return units.of_record(unit.session, record_id)[0].id

    return find


@pytest.fixture
def owner_of(work):
    def find(record_id):
        with work() as unit:
            return units.of_record(unit.session, record_id)[0].owner_id

    return find


def found(browser, query=""):
    """The companies that a page of the pool shows."""
    text = browser.get(f"/pool?{query}").text
    return [name for name in ("Oakhill", "Birchwood", "Cedar", "Elm") if name in text]


def test_the_pool_is_what_nobody_owns(browser_of, make):
    make.record(company="Oakhill Trading Ltd")
    make.record(by="Bo", company="Birchwood Foods Ltd")
    page = browser_of("Ana").get("/pool")

    assert "1 found" in words(page.text)
    assert "Oakhill" in page.text
    assert "Birchwood" not in page.text


def test_what_is_quarantined_or_part_of_another_is_not_in_the_pool(browser_of, make, work):
    ids = [make.record(company=f"{name} Trading Ltd") for name in ("Oakhill", "Birchwood", "Cedar")]
    with work() as unit:
        unit.session.get_one(Record, ids[0]).triage = "quarantine"
        units.of_record(unit.session, ids[1])[0].merged_into_id = units.of_record(unit.session, ids[2])[0].id

    assert found(browser_of("Ana")) == ["Cedar"]


ASKED = {
    "region=CN-33": ["Oakhill", "Elm"],
    "industry=Metal": ["Oakhill"],
    "missing=key_person.name": ["Birchwood", "Cedar", "Elm"],
    "missing=key_person.phone": ["Birchwood", "Cedar", "Elm"],
    "missing=key_person.email": ["Birchwood", "Cedar", "Elm"],
    "missing=key_person.role": ["Birchwood", "Cedar", "Elm"],
    "missing=contact.phone": ["Oakhill", "Birchwood", "Elm"],
    "missing=place.address": ["Oakhill", "Birchwood", "Cedar", "Elm"],
    "missing=business.scale": ["Oakhill", "Birchwood", "Cedar"],
    "missing=identity.company_id": ["Oakhill", "Birchwood", "Cedar", "Elm"],
    "touched=never": ["Oakhill", "Birchwood", "Elm"],
    "touched=30": ["Oakhill", "Birchwood", "Elm"],
    "to=0": [],
    "q=cedar": ["Cedar"],
    "q=cedar&region=CN-33": [],
    "missing=odd&touched=x&to=y&region=&sort=z": ["Oakhill", "Birchwood", "Cedar", "Elm"],
}
"""What each address means; the scale of Elm has been answered by saying that nobody finds it out."""


def test_the_list_shows_what_the_address_asks_for(browser_of, make):
    make.record(company="Oakhill Trading Ltd", region="330106", industry="Metal goods", key_persons=TEA.key_persons[:1])
    make.record(company="Birchwood Foods Ltd", region="320100")
    cedar = make.record(company="Cedar Works Ltd", phones=(PHONE,), region="320100")
    make.record(company="Elm Books Ltd", region="330106", answers=TEA.answers)
    ana = browser_of("Ana")
    ana.send(f"/records/{cedar}/visits", note="Owner wants a quote for forty boxes of tea by Friday", channel="phone")

    assert {query: found(ana, query) for query in ASKED} == ASKED


def test_filters_stand_in_the_address_and_can_be_taken_away(browser_of, make):
    make.record(company="Oakhill Trading Ltd", industry="Metal goods")
    page = browser_of("Ana").get("/pool?industry=Metal&missing=key_person.name&sort=name").text

    assert "Industry: Metal" in words(page)
    assert "Missing: key person" in words(page)
    assert 'href="/pool?sort=name&amp;missing=key_person.name"' in page
    assert '<option value="Metal goods">' in page


def test_a_long_pool_is_read_page_by_page(few, make):
    for name in ("Oakhill", "Birchwood", "Cedar"):
        make.record(company=f"{name} Trading Ltd")
    ana = few("Ana")

    first = ana.get("/pool?sort=name").text
    second = ana.get(next_page(first)).text

    assert [name in first for name in ("Birchwood", "Cedar", "Oakhill")] == [True, True, False]
    assert [name in second for name in ("Birchwood", "Cedar", "Oakhill")] == [False, False, True]
    assert 'rel="next"' not in second


def test_a_full_page_is_no_more_than_a_slow_phone_draws(browser_of, make, policy):
    ana = browser_of("Ana")

    def nodes():
        return len(re.findall(r"<[a-z]", ana.get("/pool").text))

    make.record(company="Oakhill Trading Ltd", industry="Metal goods", region="330106")
    one = nodes()
    make.record(company="Birchwood Trading Ltd", industry="Metal goods", region="330106")

    assert one + (policy.lists.page - 1) * (nodes() - one) <= NODES


def test_no_number_stands_in_the_pool(browser_of, make):
    make.record(company=f"Oakhill {PHONE} Ltd", industry=f"Metal {PHONE}", phones=(PHONE,))
    for name in ("Ana", "Chen", "Qi", "Ada", "Ops"):
        assert PHONE not in browser_of(name).get("/pool").text


def test_the_pool_says_who_claims_what_and_until_when(browser_of, make):
    claimed, own = make.record(company="Oakhill Trading Ltd"), make.record(company="Birchwood Foods Ltd")
    make.claim(claimed, by="Bo")
    make.claim(own, by="Ana")
    page = words(browser_of("Ana").get("/pool?sort=name").text)

    assert "Bo · until" in page
    assert "Yours until" in page
    assert "Pits 1/50" in page
    assert "Library 0/50" in page


def test_what_can_be_had_is_claimed_alone_or_together_without_a_script(browser_of, make, unit_of):
    ids = [unit_of(make.record(company=f"{name} Trading Ltd")) for name in ("Oakhill", "Birchwood")]
    ana = browser_of("Ana")
    page = ana.get("/pool").text

    assert page.count('type="checkbox"') == 2
    answer = ana.client.post("/claims", data={"csrf_token": fields(page)["csrf_token"], "unit_ids": ids})
    assert answer.status_code == 303
    assert "Yours until" in words(ana.get("/pool").text)


def test_what_is_taken_is_shown_whole_on_its_page(browser_of, make, unit_of, owner_of):
    record_id = make.record(company="Oakhill Trading Ltd", phones=(PHONE,))
    ana = browser_of("Ana")
    unit_id = unit_of(record_id)
    assert f'formaction="/units/{unit_id}/take"' in ana.get("/pool").text

    answer = ana.send(f"/units/{unit_id}/take")
    page = ana.get(answer.headers["Location"]).text

    assert answer.status_code == 303
    assert owner_of(record_id) == make.person("Ana").id
    assert PHONE in page
    assert "took it out of the pool" in words(page)


def test_who_comes_first_is_asked_and_the_page_says_from_when_it_can_be_taken(browser_of, make, unit_of, owner_of):
    record_id = make.record(company="Oakhill Trading Ltd")
    make.right(record_id, by="Bo")
    ana, unit_id = browser_of("Ana"), unit_of(record_id)

    assert f'formaction="/units/{unit_id}/ask"' in ana.get("/pool").text
    assert ana.send(f"/units/{unit_id}/take").status_code == 409
    page = ana.get(ana.send(f"/units/{unit_id}/ask").headers["Location"]).text

    assert owner_of(record_id) is None
    assert "You have asked. If it is still here, you can take it from" in words(page)
    assert "asked, until" in words(ana.get("/pool").text)
    bo = browser_of("Bo")
    assert "Ana wants Oakhill Trading Ltd, which you completed" in words(bo.get("/notices").text)
    assert "Others want what you completed 1" in words(bo.get("/").text)
    bo.send(f"/units/{unit_id}/take")
    assert "Others want" not in bo.get("/").text


def test_giving_back_needs_a_reason_and_leaves_it_to_others(browser_of, make, unit_of, owner_of):
    record_id = make.record(by="Ana", company="Oakhill Trading Ltd")
    ana, unit_id = browser_of("Ana"), unit_of(record_id)

    assert ana.send(f"/units/{unit_id}/release", reason=" ").status_code == 422
    assert owner_of(record_id) is not None
    said = f"They moved to Ningbo, ask {PHONE}"
    page = words(ana.get(ana.send(f"/units/{unit_id}/release", reason=said).headers["Location"]).text)

    assert owner_of(record_id) is None
    assert "You or your team had this customer not long ago" in page
    assert "They moved to Ningbo, ask 139****1234" in page
    assert "others first until" in words(ana.get("/pool").text)


def test_why_a_button_is_not_there_is_said(browser_of, make, work, policy, now):
    record_id = make.record(company="Oakhill Trading Ltd")
    ana = make.person("Ana")
    with work() as unit:
        holdings.move(unit.session, {ana.id: policy.library.cap})
    page = browser_of("Ana").get(f"/records/{record_id}").text

    assert f"Your library is full: {policy.library.cap} of {policy.library.cap}" in words(page)
    assert "/take" not in page


@pytest.mark.parametrize(
    ("name", "offered"), [("Ana", True), ("Chen", True), ("Qi", False), ("Ada", False), ("Ops", False)]
)
def test_only_who_sells_is_offered_to_take(browser_of, make, unit_of, name, offered):
    record_id = make.record(company="Oakhill Trading Ltd")
    browser, unit_id = browser_of(name), unit_of(record_id)

    for path in ("/pool", f"/records/{record_id}"):
        assert (f"/units/{unit_id}/take" in browser.get(path).text) is offered
    if not offered:
        for act in ("take", "ask", "release"):
            assert browser.send(f"/units/{unit_id}/{act}", reason="x").status_code == 403
        assert f"/units/{unit_id}/take" in browser_of("Bo").get("/pool").text


def test_nobody_gives_back_what_is_anothers(browser_of, make, unit_of, owner_of):
    record_id = make.record(by="Ana", company="Oakhill Trading Ltd")

    assert browser_of("Bo").send(f"/units/{unit_of(record_id)}/release", reason="x").status_code == 403
    assert owner_of(record_id) == make.person("Ana").id


def test_an_empty_pool_says_why_and_what_next(browser_of, make):
    ana = browser_of("Ana")
    assert "The public pool is empty" in words(ana.get("/pool").text)

    make.record(company="Oakhill Trading Ltd")
    page = ana.get("/pool?q=birch").text
    assert "Nothing in the pool fits these filters" in words(page)
    assert 'href="/pool">Show the whole pool' in page


def test_a_place_in_the_list_that_is_none_is_refused(browser_of):
    assert browser_of("Ana").get("/pool?after=" + quote("nonsense")).status_code == 422


def test_entering_into_a_full_library_keeps_what_was_typed_and_offers_the_pool(
    browser_of, make, work, policy, owner_of
):
    ana_id = make.person("Ana").id
    with work() as unit:
        holdings.move(unit.session, {ana_id: policy.library.cap})
    ana = browser_of("Ana")

    refused = ana.resend("/records/new", company="Oakhill Trading Ltd", address="1 Oak Street")
    assert refused.status_code == 409
    assert "Your library is full" in words(refused.text)
    assert fields(refused.text)["address"] == "1 Oak Street"
    assert 'name="to_pool"' in refused.text
    saved = ana.client.post("/records/new", data={**fields(refused.text), "to_pool": "1"})

    assert saved.status_code == 303
    assert owner_of(int(saved.headers["Location"].rpartition("/")[2])) is None


def test_the_history_of_owners_stands_on_the_record(browser_of, make, unit_of, work, now):
    record_id = make.record(by="Ana", company="Oakhill Trading Ltd")
    browser_of("Ana").send(f"/units/{unit_of(record_id)}/release", reason="Not my trade")
    with work() as unit:
        held = units.of_record(unit.session, record_id, lock=True)[0]
        bo = make.person("Bo").id
        holdings.move(unit.session, {bo: 1})
        ownership.begin(unit.session, held, bo, how=Begin.RULING, by=None, policy_version=1, now=now)

    page = words(browser_of("Chen").get(f"/records/{record_id}").text)

    assert "Bo · since Mon 2 Mar (by a ruling)" in page
    assert "1 owner before Ana entered it · gave it back" in page
    assert "“Not my trade”" in page
