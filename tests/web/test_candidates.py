"""Pairs that may be one company: the list, a pair side by side, and what a person says of it."""

import re

import pytest
from factories import USCC
from flask import g
from sqlalchemy import select
from surfing import Browser, fields, words

from greening.domain.candidates import State, Step
from greening.storage.candidates import Candidate
from greening.storage.candidates import CandidateRuling as Ruling
from greening.web.candidates import likeness, odds_text, waterfall
from validators.record import Answer, DecisionRole, KeyPerson

PHONE, OTHER_PHONE = "0571-88880001", "0571-88880077"


@pytest.fixture
def pair(make):
    """Two records that resemble each other: Ana's, and one of the pool."""
    shared = {"region": "330106", "address": "杭州市西湖区示例路 1 号", "website": "linghang.example"}
    left = make.record(by="Ana", company="杭州领航贸易有限公司", phones=(PHONE,), **shared)
    right = make.record(company="杭州领航商贸有限公司", phones=(PHONE, OTHER_PHONE), **shared)
    return left, right


@pytest.fixture
def found(work, pair):
    """The id of the one candidate that the second save has opened."""
    with work() as unit:
        return unit.session.scalars(select(Candidate.id)).one()


@pytest.fixture
def ruled(work):
    """What has been ruled, in order."""

    def rows():
        with work() as unit:
            said = unit.session.scalars(select(Ruling).order_by(Ruling.id))
            return [(one.verdict, one.relation, one.reason) for one in said]

    return rows


def rule(browser: Browser, candidate_id: int, verdict: str, **said: str):
    """Send the form of a pair's page with one of its four buttons."""
    page = f"/candidates/{candidate_id}"
    return browser.resend(page, f"{page}/ruling", verdict=verdict, **said)


def test_the_list_shows_who_waits_and_what_speaks_for_it(browser_of, pair, found):
    qi = browser_of("Qi")
    said = words(qi.get("/candidates").text)
    assert "1 pair" in said
    assert f"R-{pair[0]}" in said
    assert f"R-{pair[1]}" in said
    assert "They share a phone number" in said
    assert f'href="/candidates/{found}"' in qi.get("/candidates").text
    assert "Nothing has been ruled yet" in words(qi.get("/candidates?state=ruled").text)
    assert "1 pair" in words(qi.get("/candidates?state=odd").text)


def test_filters_stand_in_the_address_and_either_side_counts(browser_of, make, found):
    ana, bo = browser_of("Ana"), browser_of("Bo")
    assert "1 pair" in words(ana.get("/candidates?owner=me").text)
    assert "1 pair" in words(bo.get("/candidates?owner=pool&region=CN-33").text)
    assert "No pair fits these filters" in words(bo.get("/candidates?owner=me").text)
    assert "No pair fits these filters" in words(bo.get("/candidates?region=CN-32").text)
    for place in ({}, {"region": "320505"}):
        make.record(company=f"苏州澜墨包装{'厂' if place else '有限公司'}", phones=("0512-65550111",), **place)
    assert "1 pair" in words(bo.get("/candidates?region=CN-32").text)
    assert 'value="CN-33" selected' in bo.get("/candidates?region=CN-33").text


def test_equal_fields_are_folded_away_and_what_differs_is_not(browser_of, found):
    page = browser_of("Qi").get(f"/candidates/{found}").text
    differs, equal = page.split("<details>", 1)
    assert "杭州领航商贸有限公司" in differs
    assert "linghang.example" not in differs
    assert re.search(r"Show \d equal fields", words(equal))
    assert "linghang.example" in equal


def test_the_reasons_add_up_on_the_page(browser_of, found):
    page = browser_of("Qi").get(f"/candidates/{found}").text.split('id="why"')[1].split("</table>")[0]
    bits = [float(figure.replace("−", "-")) for figure in re.findall(r"([+−]?\d+(?:\.\d)?)</(?:strong|td)>", page)]
    assert len(bits) > 3
    assert sum(bits[:-1]) == pytest.approx(bits[-1])


