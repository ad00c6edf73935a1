"""Entering and changing a record: advice while typing, errors on sending, two people at once."""

import pytest
from factories import TEA
from surfing import HTMX, fields, words


@pytest.fixture
def tea(make):
    return make.record(
        by="Ana", company=TEA.company, address=TEA.address, phones=("13900001234", "0571-88880000"),
        key_persons=TEA.key_persons, profile={"brands": "龙井", "tea_rooms": "3"}, ids=TEA.ids,
        former_names=TEA.former_names, answers=TEA.answers, region=TEA.region, emails=TEA.emails, website=TEA.website,
    )  # fmt: skip


def test_a_company_is_entered(browser_of):
    ana = browser_of("Ana")
    saved = ana.resend("/records/new", company="Oakhill Trading Ltd", region="杭州", **{"phones[0]": "0571-88880001"})
    assert saved.status_code == 303
    said = words(ana.get(saved.location).text)
    assert "Oakhill Trading Ltd" in said
    assert "浙江省杭州市" in said
    assert "Held by Ana since Mon 2 Mar" in said


def test_a_company_that_is_there_already_is_shown_instead(browser_of, tea):
    saved = browser_of("Bo").resend("/records/new", company=TEA.company, address=TEA.address)
    assert saved.location == f"/records/{tea}?met=True"
    assert "This company is here already" in browser_of("Bo").get(saved.location).text


def test_a_form_that_is_sent_back_as_it_came_changes_nothing(browser_of, tea):
    ana = browser_of("Ana")
    before = words(ana.get(f"/records/{tea}").text)
    assert ana.resend(f"/records/{tea}/edit").status_code == 303
    assert words(ana.get(f"/records/{tea}").text) == before
    assert 'name="version" value="1"' in ana.get(f"/records/{tea}/edit").text


def test_an_edit_stands_and_is_in_the_history(browser_of, tea):
    ana = browser_of("Ana")
    ana.resend(f"/records/{tea}/edit", scale="20-99人", **{"phones[1]": "", "key_persons[1].title": "总经理"})
    said = words(ana.get(f"/records/{tea}").text)
    assert "20-99人" in said
    assert "Key person 2: title: 店长, now 总经理" in said
    assert "Phone 2 of the company: 0571-88880000 taken away" in said


def test_a_kind_of_customer_is_chosen_counts_at_once_and_stands_in_the_history(browser_of, tea):
    ana = browser_of("Ana")
    assert "Weighed by" not in words(ana.get(f"/records/{tea}").text)
    typed = fields(ana.get(f"/records/{tea}/edit").text) | {"kind": "end_customer"}
    advice = words(ana.client.post(f"/records/{tea}/advice", data=typed, headers=HTMX).text)
    assert "Weighed by: End customer" in advice
    ana.resend(f"/records/{tea}/edit", kind="end_customer")
    said = words(ana.get(f"/records/{tea}").text)
    assert "Weighed by: End customer" in said
    assert "Kind of customer: End customer" in said
    assert fields(ana.get(f"/records/{tea}/edit").text)["kind"] == "end_customer"


def test_a_kind_that_does_not_exist_is_none(browser_of, tea):
    ana = browser_of("Ana")
    ana.resend(f"/records/{tea}/edit", kind="emperor", business="tea")
    assert fields(ana.get(f"/records/{tea}/edit").text)["kind"] == ""


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"company": ""}, "company", "Enter the company’s name"),
        ({"region": "Atlantis"}, "region", "that exists"),
    ],
)
def test_what_no_record_can_hold_is_refused_and_all_of_it_still_stands_there(browser_of, tea, typed, field, said):
    answer = browser_of("Ana").resend(f"/records/{tea}/edit", business="kept as typed", **typed)
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}-msg"' in answer.text
    assert said in words(answer.text)
    assert fields(answer.text)["business"] == "kept as typed"


def test_an_edit_that_would_make_it_another_record_is_refused(browser_of, make, tea):
    make.record(by="Ana", company="Oakhill Trading Ltd", region="330106")
    answer = browser_of("Ana").resend(f"/records/{tea}/edit", company="Oakhill Trading Ltd")
    assert answer.status_code == 422
    assert "Another record is this company already" in answer.text


def test_advice_says_what_judging_would_and_writes_nothing(browser_of, tea):
    ana = browser_of("Ana")
    form = fields(ana.get(f"/records/{tea}/edit").text) | {"phones[0]": "13800138000"}
    answer = ana.client.post(f"/records/{tea}/advice", data=form, headers=HTMX)
    assert answer.status_code == 200
    beside = answer.text.split('id="phones-0-advice"')[1].split("</div>")[0]
    assert "made-up number" in beside
    assert 'id="phones-0-earns"' in answer.text
    assert "13800138000" not in ana.get(f"/records/{tea}").text


