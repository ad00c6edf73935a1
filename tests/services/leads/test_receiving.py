"""An inquiry is one lead, whatever happens on its way in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from factories import TEA

from greening.domain.inquiries import Channel, Inquiry
from greening.domain.leads import Doubt
from greening.domain.refusals_leads import InquiryBroken, LeadKeyTaken
from greening.services import leads
from greening.storage import lead_offers
from greening.storage import leads as stored
from greening.storage.record_loading import load

COMPANIES = ("苏州本腾机械有限公司", "宁波启明贸易有限公司", "上海远航物流有限公司", "北京长青科技有限公司")


def known(make, **typed):
    """A record of the pool that has the number of the inquiry."""
    values = {"company": TEA.company, "region": "330106", "key_persons": TEA.key_persons} | typed
    return make.record("Ops", **values)


def test_the_same_key_gives_the_same_answer(desk):
    first, second = desk.ask(key="k-1"), desk.ask(key="k-1")
    assert (second.number, second.lead_id, second.again, first.again) == (first.number, first.lead_id, True, False)
    assert (desk.count("lead"), desk.count("inquiry"), desk.count("lead_offer")) == (1, 1, 1)


def test_one_key_with_another_inquiry_is_refused_and_changes_nothing(desk):
    desk.ask(key="k-1")
    with pytest.raises(LeadKeyTaken):
        desk.ask(key="k-1", message="别的")
    assert (desk.count("lead"), desk.count("inquiry")) == (1, 1)


def test_the_same_words_within_a_day_are_the_first_lead_and_the_repeat_is_kept(desk):
    first = desk.ask(key="k-1")
    again = desk.ask(
        key="k-2", phone="139 0000 1236", company=" 杭州西湖茶铺有限公司", at=desk.now + timedelta(hours=23)
    )
    assert again.lead_id == first.lead_id
    assert (desk.count("lead"), desk.count("inquiry")) == (1, 2)
    assert desk.ask(key="k-2", phone="139 0000 1236", company=" 杭州西湖茶铺有限公司").lead_id == first.lead_id


def test_a_day_later_the_same_words_are_another_lead(desk):
    first, again = desk.ask(), desk.ask(at=desk.now + timedelta(hours=24))
    assert again.lead_id != first.lead_id


def test_two_doors_may_use_one_key(desk, work, make, policy, now):
    doors = [leads.open_form(work, actor=make.person("Ops"), name=name, now=now).id for name in ("A", "B")]
    told = [
        leads.receive(
            work, policy, inquiry=Inquiry.of({"company": company, "phone": "13900001236"}), idempotency_key="1",
            channel=Channel.FORM, door_id=door, now=now,
        )
        for door, company in zip(doors, COMPANIES, strict=False)
    ]  # fmt: skip
    assert told[0].lead_id != told[1].lead_id


@pytest.mark.parametrize("keys", [("k", "k"), ("k-1", "k-2"), (None, None)])
def test_two_at_the_same_moment_are_one_lead(desk, keys):
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(desk.ask, keys))
    assert told[0].number == told[1].number
    assert (desk.count("lead"), desk.count("lead_offer"), desk.count("record")) == (1, 1, 1)


def test_two_people_of_one_new_company_make_one_record(desk):
    people = [{"person": "李雷"}, {"person": "韩梅", "phone": "", "email": "han.mei@example.com"}]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda who: desk.ask(**who), people))
    assert len({one.lead_id for one in told}) == len(people)
    assert len({desk.lead(one.lead_id).unit_id for one in told}) == 1
    assert desk.count("record") == 1


def test_a_number_that_one_record_has_finds_it_under_any_name(desk, make):
    record_id = known(make)
    lead = desk.lead(desk.ask(company="完全不同的名字有限公司").lead_id)
    assert (lead.matched["how"], lead.unit_id, desk.count("record")) == ("key", desk.unit(record_id).id, 1)


def test_a_shared_number_says_nothing(desk, make, policy):
    for company in COMPANIES[: policy.settings.repeats.suspect]:
        make.record("Ops", company=company, phones=("13900001236",))
    lead = desk.lead(desk.ask().lead_id)
    assert (lead.matched["how"], desk.count("record")) == ("new", policy.settings.repeats.suspect + 1)


def test_a_number_of_two_records_is_for_a_person_to_look_at(desk, make):
    for company in COMPANIES[:2]:
        make.record("Ops", company=company, phones=("13900001236",))
    lead = desk.lead(desk.ask().lead_id)
    assert (lead.state, lead.doubt, lead.unit_id, len(lead.matched["likely"])) == (
        "triage", Doubt.TWO_LIKELY, None, 2,
    )  # fmt: skip
    assert desk.count("lead_offer") == 0


def test_name_and_city_find_the_record_without_a_number(desk, make):
    record_id = make.record("Ops", company=TEA.company, region="330106")
    lead = desk.lead(desk.ask(phone="13900009999", place="杭州").lead_id)
    assert (lead.matched["how"], lead.unit_id) == ("same_company", desk.unit(record_id).id)


def test_what_nobody_knows_becomes_a_record_of_the_pool_and_is_judged(desk, work):
    told = desk.ask(place="杭州市西湖区文三路 1 号", email="li.lei@example.com")
    unit = desk.unit_of(told.lead_id)
    assert unit.owner_id is None
    with work() as session:
        there = load(session.session, [unit.record_id], visits=0)[unit.record_id]
    assert (there.record.company, there.record.region, there.source) == (TEA.company, "330106", "inquiry")
    assert there.assessment_id is not None
    assert there.record.key_persons[0].phones == ("13900001236",)


def test_nothing_is_asked_of_whoever_is_only_typing_nonsense(desk):
    with pytest.raises(InquiryBroken) as refused:
        desk.ask(company="。", phone="12", email="x")
    assert refused.value.params["faults"] == {"company": "missing", "phone": "no_number", "email": "no_mail"}
    assert desk.count("lead") == 0


def test_without_a_number_or_mail_nobody_could_answer(desk):
    with pytest.raises(InquiryBroken) as refused:
        desk.ask(phone="", email="")
    assert refused.value.params["faults"] == {"phone": "no_contact"}


def test_one_sender_who_asks_for_many_companies_is_looked_at(desk, policy):
    told = [desk.ask(company=company) for company in COMPANIES]
    states = [desk.lead(one.lead_id).doubt for one in told]
    assert policy.leads.same_sender == len(COMPANIES) - 1
    assert states[-1] == Doubt.FLOOD
    assert Doubt.FLOOD not in states[:-1]


def test_the_number_that_is_told_counts_nothing(desk):
    numbers = [desk.ask(company=company).number for company in COMPANIES[:3]]
    assert len(set(numbers)) == len(numbers)
    assert all(len(one) == len("L-XXXX-XXXX") for one in numbers)


def test_a_lead_that_a_machine_seems_to_have_sent_goes_to_nobody(desk, work, policy, now):
    told = leads.receive(
        work, policy, inquiry=Inquiry.of({"company": "某公司", "phone": "13900001236"}), idempotency_key=None,
        channel=Channel.FORM, doubt=Doubt.TRAP, now=now,
    )  # fmt: skip
    assert (desk.lead(told.lead_id).state, desk.count("record"), desk.count("lead_offer")) == ("triage", 0, 0)
    desk.sweep(timedelta(days=3))
    assert desk.lead(told.lead_id).state == "triage"


def test_what_a_screen_cannot_show_is_stored_as_it_was_typed(desk, work):
    told = desk.ask(company=TEA.company, message="🫖\u202e<script>alert(1)</script>\x00\ud83d")
    with work() as unit:
        typed = stored.inquiries(unit.session, told.lead_id)[0].typed
    assert typed["message"] == "🫖\u202e<script>alert(1)</script>\ufffd"


def test_the_wish_waits_where_nobody_sells_and_is_offered_to_the_first_who_does(work, make, policy, now):
    inquiry = Inquiry.of({"company": "某公司", "phone": "13900001236"})
    told = leads.receive(work, policy, inquiry=inquiry, idempotency_key=None, channel=Channel.API, now=now)
    with work() as unit:
        assert stored.one(unit.session, told.lead_id).state == "waiting"
    assert leads.sweep(work, policy, now=now).offered == 0
    make.person("Ana")
    assert leads.sweep(work, policy, now=now + timedelta(minutes=5)).offered == 1
    with work() as unit:
        assert [one.round for one in lead_offers.routes(unit.session, told.lead_id)] == [2, 1]
