"""A company is entered once, whoever enters it and however often."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from factories import OTHER_USCC, TEA, USCC
from sqlalchemy import select

from greening.domain.refusals import CompanyMissing, CompanyTaken, Denied
from greening.domain.triage import Triage
from greening.services import records
from greening.storage.assessments import Assessment
from greening.storage.events import Event
from greening.storage.records import Record as Row
from greening.storage.records import Unit
from validators.record import Record


def test_it_comes_back_as_it_was_typed(create, one):
    page = one(create().record_id)
    assert replace(page.record, rep="") == TEA
    assert (page.version, page.unit.owner, page.author, page.source) == (1, "Ana", "Ana", "form")


def test_it_is_judged_at_once(create, one):
    page = one(create(replace(TEA, phones=("13800138000",))).record_id)
    assert page.assessment.is_current
    assert "phone.placeholder" in {finding.code for finding in page.assessment.findings}
    assert page.assessment.triage is not Triage.FLOW
    assert page.assessment.policy_version == 1
    assert sum(section.of for section in page.assessment.score.sections) == pytest.approx(100)


def test_numbers_are_read_and_marked(create, one):
    readings = {r.path: r for r in one(create(replace(TEA, phones=("88880000-801", "13900001234"))).record_id).readings}
    assert (readings["phones[0]"].value, readings["phones[0]"].extension) == ("+8657188880000", "801")
    assert readings["phones[0]"].inferred
    assert readings["key_persons[1].phones[0]"].value == "+8613900001237"
    assert readings["key_persons[0].emails[0]"].value == "li.lei@example.com"


def test_operations_fill_the_pool(create, one):
    assert one(create(by="Ops").record_id).unit.owner_id is None


def test_it_leaves_an_event(work, create, make):
    record_id = create().record_id
    with work() as unit:
        event = unit.session.scalars(select(Event).where(Event.kind == "record.created")).one()
    assert (event.subject_id, event.actor_id) == (record_id, make.person("Ana").id)
    assert event.after["key_persons[0].phones[0]"] == "13900001236"


@pytest.mark.parametrize(
    "second",
    [
        TEA,
        replace(TEA, company=" 杭州西湖茶鋪有限公司", address=""),
        replace(TEA, region="", phones=()),
        Record(company="杭州湖西茶铺", ids=(USCC,)),
    ],
    ids=["same", "typed otherwise", "region from the address", "same id under another name"],
)
def test_the_second_save_is_given_the_first_record(create, snapshot, second):
    first = create(replace(TEA, ids=(USCC,)))
    before = snapshot()
    assert create(second, by="Bo") == records.Saved(first.record_id, existing=True)
    assert snapshot()[:8] == before[:8]


def test_another_valid_id_under_the_same_name_is_not_the_same_company(create):
    first = create(replace(TEA, ids=(USCC,)))
    with pytest.raises(CompanyTaken) as refused:
        create(replace(TEA, ids=(OTHER_USCC,)), by="Bo")
    assert refused.value.params == {"record_id": first.record_id}


def test_another_city_is_another_company(create):
    create()
    assert not create(replace(TEA, region="310101", address=""), by="Bo").existing


def test_many_saves_at_once_make_one_record(work, policy, make, count, now):
    actors = [make.person("Ana"), make.person("Bo")]
    forms = [replace(TEA, ids=(USCC,)), replace(TEA, company="杭州西湖茶业", ids=(USCC,))]

    def save(turn):
        return records.create(work, policy, actor=actors[turn % 2], record=forms[turn % 2], now=now)

    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(save, range(24)))
    assert len({one.record_id for one in saved}) == 1
    assert [one.existing for one in saved].count(False) == 1
    assert count(Row) == count(Unit) == count(Assessment) == 1


@pytest.mark.parametrize("company", ["", "  ", "--", "???"])
def test_a_company_has_a_name(create, company):
    with pytest.raises(CompanyMissing):
        create(replace(TEA, company=company))


@pytest.mark.parametrize("by", ["Qi", "Ada"])
def test_who_judges_enters_nothing(make, create, snapshot, by):
    make.person(by)
    before = snapshot()
    with pytest.raises(Denied):
        create(by=by)
    assert snapshot() == before
