"""Coming in, staying in, going out."""

import pytest
from surfing import PASSWORD, Browser, words

from greening.storage.people import Person


def test_a_person_who_is_not_signed_in_is_sent_to_sign_in_and_back(stranger, make):
    make.person("Ana", PASSWORD)

    sent = stranger.get("/records?q=%E5%8D%97")
    assert (sent.status_code, sent.location) == (302, "/sign-in?next=/records?q%3D%25E5%258D%2597")

    back = stranger.sign_in("e-ana", next="/records?q=%E5%8D%97")
    assert (back.status_code, back.location) == (303, "/records?q=%E5%8D%97")
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "/\n/x", "evil"]
)
def test_signing_in_leads_nowhere_else(stranger, make, target):
    make.person("Ana", PASSWORD)
    assert stranger.sign_in("E-ANA", next=target).location == "/"


def test_a_wrong_password_and_an_unknown_number_read_the_same(stranger, make):
    make.person("Ana", PASSWORD)
    wrong, unknown = stranger.sign_in("E-ANA", "not the password"), stranger.sign_in("E-NOBODY", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert words(wrong.text) == words(unknown.text)


def test_the_eleventh_failure_has_to_wait_even_with_the_right_password(stranger, make, policy):
    make.person("Ana", PASSWORD)
    for _ in range(policy.sign_in.tries):
        assert stranger.sign_in("E-ANA", "not the password").status_code == 422
    assert stranger.sign_in("E-ANA").status_code == 429


def test_signing_out_ends_the_session_and_not_only_the_cookie(app, browser_of):
    ana = browser_of("Ana")
    kept = ana.client.get_cookie("greening").value

    assert ana.send("/sign-out").location == "/sign-in"

    thief = app.test_client()
    thief.set_cookie("greening", kept)
    assert thief.get("/").status_code == 302


def test_signing_in_gives_a_new_session_and_ends_the_one_before(app, browser_of):
    ana = browser_of("Ana")
    before = ana.client.get_cookie("greening").value
    ana.sign_in("E-ANA")
    assert ana.client.get_cookie("greening").value != before

    old = app.test_client()
    old.set_cookie("greening", before)
    assert old.get("/").status_code == 302


def test_a_form_token_of_before_the_sign_in_is_worth_nothing_after_it(stranger, make):
    make.person("Ana", PASSWORD)
    before = stranger.token()
    stranger.sign_in("E-ANA")
    assert stranger.client.post("/preferences", data={"csrf_token": before, "theme": "dark"}).status_code == 400


def test_whoever_is_disabled_is_out_with_the_next_request(browser_of, work, make):
    ana = browser_of("Ana")
    assert ana.get("/").status_code == 200
    with work() as unit:
        unit.session.get(Person, make.person("Ana").id).active = False
    assert ana.get("/").status_code == 302


def test_a_form_that_was_sent_too_late_is_told_so_and_not_redirected(app, browser_of, make, now, wiring):
    ana = browser_of("Ana")
    token = ana.token("/")
    ana.client.delete_cookie("greening")
    answer = ana.client.post("/records/new", data={"csrf_token": token, "company": "A"})
    assert answer.status_code == 401
    assert "You are signed out" in answer.text


def test_a_new_password_ends_every_other_session_and_keeps_this_one(app, browser_of):
    here, elsewhere = browser_of("Ana"), browser_of("Ana")

    changed = here.send("/password", old=PASSWORD, new="another calm river")
    assert (changed.status_code, changed.location) == (303, "/")

    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Browser(app.test_client()).sign_in("E-ANA", "another calm river").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", "another calm river", "This is not your password now"),
        (PASSWORD, "short", "at least 12 characters"),
        (PASSWORD, "passwordpassword", "without your name"),
    ],
)
def test_a_password_is_not_changed_and_the_page_says_why(browser_of, old, new, said):
    answer = browser_of("Ana").send("/password", old=old, new=new)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "<title>Error:" in answer.text
