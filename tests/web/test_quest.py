"""Completing a record question by question in a browser: asked, answered, doubted, called, undone, submitted."""

import re
from urllib.parse import unquote

import pytest
from surfing import HTMX, words

from greening.domain.enriching import Kind, Said
from greening.services import enriching
from validators.record import Answer, KeyPerson

PHONE = "key_persons[0].phones[0]"


@pytest.fixture
def record(make):
    persons = (KeyPerson("李雷", "老板", phones=("13900001236",)),)
    return make.record(company="西湖茶铺有限公司", region="330106", key_persons=persons)


@pytest.fixture
def ana(browser_of):
    return browser_of("Ana")


def carried(html, form):
    """The hidden fields of the form that is sent to an address ending so."""
    inside = html.partition('<main id="main"')[2].partition(form)[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside))


def post(browser, address, form, headers=None, **typed):
    return browser.client.post(address, data={**form, **typed}, headers=headers)


def test_the_next_question_says_what_it_brings_until_when_and_who_will_see_it(ana, make, record):
    claim = make.claim(record)
    said = words(ana.get(f"/claims/{claim}/green?skip={PHONE}").text)
    assert "西湖茶铺有限公司" in said
    assert "What is its credit code or business number?" in said
    assert "+10 when verified" in said
    assert "60 working days left" in said
    assert "Everybody here sees it as soon as you save." in said
    assert "To the pass it still needs:" in said


def test_an_answer_is_kept_named_and_undone(ana, make, record):
    claim = make.claim(record)
    page = f"/claims/{claim}/green?skip={PHONE}"
    form = carried(ana.get(page).text, 'id="answer"')
    saved = post(ana, f"/records/{record}/green?skip={PHONE}", form, value="91330106MA27Y5C217", said="value")
    assert (saved.status_code, unquote(saved.location)) == (303, page)
    shown = ana.get(page).text
    assert "Saved: Company id 1: 91330106MA27Y5C217" in words(shown)
    assert "What is its credit code" not in words(shown)

    undone = post(ana, f"/records/{record}/green/undo", carried(shown, "/green/undo"))
    assert undone.status_code == 303
    assert "What is its credit code" in words(ana.get(page).text)


def test_has_none_is_offered_where_there_may_be_none(ana, make, record):
    claim = make.claim(record)
    page = f"/claims/{claim}/green?at=identity.website"
    shown = ana.get(page).text
    assert 'value="has_none"' in shown
    assert 'value="has_none"' not in ana.get(f"/claims/{claim}/green?at=place.address").text
    post(ana, f"/records/{record}/green", carried(shown, 'id="answer"'), said="has_none")
    assert "Saved: Website: has none" in words(ana.get(f"/claims/{claim}/green").text)


@pytest.mark.parametrize("field", ["identity.website", "contact.phone"])
def test_nothing_typed_comes_back_with_the_reason(ana, make, record, field):
    claim = make.claim(record)
    page = f"/claims/{claim}/green?at={field}"
    form = carried(ana.get(page).text, 'id="answer"')
    back = post(ana, f"/records/{record}/green", form, value="  ", said="value")
    assert back.status_code == 422
    assert "Enter what you know, or say that there is none" in words(back.text)
    assert "<title>Error:" in back.text


def test_a_region_that_is_none_comes_back_as_it_was_typed(ana, make):
    own = make.record(by="Ana", company="西湖茶铺有限公司")
    page = f"/records/{own}/green?at=place.region"
    form = carried(ana.get(page).text, 'id="answer"')
    back = post(ana, f"/records/{own}/green", form, value="Atlantis", said="value")
    assert back.status_code == 422
    assert "that exists" in words(back.text)
    assert 'value="Atlantis"' in back.text


def test_what_is_typed_is_judged_and_nothing_is_written(ana, make, record):
    claim = make.claim(record)
    page = f"/claims/{claim}/green?at=contact.phone"
    form = carried(ana.get(page).text, 'id="answer"')
    said = post(ana, f"/records/{record}/green/advice", form, HTMX, value="13800138000")
    assert "You can save it; quality control will look." in words(said.text)
    assert "<html" not in said.text
    assert post(ana, f"/records/{record}/green/advice", form, HTMX, value="").text == ""
    assert "13800138000" not in ana.get(page).text