def test_advice_for_a_new_record_needs_no_record(browser_of):
    ana = browser_of("Ana")
    form = fields(ana.get("/records/new").text) | {"company": "测试公司"}
    answer = ana.client.post("/records/advice", data=form, headers=HTMX)
    assert 'id="company-advice"' in answer.text


def test_a_company_that_is_there_is_shown_while_it_is_typed_again(browser_of, make):
    tea = make.record(by="Bo", company="杭州禾野茶业有限公司", region="330106")
    ana = browser_of("Ana")
    form = fields(ana.get("/records/new").text)
    there = ana.client.post("/records/advice", data=form | {"company": "禾野茶业"}, headers=HTMX).text
    assert f'href="/records/{tea}"' in there
    assert "Similar records" not in ana.client.post(f"/records/{tea}/advice", data=form, headers=HTMX).text


def test_what_advice_offers_is_a_button_beside_its_field(browser_of, tea):
    answer = browser_of("Ana").resend(
        f"/records/{tea}/edit", path=f"/records/{tea}/advice", **{"phones[0]": "88880001"}
    )
    beside = answer.text.split('id="phones-0-advice"')[1].split("</div>")[0]
    assert 'data-take="0571-88880001" data-for="phones-0"' in beside


def test_to_whoever_sees_masks_nothing_is_offered(browser_of, make):
    tea = make.record(by="Ana", company=TEA.company, region="330106", phones=("88880001",))
    page = browser_of("Ops").get(f"/records/{tea}/edit").text
    assert "data-take" not in page.partition('id="phones-0-advice"')[2]


def test_the_form_says_what_the_pass_still_needs(browser_of, tea):
    ana = browser_of("Ana")
    bare = words(ana.resend("/records/new", path="/records/advice", company="云岫茶业有限公司").text)
    assert "To the pass it still needs: " in bare
    fuller = words(ana.resend(f"/records/{tea}/edit", path=f"/records/{tea}/advice").text)
    assert bare.split("needs: ")[1].split(" more")[0] > fuller.split("needs: ")[1].split(" more")[0]


def test_whoever_may_not_change_it_is_not_advised_on_it_either(browser_of, tea):
    bo = browser_of("Bo")
    assert bo.get(f"/records/{tea}/edit").status_code in {200, 403}
    assert bo.resend("/records/new", path=f"/records/{tea}/advice").status_code == 403
    assert bo.resend("/records/new", path=f"/records/{tea}/edit").status_code == 403


def test_answers_end_the_asking_until_a_value_comes(browser_of, tea):
    ana = browser_of("Ana")
    ana.resend(f"/records/{tea}/edit", **{"answers.industry": "not_found"})
    assert "Could not find out" in words(ana.get(f"/records/{tea}").text)
    ana.resend(f"/records/{tea}/edit", industry="茶叶")
    assert 'name="answers.industry"' not in ana.get(f"/records/{tea}/edit").text


def test_operations_who_see_masks_do_not_save_them(browser_of, tea):
    ops, ana = browser_of("Ops"), browser_of("Ana")
    assert "139****1234" in ops.get(f"/records/{tea}/edit").text.replace("*1234", "*1234")
    assert ops.resend(f"/records/{tea}/edit", scale="20-99人").status_code == 303
    assert "13900001234" in ana.get(f"/records/{tea}").text


def test_of_two_who_save_at_once_the_second_sees_both_and_loses_nothing(browser_of, tea):
    ana, ops = browser_of("Ana"), browser_of("Ops")
    mine = fields(ana.get(f"/records/{tea}/edit").text) | {"scale": "20-99人", "business": "茶", "industry": "食品"}
    ops.resend(f"/records/{tea}/edit", scale="100-499人", website="https://tea.example")

    both = ana.client.post(f"/records/{tea}/edit", data=mine)

    assert both.status_code == 409
    said = words(both.text)
    assert "Ops saved first" in said
    assert "Business" not in said or "only you changed it" in said
    offered = fields(both.text)
    assert (offered["scale"], offered["others.scale"]) == ("20-99人", "100-499人")
    assert offered["choice.scale"] == "mine"
    assert offered["choice.website"] == "others", "what I have not touched is not mine to undo"

    chosen = offered | {"choice.scale": "others"}
    assert ana.client.post(f"/records/{tea}/edit", data=chosen).status_code == 303
    stands = fields(ana.get(f"/records/{tea}/edit").text)
    wanted = {"scale": "100-499人", "business": "茶", "industry": "食品", "website": "https://tea.example"}
    assert {name: stands[name] for name in wanted} == wanted
