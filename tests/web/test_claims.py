"""Claims on pages: asking for units, one's own and the team's by deadline, the card of a record, giving one up."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from surfing import words

from greening.domain.claims import End, State
from greening.services import claims as services
from greening.storage.claims import Claim
from greening.storage.records import Unit


@pytest.fixture
def pool(make, work):
    """Makes records of the pool; gives their record and unit ids."""

    def fill(*companies, **typed):
        found = []
        for company in companies:
            record_id = make.record(company=company, **typed)
            with work() as unit:
                found.append((record_id, unit.session.scalars(select(Unit.id).filter_by(record_id=record_id)).one()))
        return found

    return fill


@pytest.fixture
def claimed(make, work, policy, now):
    """Has somebody claim a unit some time ago; the claim's id."""

    def claim(unit_id, by="Ana", ago=timedelta()):
        said = {"actor": make.person(by), "unit_ids": [unit_id], "now": now - ago}
        [outcome] = services.claim(work, policy, **said)
        return outcome.claim_id

    return claim


@pytest.fixture
def stored(work):
    def rows():
        with work() as unit:
            return unit.session.scalars(select(Claim).order_by(Claim.id)).all()

    return rows


def test_units_are_claimed_in_a_batch_and_each_says_what_became_of_it(browser_of, pool, claimed):
    (_, free), (_, taken) = pool("杭州领航贸易有限公司", "杭州启明机械有限公司")
    claimed(taken, by="Bo", ago=timedelta(minutes=4))
    ana = browser_of("Ana")
    answer = ana.send("/claims", unit_ids=[free, taken], back="/records?q=杭州")
    assert answer.status_code == 303
    said = words(ana.get(answer.location).text)
    assert "1 claimed, 1 not" in said
    assert "Yours to complete until Thu 28 May, 23:59" in said
    assert "Bo has had it since Mon 2 Mar, 10:26 ( 4 min ago )" in said
    assert 'href="/records?q=' in ana.get(answer.location).text


def test_a_batch_of_nothing_says_what_to_do(browser_of):
    ana = browser_of("Ana")
    answer = ana.send("/claims")
    assert "You chose nothing" in words(ana.get(answer.location).text)


def test_ones_claims_stand_by_deadline(browser_of, pool, claimed):
    (_, first), (_, second) = pool("杭州领航贸易有限公司", "杭州启明机械有限公司")
    claimed(first)
    claimed(second, ago=timedelta(days=12))
    html = browser_of("Ana").get("/claims").text
    said = words(html)
    assert html.index("杭州启明机械有限公司") < html.index("杭州领航贸易有限公司")
    assert "2 of 50 pits" in said
    assert "2 claims" in said
    assert "goes back if nothing is saved" in said
    assert re.search(r"the last day|working days? left", said)


def test_giving_back_says_before_what_it_costs(browser_of, pool, claimed, stored):
    (_, fresh), (_, old) = pool("杭州领航贸易有限公司", "杭州启明机械有限公司")
    fresh_id, old_id = claimed(fresh), claimed(old, ago=timedelta(days=3))
    ana = browser_of("Ana")
    said = words(ana.get("/claims").text)
    assert "Free of charge until Tue 3 Mar, 10:30" in said
    assert "You leave it to others until Wed 1 Apr, 10:30" in said
    answer = ana.send(f"/claims/{fresh_id}/withdraw")
    assert "It was only a slip" in words(ana.get(answer.location).text)
    answer = ana.send(f"/claims/{old_id}/withdraw")
    assert "For a while you leave it to others" in words(ana.get(answer.location).text)
    assert {one.ending for one in stored()} == {End.WITHDRAWN}


def test_nobody_gives_back_anothers(browser_of, pool, claimed, stored):
    [(_, unit_id)] = pool("杭州领航贸易有限公司")
    claim_id = claimed(unit_id)
    assert browser_of("Bo").send(f"/claims/{claim_id}/withdraw").status_code == 403
    assert browser_of("Chen").send(f"/claims/{claim_id}/withdraw").status_code == 403
    assert [one.state for one in stored()] == [State.OPEN]


@pytest.mark.parametrize("person", ["Chen", "Qi", "Ada", "Ops"])
def test_only_reps_claim(browser_of, pool, stored, person):
    [(_, unit_id)] = pool("杭州领航贸易有限公司")
    assert browser_of(person).send("/claims", unit_ids=[unit_id]).status_code == 403
    assert stored() == []


