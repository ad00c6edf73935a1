"""What becomes of records that are there already."""

import pytest
from intake_desk import USCC, counts
from sqlalchemy import select

from greening.domain.intake import Mode, Outcome, Reason
from greening.storage.events import Event as Logged
from greening.storage.records import Record, RecordSource, Unit, Visit


@pytest.mark.parametrize(
    ("mode", "outcome", "address", "website"),
    [
        (Mode.CREATE, "unchanged", "杭州市滨江区一路1号", ""),
        (Mode.FILL_EMPTY, "updated", "杭州市滨江区一路1号", "a.example"),
        (Mode.UPDATE, "updated", "杭州市滨江区二路2号", "a.example"),
    ],
)
def test_an_existing_record_takes_over_what_the_mode_says(desk, mode, outcome, address, website):
    desk.bring(f"company,address,USCC\n甲公司,杭州市滨江区一路1号,{USCC[0]}\n")
    run = desk.bring(f"company,address,website,USCC\n甲公司,杭州市滨江区二路2号,a.example,{USCC[0]}\n", mode=mode)
    assert counts(run) == {outcome: 1}
    assert desk.ask(Record.address, Record.website) == [(address, website)]


@pytest.mark.parametrize("mode", [Mode.FILL_EMPTY, Mode.UPDATE])
def test_what_says_nothing_new_is_unchanged(desk, mode, make):
    ana = make.person("Ana")
    table = (
        "company,phone,contact,title,note,stage,owner employee number\n"
        f"甲公司,0571 88880000,王磊,经理,要报价单,谈判,{ana.employee_no}\n"
    )
    desk.bring(table)
    before = desk.ask(Record.version, Record.updated_at)
    assert counts(desk.bring(table, mode=mode)) == {"unchanged": 1}
    assert desk.ask(Record.version, Record.updated_at) == before
    assert desk.count(Visit) == 1


def test_rows_of_one_company_are_taken_over_in_their_order(desk):
    run = desk.bring("company,scale,website\n甲公司,10,a.example\n甲公司,20,\n甲公司,20,b.example\n", mode=Mode.UPDATE)
    assert counts(run) == {"created": 1, "updated": 2}
    assert desk.ask(Record.scale, Record.website, Record.version) == [("20", "b.example", 2)]


def test_an_update_that_would_make_two_records_one_company_is_rejected(desk):
    desk.bring(f"company,USCC\n甲公司,{USCC[0]}\n乙公司,{USCC[1]}\n")
    run = desk.bring(f"company,USCC\n乙公司,{USCC[0]}\n", mode=Mode.UPDATE)
    assert [row.reason["code"] for row in desk.rows(run, Outcome.REJECTED)] == [Reason.COMPANY_TAKEN]
    assert sorted(name for (name,) in desk.ask(Record.company)) == ["乙公司", "甲公司"]


def test_an_update_leaves_its_author_and_its_change_behind(desk):
    desk.bring("company,scale\n甲公司,10\n")
    desk.bring("company,scale\n甲公司,20\n", mode=Mode.UPDATE)
    [(stamps,)] = desk.ask(Record.stamps)
    assert stamps["scale"]["by"] == desk.ops.id
    with desk.work() as unit:
        [event] = unit.session.scalars(select(Logged).where(Logged.kind == "record.changed"))
        assert (event.before, event.after) == ({"scale": "10"}, {"scale": "20"})


def test_a_file_takes_no_customer_from_anybody(desk, make):
    ana, bo = make.person("Ana"), make.person("Bo")
    desk.bring(f"company,owner employee number\n甲公司,{ana.employee_no}\n乙公司,\n")
    table = f"company,owner employee number\n甲公司,{bo.employee_no}\n乙公司,{bo.employee_no}\n"
    assert counts(desk.bring(table, mode=Mode.UPDATE)) == {"updated": 1, "unchanged": 1}
    assert sorted(owner for (owner,) in desk.ask(Unit.owner_id)) == sorted([ana.id, bo.id])


@pytest.mark.parametrize(("mode", "systems"), [(Mode.CREATE, ["A"]), (Mode.FILL_EMPTY, ["A", "B"])])
def test_a_record_gets_to_be_known_from_a_further_system(desk, mode, systems):
    desk.bring("company,source system,source id\n甲公司,A,1\n")
    run = desk.bring("company,source system,source id\n甲公司,B,7\n", mode=mode)
    assert counts(run) == {"unchanged": 1}
    assert [system for (system,) in desk.ask(RecordSource.system)] == systems


def test_a_further_note_makes_a_version_that_is_judged(desk, make):
    make.person("Bo")
    desk.bring("company,note\n甲公司,要报价单\n")
    assert counts(desk.bring("company,note,visited by\n甲公司,签了合同,Bo\n", mode=Mode.FILL_EMPTY)) == {"updated": 1}
    assert sorted(note for (note,) in desk.ask(Visit.note)) == ["签了合同", "要报价单"]
    assert desk.ask(Record.version, Record.judged_version) == [(2, 2)]


def test_a_kind_and_a_stage_are_taken_over_and_weigh(desk):
    desk.bring("company,客户类型,阶段\n甲公司,终端客户,潜在客户\n乙公司,,\n")
    assert dict(desk.ask(Record.company, Record.kind)) == {"甲公司": "end_customer", "乙公司": ""}
    found = dict(desk.ask(Record.company, Record.finding_codes))
    plain, scored = found["乙公司"], found["甲公司"]
    assert "record.missing_company_id" in plain
    assert "record.missing_company_id" not in scored
    desk.bring("company,客户类型\n乙公司,经销商\n甲公司,\n", mode=Mode.UPDATE)
    assert dict(desk.ask(Record.company, Record.kind)) == {"甲公司": "end_customer", "乙公司": "distributor"}
