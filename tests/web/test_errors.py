"""What a browser gets instead of a page."""

from dataclasses import replace

import pytest
from surfing import HTMX, PASSWORD, Browser, words

from greening.domain.refusals import Refusal
from greening.storage.session import make_engine, unit_of_work
from greening.web.app import create_app
from greening.web.auth import open_to_all, signed_in
from greening.words.refusals import REFUSALS


@pytest.fixture
def broken(app, stranger):
    """A browser, in an application with a page that fails."""

    @open_to_all
    def fail():
        raise ZeroDivisionError("a secret detail")

    app.add_url_rule("/broken", view_func=fail)
    return stranger


def test_a_page_that_is_not_there_offers_the_search(browser_of):
    answer = browser_of("Ana").get("/records/4711")
    assert answer.status_code == 404
    assert "There is no such thing here." in words(answer.text)
    assert 'role="search"' in answer.text


def test_a_number_that_no_row_can_have_is_not_there_either(browser_of):
    answer = browser_of("Ana").get(f"/records/{2**63}")
    assert answer.status_code == 404
    assert "There is no such thing here." in words(answer.text)


def test_a_method_that_an_address_does_not_have_is_refused(stranger):
    answer = stranger.get("/sign-out")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_bug_shows_a_number_that_the_log_knows_and_nothing_else(broken, caplog):
    answer = broken.get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    number = words(answer.text).split("Tell operations the number ")[1].split(".")[0]
    assert f"error {number}" in caplog.text


def test_a_part_that_fails_is_a_note_and_not_a_page(broken):
    answer = broken.get("/broken", **HTMX)
    assert answer.status_code == 500
    assert "<html" not in answer.text
    assert 'role="alert"' in answer.text


def test_without_its_database_it_says_so_and_asks_to_come_back(wiring, make):
    engine = make_engine("postgresql://nobody@127.0.0.1:1/nothing")
    away = create_app(replace(wiring, work=unit_of_work(engine, lambda _: None)))
    browser = Browser(away.test_client())
    assert browser.get("/sign-in").status_code == 200
    answer = browser.sign_in("E-ANA", PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "does not answer" in answer.text


@pytest.mark.parametrize("kind", Refusal.__subclasses__(), ids=lambda kind: kind.code)
def test_every_refusal_has_a_status_and_its_own_words(app, kind, make):
    values = {
        "value": "x",
        "shortest": 12,
        "longest": 128,
        "wait_seconds": 5,
        "wait_minutes": 5,
        "limit": 40,
        "held": 40,
        "columns": "a",
        "name": "Qi",
        "percent": 10,
        "version": 7,
        "days": 365,
    }

    @signed_in
    def refuse():
        raise kind(**values)

    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/refuse", view_func=open_to_all(refuse), methods=["POST"])
    answer = app.test_client().post("/refuse")
    assert 400 <= answer.status_code < 500
    assert REFUSALS[kind.code] % values in words(answer.text).replace("&#39;", "'")
