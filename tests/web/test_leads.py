"""My leads with their countdown, one lead with everybody who was considered, and what others may see of it."""

from datetime import timedelta

import pytest
from lead_office import ASK
from surfing import words


@pytest.fixture
def offered(office):
    """The address of a lead that was offered to Ana, who alone sells, beside Bo who serves a penalty."""
    office.make.person("Ana")
    office.call()
    return f"/leads/{office.one('id')}"


def accept(office, browser, lead):
    return browser.send(f"{lead}/offers/{office.one('id', 'lead_offer')}/accept", page=lead)


def test_an_offer_says_why_it_is_mine_until_when_and_hides_the_number(office, offered):
    said = words(office.browser("Ana").get("/leads").text)
    assert "Yours by turns" in said
    assert "30 min left" in said
    page = office.browser("Ana").get(offered).text
    assert "139****1236" in page
    assert ASK["phone"] not in page


def test_whoever_accepts_sees_the_number_and_has_the_customer(office, offered):
    ana = office.browser("Ana")
    answer = accept(office, ana, offered)
    assert (answer.status_code, answer.location) == (303, f"{offered}?done=accepted")
    page = ana.get(answer.location).text
    assert ASK["phone"] in page
    assert "Accepted" in words(ana.get("/leads").text)
    assert office.one("owner_id", "unit") == office.make.person("Ana").id


def test_declining_needs_a_reason_and_keeps_the_page(office, offered):
    ana, decline = office.browser("Ana"), f"{offered}/offers/{office.one('id', 'lead_offer')}/decline"
    answer = ana.send(decline, page=offered, reason=" ")
    assert (answer.status_code, 'href="#reason"' in answer.text) == (422, True)
    assert ana.send(decline, page=offered, reason="在出差").location == "/leads?done=declined"
    assert office.one("state") == "waiting"


def test_too_late_is_said_on_the_page_of_the_lead(office, offered):
    ana = office.browser("Ana")
    office.at += timedelta(minutes=30)
    answer = accept(office, ana, offered)
    assert answer.status_code == 409
    assert "no longer offered to you" in words(answer.text)


def test_nobody_else_reads_or_takes_it(office, offered):
    office.make.person("Bo")
    for name, may_read in (("Bo", False), ("Ada", False), ("Chen", True), ("Qi", True), ("Ops", True)):
        browser = office.browser(name)
        assert (browser.get(offered).status_code == 200) == may_read, name
        assert accept(office, browser, offered).status_code == 403, name
        assert ASK["phone"] not in browser.get(offered).text
    assert office.one("state") == "offered"


def test_a_rep_sees_no_names_of_others_a_manager_those_of_the_team_and_quality_control_all(office):
    names = {office.make.person(name).id: name for name in ("Ana", "Bo", "Amy")}
    office.call()
    lead = f"/leads/{office.one('id')}"
    chosen = names.pop(office.one("person_id", "lead_offer"))
    own = words(office.browser(chosen).get(lead).text).partition("Who was considered")[2]
    assert ("You" in own, "2 colleagues" in own, own.count("Not their turn.")) == (True, True, 1)
    assert not any(other in own for other in names.values())
    seen = words(office.browser("Qi").get(lead).text).partition("Who was considered")[2]
    assert "Ana" in seen
    assert "Bo" in seen


def test_quality_control_says_which_of_two_customers_it_is(office):
    for company in ("苏州本腾机械有限公司", "宁波启明贸易有限公司"):
        office.make.record("Ops", company=company, phones=(ASK["phone"],))
    office.call()
    lead, qi = f"/leads/{office.one('id')}", office.browser("Qi")
    assert "Two customers fit it equally well" in words(qi.get(lead).text)
    answer = qi.send(f"{lead}/decide", page=lead, record_id="1")
    assert answer.status_code in {303, 404}
    record_id = office.one("id", "record")
    answer = qi.send(f"{lead}/decide", page=lead, record_id=str(record_id))
    assert (answer.status_code, office.one("state")) == (303, "waiting")
    assert "Somebody looked and said so" in words(qi.get(lead).text)
    assert qi.send(f"{lead}/decide", page=lead, record_id=str(record_id)).status_code == 409


def test_what_nobody_needs_to_answer_is_closed_with_a_reason(office):
    office.call()
    lead, qi = f"/leads/{office.one('id')}", office.browser("Qi")
    assert qi.send(f"{lead}/close", page=lead, closing="because").status_code == 422
    assert qi.send(f"{lead}/close", page=lead, closing="spam", note="代发广告").location == "/leads?done=closed"
    said = words(qi.get(lead).text)
    assert "Advertising, or sent by a machine" in said
    assert "代发广告" in said
    assert "Qi" in said


def test_operations_makes_forms_and_tokens_and_a_token_is_shown_once(office):
    ops = office.browser("Ops")
    assert ops.send("/leads/doors/forms", page="/leads/doors", form_name=" ").status_code == 422
    assert ops.send("/leads/doors/forms", page="/leads/doors", form_name="展会").status_code == 303
    made = ops.send("/leads/doors/tokens", page="/leads/doors", token_name="ERP").text
    token = made.split("grl_")[1].split("<")[0]
    assert len(token) > 40
    assert token not in ops.get("/leads/doors").text
    assert "展会" in ops.get("/leads/doors").text


def test_the_list_of_those_who_look_after_leads_holds_no_number(office, offered):
    office.call({**ASK, "company": "另一家 13900001299 有限公司", "phone": "13900001299"})
    for name in ("Qi", "Chen", "Ops"):
        page = office.browser(name).get("/leads").text
        assert "13900001299" not in page
    assert office.browser("Qi").get("/leads?state=closed").status_code == 200


def test_an_empty_page_says_what_brings_leads(office):
    office.make.person("Bo")
    assert "No lead waits for your answer" in words(office.browser("Bo").get("/leads").text)
