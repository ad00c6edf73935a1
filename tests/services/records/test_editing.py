"""A record changes without losing anything that anybody typed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from factories import TEA, USCC
from sqlalchemy import select

from greening.domain.changes import Change
from greening.domain.refusals import CompanyTaken, Denied, NotFound, Stale
from greening.jobs import Kind
from greening.services import records
from greening.storage.jobs import Job
from greening.storage.records import Contact, KeyPerson, Number
from greening.storage.records import Record as Row
from validators.finding import Level
from validators.record import KeyPerson as Person
from validators.record import Record


def test_it_stands_and_is_judged_anew(create, edit, one):
    record_id = create().record_id
    assert edit(record_id, replace(TEA, phones=("13800138000",))) == 2
    page = one(record_id)
    assert (page.version, page.record.phones) == (2, ("13800138000",))
    assert page.assessment.is_current
    assert [r.value for r in page.readings if r.path.startswith("phones")] in ([], ["+8613800138000"])


def test_the_event_shows_both_sides(create, edit, one):
    record_id = create().record_id
    edit(record_id, replace(TEA, address="上城区 2 号", short_name=""))
    newest = one(record_id).history[0]
    assert (newest.kind, newest.actor) == ("record.changed", "Ana")
    assert set(newest.changes) == {
        Change("address", TEA.address, "上城区 2 号"),
        Change("short_name", "西湖茶铺", ""),
    }


def test_a_form_that_changes_nothing_writes_nothing(create, edit, snapshot):
    record_id = create().record_id
    before = snapshot()
    assert edit(record_id, TEA) == 1
    assert snapshot() == before


def test_a_changed_value_is_its_editors_and_unproven(work, create, edit, one, make):
    record_id = create(by="Ops").record_id
    proven = {"by": None, "at": "2026-01-01T00:00:00+00:00", "source": "call", "level": "PROVEN"}
    with work() as unit:
        row = unit.session.get(Row, record_id)
        row.stamps = {"phones[0]": proven, "phones[1]": proven}
    edit(record_id, replace(TEA, phones=("0571-8888 0000转801", "13900009999")))
    page = one(record_id)
    assert page.stamps["phones[0]"].level is Level.PROVEN
    assert (page.stamps["phones[1]"].level, page.people[page.stamps["phones[1]"].by]) == (Level.FILLED, "Ana")
    assert page.record.levels == {"phones[0]": Level.PROVEN}
    assert "address" not in page.stamps


def test_key_persons_who_stay_keep_their_ids(work, create, edit):
    record_id = create().record_id

    def ids():
        with work() as unit:
            rows = unit.session.execute(select(KeyPerson.name, KeyPerson.id).order_by(KeyPerson.position))
            return {row.name: row.id for row in rows}

    before = ids()
    edit(record_id, replace(TEA, key_persons=(Person("王伟"), TEA.key_persons[1])))
    assert list(ids()) == ["王伟", "韩梅"]
    assert ids()["韩梅"] == before["韩梅"]


def test_nothing_of_the_old_version_is_left_over(count, create, edit):
    record_id = create().record_id
    edit(record_id, Record(company=TEA.company, region=TEA.region))
    assert count(Contact) == count(Number) == count(KeyPerson) == 0


def test_a_stale_save_shows_both_values_and_changes_nothing(create, edit, snapshot):
    record_id = create().record_id
    edit(record_id, replace(TEA, address="上城区 2 号"))
    before = snapshot()
    with pytest.raises(Stale) as refused:
        edit(record_id, replace(TEA, short_name="茶"), version=1)
    assert refused.value.params == {
        "version": 2,
        "fields": [
            {"path": "short_name", "stands": "西湖茶铺", "typed": "茶"},
            {"path": "address", "stands": "上城区 2 号", "typed": TEA.address},
        ],
    }
    assert snapshot() == before


def test_a_stale_save_by_somebody_else_shows_no_number(create, edit, one):
    record_id = create(by="Ops").record_id
    shown = one(record_id, "Bo").record
    edit(record_id, replace(TEA, phones=("13900008888",), business="tel 13900007777"), by="Ops")
    with pytest.raises(Stale) as refused:
        edit(record_id, replace(shown, short_name="茶"), by="Bo")
    assert "13900008888" not in str(refused.value.params)
    assert "13900007777" not in str(refused.value.params)


def test_of_two_saves_at_once_one_is_stale(work, policy, make, create, now):
    record_id, ana = create().record_id, make.person("Ana")

    def save(name):
        try:
            return records.edit(
                work,
                policy,
                actor=ana,
                record_id=record_id,
                version=1,
                record=replace(TEA, short_name=name),
                now=now,
            )
        except Stale:
            return "stale"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, ["甲", "乙"]), key=str) == [2, "stale"]


def test_it_may_not_become_another_record(create, edit, snapshot):
    first, second = create().record_id, create(replace(TEA, company="上城茶铺", ids=(USCC,))).record_id
    before = snapshot()
    with pytest.raises(CompanyTaken) as refused:
        edit(second, TEA)
    assert refused.value.params == {"record_id": first}
    with pytest.raises(CompanyTaken) as refused:
        edit(first, replace(TEA, ids=(USCC,)))
    assert refused.value.params == {"record_id": second}
    assert snapshot() == before


@pytest.mark.parametrize("by", ["Bo", "Qi", "Ada"])
def test_who_may_not_changes_nothing(make, create, edit, snapshot, by):
    record_id = create().record_id
    make.person(by)
    before = snapshot()
    with pytest.raises(Denied):
        edit(record_id, replace(TEA, short_name="茶"), by=by)
    assert snapshot() == before


def test_a_masked_form_keeps_what_it_hides(create, edit, one, stored):
    record_id = create(by="Ops").record_id
    shown = one(record_id, "Bo").record
    edit(record_id, replace(shown, short_name="茶", emails=("new@example.com",)), by="Bo")
    assert stored(record_id).phones == TEA.phones
    assert one(record_id, "Bo").history[0].changes == (
        Change("short_name", "西湖茶铺", "茶"),
        Change("emails[0]", "t***@example.com", "n***@example.com"),
    )


def test_a_missing_record_is_not_found(edit, policy):
    with pytest.raises(NotFound):
        edit(0, TEA)


def test_whoever_shares_a_number_is_judged_again_later(work, create, edit, queued):
    forms = [Record(company=f"{name}茶铺", phones=("13900005555",)) for name in "甲乙丙"]
    ids = [create(form, by="Ops").record_id for form in forms]
    edit(ids[2], replace(forms[2], phones=()), by="Ops")
    with work() as unit:
        jobs = unit.session.scalars(select(Job).where(Job.kind == Kind.REJUDGE_SHARERS).order_by(Job.id)).all()
    assert [job.args["record_ids"] for job in jobs] == [ids[:2], ids[:2]]
    assert [job.key for job in jobs] == [f"record:{ids[2]}:v1", f"record:{ids[2]}:v2"]
    assert queued == [job.id for job in jobs]