def test_a_manager_reads_the_claims_of_the_team_masked_and_no_others(browser_of, pool, claimed):
    (_, one), (_, other) = pool("杭州 13900001234 贸易有限公司", "杭州启明机械有限公司")
    claimed(one)
    claimed(other, by="Bo")
    said = words(browser_of("Chen").get("/claims").text)
    assert "Claims of the team" in said
    assert "Ana" in said
    assert said.endswith("1 claim")
    assert "启明" not in said
    assert "13900001234" not in said
    assert "13900001234" in words(browser_of("Ana").get("/claims").text)


@pytest.mark.parametrize("person", ["Qi", "Ada", "Ops"])
def test_who_has_no_claims_has_no_page_of_them(browser_of, person):
    assert browser_of(person).get("/claims").status_code == 403


def test_an_empty_page_says_why_and_what_next(browser_of):
    said = words(browser_of("Ana").get("/claims").text)
    assert "You have claimed nothing" in said
    assert "To the pool" in said


def test_a_record_of_the_pool_is_claimed_from_its_page(browser_of, pool, stored):
    [(record_id, _)] = pool("杭州领航贸易有限公司")
    ana, page = browser_of("Ana"), f"/records/{record_id}"
    assert "Claim it until Thu 28 May" in words(ana.get(page).text)
    unit_id = re.search(r'name="unit_ids" value="(\d+)"', ana.get(page).text)[1]
    answer = ana.send("/claims", unit_ids=unit_id, stay="1", back=page)
    assert (answer.status_code, answer.location) == (303, page)
    said = words(ana.get(page).text)
    assert "Next look on the way: Mon 30 Mar, 23:59" in said
    assert "Give it back" in said
    assert len(stored()) == 1


def test_others_read_who_completes_a_record(browser_of, pool, claimed):
    [(record_id, unit_id)] = pool("杭州领航贸易有限公司")
    claimed(unit_id)
    for person in ("Bo", "Qi", "Ops"):
        said = words(browser_of(person).get(f"/records/{record_id}").text).replace(" ,", ",")
        assert "Ana is completing it, since Mon 2 Mar, 10:30, at the latest until Mon 16 Mar, 23:59" in said
        assert "Give it back" not in said


def test_what_is_anothers_is_not_offered(browser_of, make):
    record_id = make.record(by="Bo", company="杭州领航贸易有限公司")
    assert "Claim it until" not in words(browser_of("Ana").get(f"/records/{record_id}").text)


def test_without_a_free_pit_the_record_says_so(browser_of, pool, claimed, policy):
    numbers = policy.claims.pits_at_first
    *others, (record_id, _) = pool(*(f"样例{number}号工厂有限公司" for number in range(numbers + 1)))
    for _, unit_id in others:
        claimed(unit_id)
    ana = browser_of("Ana")
    assert "You have 50 pits, and 50 is what you may have now" in words(ana.get(f"/records/{record_id}").text)
    page = ana.get("/claims").text
    assert (page.count("Give back…"), 'rel="next"' in page) == (policy.lists.page, numbers > policy.lists.page)


def test_what_was_saved_can_be_submitted_from_the_list(browser_of, pool, claimed, work, now):
    [(_, unit_id)] = pool("杭州领航贸易有限公司")
    claim_id, ana = claimed(unit_id, ago=timedelta(hours=1)), browser_of("Ana")
    assert f"/claims/{claim_id}/submit" not in ana.get("/claims").text
    with work() as unit:
        unit.session.get_one(Claim, claim_id).saved_at = now
    assert f"/claims/{claim_id}/submit" in ana.get("/claims").text
    assert ana.send(f"/claims/{claim_id}/submit", next="/claims").location == "/claims"
    assert "With its reviewer" in words(ana.get("/claims").text)


def test_a_place_in_the_list_that_is_none_is_refused(browser_of):
    assert browser_of("Ana").get("/claims?after=nonsense").status_code == 422


def test_no_english_is_left_on_the_chinese_pages(browser_of, pool, claimed):
    (record_id, one), (_, other) = pool("杭州领航贸易有限公司", "杭州启明机械有限公司")
    ana = browser_of("Ana")
    ana.send("/preferences", language="zh_Hans")
    claimed(one)
    claimed(other, by="Bo")
    answer = ana.send("/claims", unit_ids=[one, other])
    for page in ("/claims", answer.location, f"/records/{record_id}"):
        html = ana.get(page).text
        card = re.search(r'aria-labelledby="claim">.*?</section>', html, re.DOTALL)
        said = words(card[0] if card else html).removeprefix('aria-labelledby="claim">')
        for name in ("English", "Ana", "E-ANA", "Bo"):
            said = said.replace(name, "")
        assert set(re.findall(r"[A-Za-z]{2,}", said)) == set(), page
