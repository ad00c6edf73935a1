"""Coming in, staying in, going out."""

import pytest

from greening.domain.people import Role


def test_a_person_who_is_not_signed_in_is_sent_to_sign_in_and_back(browser, employ):
    employ(Role.REP)

    sent = browser.get("/records?q=%E5%8D%97")
    assert sent.status_code == 302
    assert sent.location == "/sign-in?next=/records?q%3D%25E5%258D%2597"

    back = browser.sign_in("rep", next="/records?q=%E5%8D%97")
    assert (back.status_code, back.location) == (303, "/records?q=%E5%8D%97")
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "/\n/x"]
)
def test_signing_in_leads_nowhere_else(browser, employ, target):
    employ(Role.REP)
    assert browser.sign_in("REP", next=target).location == "/"


def test_wrong_password_and_unknown_number_read_the_same(browser, employ):
    employ(Role.REP)
    wrong, unknown = browser.sign_in("REP", "not the password"), browser.sign_in("NOBODY", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("REP", "").count("do not go together") == unknown.text.count("do not go together") == 2


def test_signing_out_ends_the_session_and_not_only_the_cookie(app, sign_in):
    browser = sign_in(Role.REP)
    kept = browser.client.get_cookie("greening").value

    assert browser.send("/sign-out").location == "/sign-in"

    thief = app.test_client()
    thief.set_cookie("greening", kept)
    assert thief.get("/").status_code == 302


def test_signing_in_gives_a_new_session_and_ends_the_old_one(app, sign_in):
    browser = sign_in(Role.REP)
    before = browser.client.get_cookie("greening").value
    browser.sign_in("REP")
    assert browser.client.get_cookie("greening").value != before

    old = app.test_client()
    old.set_cookie("greening", before)
    assert old.get("/").status_code == 302