@pytest.mark.parametrize(("name", "seen"), [("Ana", (True, False)), ("Bo", (False, False)), ("Qi", (False, False))])
def test_numbers_are_whole_on_the_side_that_one_holds(browser_of, found, name, seen):
    browser = browser_of(name)
    page = browser.get(f"/candidates/{found}").text
    assert (PHONE in page, OTHER_PHONE in page) == seen
    assert PHONE not in browser.get("/candidates").text


def test_a_ruling_is_kept_with_who_and_why_and_the_next_pair_follows(browser_of, make, found, ruled):
    make.record(company="杭州领航贸易行", phones=(PHONE,), region="330106", website="linghang.example")
    qi = browser_of("Qi")
    answer = rule(qi, found, "different", reason="两家法人，共用前台电话")
    assert answer.status_code == 303
    assert answer.location.startswith("/candidates/")
    assert answer.location.endswith(f"?ruled={found}")
    assert not answer.location.startswith(f"/candidates/{found}?")
    assert ruled() == [("different", "", "两家法人，共用前台电话")]
    assert "Change it" in words(qi.get(answer.location).text)
    said = words(browser_of("Ana").get(f"/candidates/{found}").text)
    assert "Different 两家法人，共用前台电话 Qi" in said


def test_a_pair_can_be_left_as_it_is_and_after_the_last_comes_the_first(browser_of, make, found, ruled):
    qi = browser_of("Qi")
    assert qi.get(f"/candidates/{found}/next").location == f"/candidates/{found}"
    make.record(company="杭州领航贸易行", phones=(PHONE,), region="330106", website="linghang.example")
    pairs = re.findall(r'href="(/candidates/\d+)"', qi.get("/candidates").text)
    assert len(pairs) > 1
    assert [qi.get(f"{pair}/next").location for pair in pairs] == [*pairs[1:], pairs[0]]
    assert ruled() == []


def test_codes_are_shown_by_their_words(browser_of, make, work):
    boss = (KeyPerson("李雷", "", DecisionRole.DECIDES),)
    make.record(company="杭州领航贸易有限公司", phones=(PHONE,), ids=(USCC,), answers={"scale": Answer.NOT_FOUND})
    make.record(company="杭州领航商贸有限公司", phones=(PHONE,), key_persons=boss)
    with work() as unit:
        pair_id = unit.session.scalars(select(Candidate.id)).one()
    said = words(browser_of("Qi").get(f"/candidates/{pair_id}").text)
    assert "Key person 1: role (nothing) Decides" in said
    assert "Scale Could not find out (nothing)" in said
    assert USCC.value in said
    assert "uscc" not in said


def test_after_the_last_pair_the_list_says_that_none_waits(browser_of, found):
    qi = browser_of("Qi")
    answer = rule(qi, found, "same")
    assert answer.location == f"/candidates?ruled={found}"
    assert "No pair waits for a ruling" in words(qi.get(answer.location).text)


def test_to_change_ones_mind_is_another_ruling(browser_of, found, ruled, work):
    qi = browser_of("Qi")
    rule(qi, found, "same")
    rule(qi, found, "related", relation="branch")
    assert ruled() == [("same", "", ""), ("related", "branch", "")]
    page = words(qi.get(f"/candidates/{found}").text)
    assert page.index("Related · Head office and branch") < page.rindex("Same")
    rule(qi, found, "unsure")
    with work() as unit:
        assert unit.session.get(Candidate, found).state == State.ASLEEP


def test_related_says_how_and_nothing_typed_is_lost(browser_of, found, ruled):
    answer = rule(browser_of("Qi"), found, "related", relation="", reason="问过老板娘")
    assert answer.status_code == 422
    assert "Say how the two are related" in words(answer.text)
    assert 'href="#relation"' in answer.text
    assert fields(answer.text)["reason"] == "问过老板娘"
    assert ruled() == []


