"""A stranger asks to be called: no account, nothing told about whom we know, nothing lost, no machine in the way."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lead_office import ASK, Office
from surfing import words

from greening.domain.leads import Doubt


def test_it_needs_no_account_and_says_thanks_with_a_number(office):
    stranger = office.stranger()
    answer = office.fill_in(stranger)
    assert answer.status_code == 303
    page = stranger.get(answer.location)
    assert office.one("number") in words(page.text)
    assert (office.one("state"), office.one("channel", "inquiry"), office.one("language", "inquiry")) == (
        "waiting", "form", "en",
    )  # fmt: skip


def test_it_speaks_the_language_of_the_browser(office):
    for wanted, tongue, says in (("zh-CN,zh;q=0.9", "zh-Hans", "请联系我"), ("en-GB", "en", "Ask us to call you")):
        page = office.stranger().get(f"/f/{office.key}", **{"Accept-Language": wanted}).text
        assert f'<html lang="{tongue}"' in page
        assert says in words(page)


def test_the_switch_of_language_comes_back_to_the_form(office):
    stranger = office.stranger()
    page = f"/f/{office.key}"
    answer = stranger.send("/preferences", page=page, language="zh_Hans", next=page)
    assert (answer.status_code, answer.location) == (303, page)
    assert "请联系我" in stranger.get(page).text
    again = office.fill_in(stranger, company="")
    assert f'name="next" value="{page}"' in again.text


def test_what_is_wrong_is_said_at_the_top_and_at_the_field_and_nothing_typed_is_lost(office):
    answer = office.fill_in(office.stranger(), company="", phone="12", message="<b>请报价</b>")
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert 'href="#company"' in answer.text
    assert 'aria-describedby="phone-hint phone-msg"' in answer.text
    assert 'value="12"' in answer.text
    assert "&lt;b&gt;请报价&lt;/b&gt;" in answer.text
    assert office.count("lead") == 0


def test_sent_twice_it_is_one_inquiry_with_one_number(office):
    stranger = office.stranger()
    ticket = re.search(r'name="ticket" value="([^"]+)"', stranger.get(f"/f/{office.key}").text)[1]
    office.at += timedelta(minutes=1)
    first, second = (
        stranger.client.post(f"/f/{office.key}", data={"ticket": ticket, **ASK}).location for _ in range(2)
    )
    assert first == second
    assert (office.count("lead"), office.count("inquiry")) == (1, 1)


def test_a_known_and_an_unknown_company_get_the_same_answer(office):
    office.make.record("Ops", company=ASK["company"], phones=(ASK["phone"],))
    answers = [office.fill_in(office.stranger(), company=company) for company in (ASK["company"], "谁也不认识有限公司")]
    shown = [office.stranger().get(one.location).text for one in answers]
    plain = [re.sub(r"L-[2-9A-Z]{4}-[2-9A-Z]{4}|csrf_token\" value=\"[^\"]+|number=[^\"&]+", "", one) for one in shown]
    assert [one.status_code for one in answers] == [303, 303]
    assert plain[0] == plain[1]


@pytest.mark.parametrize(
    ("after", "trap", "doubt"),
    [(timedelta(minutes=1), "spam.example", Doubt.TRAP), (timedelta(seconds=1), "", Doubt.TOO_FAST)],
)
def test_a_machine_gets_the_same_thanks_and_a_person_looks_first(office, after, trap, doubt):
    office.make.person("Ana")
    answer = office.fill_in(office.stranger(), after, website=trap)
    assert (answer.status_code, office.one("state"), office.one("doubt")) == (303, "triage", doubt)
    assert office.count("lead_offer") == 0


def test_a_form_that_is_not_ours_is_shown_again_with_what_was_typed(office):
    for ticket in ("", "made-up", "WyJ4IiwxXQ.made-up"):
        answer = office.stranger().client.post(f"/f/{office.key}", data={"ticket": ticket, **ASK})
        assert answer.status_code == 422
        assert ASK["company"] in answer.text
    assert office.count("lead") == 0


def test_a_form_that_was_open_since_yesterday_is_shown_again(office):
    answer = office.fill_in(office.stranger(), timedelta(hours=24))
    assert answer.status_code == 422
    assert "What you typed is still here" in words(answer.text)


def test_a_ticket_serves_one_inquiry(office):
    stranger = office.stranger()
    ticket = re.search(r'name="ticket" value="([^"]+)"', stranger.get(f"/f/{office.key}").text)[1]
    office.at += timedelta(minutes=1)
    stranger.client.post(f"/f/{office.key}", data={"ticket": ticket, **ASK})
    answer = stranger.client.post(f"/f/{office.key}", data={"ticket": ticket, **ASK, "company": "别家有限公司"})
    assert (answer.status_code, office.count("lead")) == (422, 1)


def test_a_closed_form_and_one_that_never_was_are_not_there(office):
    ops = office.browser("Ops")
    ops.send(f"/leads/doors/{office.one('id', 'lead_door') - 1}/close", page="/leads/doors")
    for key in (office.key, "never-was"):
        assert office.stranger().get(f"/f/{key}").status_code == 404
        assert office.stranger().client.post(f"/f/{key}", data=ASK).status_code == 404
        assert office.stranger().get(f"/f/{key}/thanks").status_code == 404


def test_the_page_of_thanks_repeats_nothing_but_a_number(office):
    page = office.stranger().get(f"/f/{office.key}/thanks?number=<script>alert(1)</script>").text
    assert "alert(1)" not in page


def test_one_address_cannot_send_on_and_on_and_a_large_body_is_not_read(office, policy, make, work, wiring):
    pages = replace(policy.pages, inquiries_per_minute=3)
    few = Office(make, work, replace(wiring, policy=replace(policy, pages=pages)), office.at)
    stranger = few.stranger()
    large = stranger.client.post(f"/f/{few.key}", data={**ASK, "message": "x" * pages.inquiry_bytes})
    assert large.status_code == 413
    assert [few.fill_in(stranger, company="").status_code for _ in range(3)] == [422, 422, 429]