def test_two_answers_to_one_field_stand_beside_each_other(ana, make, record):
    claim = make.claim(record)
    page = f"/claims/{claim}/green?at=identity.website"
    form = carried(ana.get(page).text, 'id="answer"')
    other = {**form, "key": "earlier"}
    post(ana, f"/records/{record}/green", other, value="www.other.example", said="value")
    both = post(ana, f"/records/{record}/green", form, value="www.mine.example", said="value")
    assert both.status_code == 409
    assert "www.other.example" in words(both.text)
    mine = carried(both.text, f"/records/{record}/green")
    assert post(ana, f"/records/{record}/green", mine, said="value").status_code == 303
    assert "www.mine.example" in ana.get(f"/claims/{claim}/green").text


def test_a_number_is_dialled_by_a_link_that_comes_after_the_log(ana, make, record):
    claim = make.claim(record)
    page = f"/claims/{claim}/green"
    shown = ana.get(page).text
    assert "Does 李雷 answer at this number?" in words(shown)
    assert "tel:" not in shown
    dialled = post(ana, f"/records/{record}/dial", carried(shown, "/dial"))
    assert 'href="tel:+8613900001236"' in dialled.text
    assert "Number dialled" in words(ana.get(f"/records/{record}").text)

    form = carried(shown, f"/records/{record}/outcome")
    assert post(ana, f"/records/{record}/outcome", form, said="reached").status_code == 303
    assert "13900001236: reached" in words(ana.get(page).text)


def test_what_is_no_outcome_is_refused(ana, make, record):
    make.claim(record)
    form = carried(ana.get(f"/records/{record}/green").text, f"/records/{record}/outcome")
    assert post(ana, f"/records/{record}/outcome", form, said="has_none").status_code == 422


def test_when_everything_is_answered_the_page_says_what_the_pass_needs_and_offers_to_submit(ana, make, record):
    claim = make.claim(record)
    actor, said = make.person("Ana"), {"record_id": record, "now": make.now}
    for at in range(30):
        asked = enriching.quest(make.work, make.policy(), actor=actor, **said).question
        if asked is None:
            break
        if asked.kind is Kind.CALL:
            answer = {"said": Said.NO_ANSWER}
            enriching.outcome(make.work, make.policy(), actor=actor, path=asked.path, key=str(at), **answer, **said)
        else:
            value = "decides" if asked.kind is Kind.CHOICE else Answer.NOT_FOUND
            enriching.answer(make.work, make.policy(), actor=actor, path=asked.path, value=value, key=str(at), **said)
    shown = ana.get(f"/claims/{claim}/green")
    assert "Everything is answered." in words(shown.text)
    assert "more points" in words(shown.text)
    assert f'action="/claims/{claim}/submit"' in shown.text


def test_what_was_submitted_is_only_read(ana, make, record):
    claim = make.claim(record, state="submitted")
    shown = ana.get(f"/claims/{claim}/green")
    assert "It waits for its reviewer." in words(shown.text)
    assert 'id="answer"' not in shown.text
    assert ana.get(f"/claims/{claim}").location == f"/records/{record}"
    form = {"csrf_token": ana.token("/records"), "path": "website", "value": "x.example", "key": "1", "said": "value"}
    refused = post(ana, f"/records/{record}/green", form)
    assert refused.status_code == 403


def test_all_fields_on_one_page_is_the_form_with_what_a_pass_needs(ana, make, record):
    claim = make.claim(record)
    assert ana.get(f"/claims/{claim}").location == f"/records/{record}/edit"
    said = words(ana.get(f"/records/{record}/edit").text)
    assert "To the pass it still needs:" in said
    assert "Question by question" in said


@pytest.mark.parametrize("name", ["Bo", "Chen", "Qi", "Ada", "Ops"])
def test_nobody_else_completes_it(browser_of, make, record, name):
    claim = make.claim(record)
    other = browser_of(name)
    assert other.get(f"/claims/{claim}/green").status_code == 403
    assert other.get(f"/records/{record}/green").status_code == 403
    token = other.token("/records")
    answer = {"csrf_token": token, "path": "website", "value": "x.example", "key": "1", "said": "value"}
    for act in ("green", "green/advice", "green/undo", "outcome", "dial"):
        assert post(other, f"/records/{record}/{act}", answer).status_code in {403, 404, 422}
    assert "x.example" not in browser_of("Ana").get(f"/records/{record}").text
