"""The pages of conflicts, over HTTP: brought up, answered, ruled, taken back, and what nobody reads there."""

import re
from dataclasses import replace

import pytest
from court import LATER, Court
from surfing import Browser, words

from greening.domain.ownership import Begin
from greening.storage import holdings, ownership, units
from greening.web.app import create_app

NUMBER = "13900001234"


@pytest.fixture
def court(work, make, now):
    return Court(work, make, now)


@pytest.fixture
def held(court):
    """Ana's customer, whom Bo has worked; the record's id."""
    record_id = court.make.record("Ops", phones=(NUMBER,))
    court.visit(record_id, "Bo", 5, note=f"打{NUMBER}找到沈砚秋, 要两台机器, 报价八万元")
    ana = court.person("Ana").id
    with court.work() as unit:
        [one] = units.of_record(unit.session, record_id, lock=True)
        holdings.need_place(unit.session, ana, cap=50)
        said = {"how": Begin.TAKE, "by": ana, "policy_version": court.policy.version, "now": court.now}
        ownership.begin(unit.session, one, ana, **said)
    return record_id


@pytest.fixture
def later(app, wiring, court):
    """The same application when the time to answer is over."""
    return create_app(replace(wiring, now=lambda: court.now + LATER))


@pytest.fixture
def browser_later(later, browser_of, court):
    """A browser in which one of the cast signs in then."""

    def enter(name):
        browser_of(name)
        browser = Browser(later.test_client())
        assert browser.sign_in(court.person(name).employee_no).status_code == 303
        return browser

    return enter


def file(court, held):
    return court.file(record_id=held, at=court.now, reason="三月起一直由我跟进。")


def test_the_page_of_anothers_customer_lets_whoever_works_it_bring_it_up(browser_of, held):
    bo = browser_of("Bo")
    page = bo.get(f"/records/{held}").text
    assert "you work them too" in words(page)
    form = re.search(r"/conflicts/new\?record_id=\d+", page)[0]
    empty = bo.resend(form, "/conflicts/new", reason=" ")
    assert empty.status_code == 422
    assert "Say why. The other side reads it." in words(empty.text)
    sent = bo.resend(form, "/conflicts/new", reason="I called them first.")
    assert sent.status_code == 303
    assert "I called them first." in words(bo.get(sent.location).text)
    assert "This customer is contested." in words(bo.get(f"/records/{held}").text)


def test_whoever_has_not_worked_it_is_offered_nothing(browser_of, held):
    wei = browser_of("Wei")
    assert "conflicts/new" not in wei.get(f"/records/{held}").text
    said = words(wei.get(f"/conflicts/new?record_id={held}").text)
    assert "You can contest a customer whom you have worked" in said
    assert wei.get("/conflicts/new").location == "/conflicts"


def test_the_holder_answers_on_the_page(browser_of, court, held):
    address = f"/conflicts/{file(court, held)}"
    ana = browser_of("Ana")
    assert ana.resend(address, f"{address}/answer", said="").status_code == 422
    assert ana.resend(address, f"{address}/answer", said="They rang me.").status_code == 303
    said = words(ana.get(address).text)
    assert "They rang me." in said
    assert "Your side" not in said


def test_the_filer_withdraws_on_the_page(browser_of, court, held):
    address = f"/conflicts/{file(court, held)}"
    bo = browser_of("Bo")
    assert bo.resend(address, f"{address}/withdraw").status_code == 303
    assert "Withdrawn" in words(bo.get(address).text)


def test_the_judge_sees_what_each_ruling_does_rules_and_takes_it_back(browser_later, court, held):
    address = f"/conflicts/{file(court, held)}"
    ops = browser_later("Ops")
    said = words(ops.get(address).text)
    assert "The customer goes from Ana to Bo." in said
    assert "head of sales operations, rules" in said
    assert ops.resend(address, f"{address}/ruling", reason="", code="transfer").status_code == 422
    wrong = ops.resend(address, f"{address}/ruling", reason="So.", code="")
    assert (wrong.status_code, "Choose a ruling" in words(wrong.text)) == (422, True)
    assert ops.resend(address, f"{address}/ruling", reason="So.", code="transfer").status_code == 303
    assert court.owner(held) == "Bo"
    assert "Nobody has done anything on these records since." in words(ops.get(address).text)
    assert ops.resend(address, f"{address}/undo", reason="A call was overlooked.").status_code == 303
    assert court.owner(held) == "Ana"
    assert "A call was overlooked." in words(ops.get(address).text)


def test_before_the_answer_is_due_the_page_says_that_nobody_rules(browser_of, court, held):
    address = f"/conflicts/{file(court, held)}"
    ops = browser_of("Ops")
    page = ops.get(address).text
    assert "Your ruling" not in words(page)
    assert "Not before the other party has answered" in words(page)
    refused = ops.send(f"{address}/ruling", address, code="transfer", reason="So.")
    assert (refused.status_code, "Nobody is ruled against unheard." in words(refused.text)) == (409, True)


def test_a_full_library_is_said_and_refused(browser_later, court, held):
    address = f"/conflicts/{file(court, held)}"
    with court.work() as unit:
        holdings.move(unit.session, {court.person("Bo").id: court.policy.library.cap})
    ops = browser_later("Ops")
    assert "the library of Bo is full, 50 of 50" in words(ops.get(address).text)
    assert ops.resend(address, f"{address}/ruling", reason="So.", code="transfer").status_code == 409
    assert court.owner(held) == "Ana"


@pytest.mark.parametrize(
    "name", ["Ana", "Bo", "Ops", *(pytest.param(one, marks=pytest.mark.slow) for one in ("Chen", "Qi"))]
)
def test_whoever_reads_it_reads_no_english_in_chinese_and_no_number(browser_later, court, held, name):
    address = f"/conflicts/{file(court, held)}"
    browser = browser_later(name)
    browser.send("/preferences", language="zh_Hans")
    for path in ("/conflicts", address, "/conflicts?state=ruled"):
        page = browser.get(path)
        assert (page.status_code, NUMBER in page.text) == (200, False)
        main = words(page.text.partition("</header>")[2])
        assert set(re.findall(r"[A-Za-z]{2,}", main)) <= {"Ana", "Bo", "Ops", "Hangzhou"}


def test_who_has_nothing_to_do_with_it_sees_nothing(browser_of, court, held):
    conflict_id = file(court, held)
    browser = browser_of("Wei")
    assert browser.get(f"/conflicts/{conflict_id}").status_code == 403
    assert "No conflict is open" in words(browser.get("/conflicts").text)


def test_a_note_that_counts_is_filled_on_the_line_and_a_void_one_hollow(browser_later, court, held):
    court.visit(held, "Ana", 0.02, verdict="void", entered_at=court.now)
    page = browser_later("Ops").get(f"/conflicts/{court.file(record_id=held)}").text
    drawing = page.partition('<svg class="evidence"')[2].partition("</svg>\n  </div>")[0]
    assert drawing.count('class="side-a hollow"') == 1
    assert drawing.count('class="side-b" d=') == 1
    assert "A has 1 notes, 0 of which count; B has 1, 1 of which count." in page