def test_who_was_overtaken_sees_both_rulings_and_loses_no_word(browser_of, found, ruled):
    qi, ada = browser_of("Qi"), browser_of("Ada")
    typed = {**fields(qi.get(f"/candidates/{found}").text), "verdict": "same", "reason": "同一个老板娘"}
    rule(ada, found, "different", reason="不同法人")
    answer = qi.client.post(f"/candidates/{found}/ruling", data=typed)
    assert answer.status_code == 409
    assert 'href="#rulings"' in answer.text
    assert "不同法人" in answer.text
    assert fields(answer.text)["reason"] == "同一个老板娘"
    assert ruled() == [("different", "", "不同法人")]
    assert (
        qi.client.post(f"/candidates/{found}/ruling", data=fields(answer.text) | {"verdict": "same"}).status_code == 303
    )


@pytest.mark.parametrize("name", ["Ana", "Bo", "Chen"])
def test_who_sells_reads_but_does_not_rule(browser_of, found, ruled, name):
    browser = browser_of(name)
    page = browser.get(f"/candidates/{found}")
    assert page.status_code == 200
    assert "/ruling" not in page.text
    assert browser.send(f"/candidates/{found}/ruling", verdict="same").status_code == 403
    assert ruled() == []


def test_a_pair_that_is_not_there_is_not_found(browser_of):
    assert browser_of("Qi").get("/candidates/4711").status_code == 404


def test_the_record_says_what_resembles_it(browser_of, pair, found):
    left, right = pair
    page = browser_of("Bo").get(f"/records/{left}").text
    card = page.split('id="similar"')[1].split("</section>")[0]
    assert f'href="/records/{right}"' in card
    assert f'href="/candidates/{found}"' in card
    assert re.search(r"\d%", card)


def test_a_record_that_nothing_resembles_says_so(browser_of, make):
    alone = make.record(company="Oakhill Trading Ltd")
    assert "No other record resembles this one." in words(browser_of("Bo").get(f"/records/{alone}").text)


def test_the_day_of_whoever_rules_begins_with_the_pairs_that_wait(browser_of, found):
    for name in ("Qi", "Ada", "Ops"):
        assert f'href="/candidates/{found}"' in browser_of(name).get("/").text, name
    assert "/candidates" not in browser_of("Ana").get("/").text


def steps(*bits: float) -> list[Step]:
    return [Step("name", "name.same", one, {}) for one in bits]


def test_bars_stand_where_the_one_before_ended():
    fall = waterfall(steps(-10, 15, -5))
    assert [(bar.start, bar.width) for bar in fall.bars] == [(0, pytest.approx(200 / 3)), (0, 100), (pytest.approx(200 / 3), pytest.approx(100 / 3))]  # fmt: skip
    assert fall.zero == pytest.approx(200 / 3)
    assert fall.bits == 0


def test_figures_are_rounded_so_that_they_add_up():
    fall = waterfall(steps(0.14, 0.14, 0.14, 0.14))
    assert sum(bar.bits for bar in fall.bars) == pytest.approx(fall.bits) == pytest.approx(0.6)


def test_no_reason_at_all_is_no_fault():
    assert waterfall([]).bars == ()


@pytest.mark.parametrize(
    ("probability", "shown"),
    [(0, "under 1%"), (0.5, "50%"), (0.986, "99%"), (0.991, "99.1%"), (0.9995, "over 99.9%"), (1, "over 99.9%")],
)
def test_a_probability_is_as_exact_as_it_has_to_be(app, wiring, probability, shown):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        g.wiring, g.actor = wiring, None
        assert likeness(probability) == shown


@pytest.mark.parametrize(
    ("bits", "shown"),
    [
        (0, "1 to 1 for"),
        (1, "2 to 1 for"),
        (-1.5, "2.8 to 1 against"),
        (9.3, "630 to 1 for"),
        (300, "1,100,000,000,000 to 1 for"),
    ],
)
def test_bits_are_odds(app, wiring, bits, shown):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        g.wiring, g.actor = wiring, None
        assert odds_text(bits) == shown
