"""One outcome a row, and everything of a row in its place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from intake_desk import USCC, counts
from sqlalchemy import select, text

from greening.domain.intake import Outcome, Reason, State
from greening.services import intake
from greening.storage.events import Event as Logged
from greening.storage.records import Contact, Identifier, KeyPerson, Number, Record, RecordSource, Unit, Visit


def test_every_row_has_one_outcome(desk):
    run = desk.bring("company,phone\n甲公司,400-000-0001\n\n,400-000-0002\n甲公司,400-000-0003\n乙公司,\n")
    assert (run.state, run.read) == (State.JUDGED, 5)
    assert counts(run) == {"created": 2, "unchanged": 1, "skipped": 1, "rejected": 1}
    assert [row.row_no for row in desk.rows(run, Outcome.SKIPPED)] == [2]
    assert [row.reason["code"] for row in desk.rows(run, Outcome.REJECTED)] == [Reason.NO_COMPANY]


def test_a_row_fills_every_table(desk):
    desk.bring(
        "公司名称,电话,联系人,职务,手机,邮箱,地址,统一社会信用代码,来源系统,来源ID,跟进记录\n"
        f"甲公司,0571-88880000,王磊,采购经理,13900001111,a@example.com,杭州市滨江区,{USCC[0]},旧系统,7,客户要报价单\n"
    )
    assert desk.ask(Record.company, Record.region_key, Record.version) == [("甲公司", "CN-3301", 1)]
    assert desk.ask(Unit.owner_id, Unit.mode) == [(None, "self")]
    assert desk.ask(RecordSource.system, RecordSource.source_id) == [("旧系统", "7")]
    assert desk.ask(Identifier.kind, Identifier.value, Identifier.valid) == [("uscc", USCC[0], True)]
    assert desk.ask(KeyPerson.name, KeyPerson.title) == [("王磊", "采购经理")]
    assert [raw for (raw,) in desk.ask(Contact.raw)] == ["0571-88880000", "13900001111", "a@example.com"]
    assert [value for (value,) in desk.ask(Number.value)] == ["+8613900001111", "+8657188880000", "a@example.com"]
    assert desk.ask(Visit.note, Visit.historic) == [("客户要报价单", True)]
    assert desk.ask(Logged.kind, Logged.actor_id, Logged.subject)[-1] == ("record.imported", desk.ops.id, "record")


def test_the_number_of_a_person_hangs_on_the_person(desk):
    desk.bring("公司名称,电话,联系人,手机\n甲公司,0571-88880000,王磊,13900001111\n")
    with desk.work() as unit:
        held = select(Contact.raw, KeyPerson.name).outerjoin(KeyPerson).order_by(Contact.raw)
        assert unit.session.execute(held).all() == [("0571-88880000", None), ("13900001111", "王磊")]


def test_a_name_with_another_company_id_is_rejected_and_names_the_record(desk):
    desk.bring(f"company,USCC\n甲公司,{USCC[0]}\n")
    run = desk.bring(f"company,USCC\n甲公司,{USCC[1]}\n")
    [row] = desk.rows(run, Outcome.REJECTED)
    [(record_id,)] = desk.ask(Record.id)
    told = {"record_id": record_id, "company": "甲公司"}
    assert row.reason == {"code": Reason.NAME_TAKEN_BY_OTHER_ID, "params": told}
    assert row.record_id == record_id


def test_rejected_rows_are_given_back_as_they_were_read(desk):
    run = desk.bring("company,phone\n,400-000-0002\n")
    rejected = intake.rejected(desk.work, desk.policy, actor=desk.ops, intake_id=run.id)
    assert [(row.row_no, row.cells, row.reason["code"]) for row in rejected] == [
        (1, ("", "400-000-0002"), Reason.NO_COMPANY)
    ]


def test_rejected_rows_come_in_portions_without_a_gap(desk):
    few = replace(desk.policy, intake=replace(desk.policy.intake, chunk_rows=2))
    run = desk.bring("company,phone\n" + ",400-000-0002\n" * 5)
    rejected = intake.rejected(desk.work, few, actor=desk.ops, intake_id=run.id)
    assert [row.row_no for row in rejected] == [1, 2, 3, 4, 5]


def test_the_table_refuses_rows_that_are_unaccounted_for(desk):
    run = desk.bring("company\n甲公司\n")
    with pytest.raises(Exception, match="every_row_accounted"), desk.work() as unit:
        unit.session.execute(text("UPDATE intake SET read = 2 WHERE id = :id"), {"id": run.id})


def test_real_mess_survives(desk):
    run = desk.bring(
        "公司名称,联系人,手机\n利明&#29486;股份有限公司,-,1.39E+10\nＡＢＣ（中国）有限公司,無,１３９００００１１１１\n"
        "\ufeff'; DROP TABLE record; --,<script>,\\N\n"
    )
    assert counts(run) == {"created": 3}
    assert "<script>" in [name for (name,) in desk.ask(KeyPerson.name)]


def test_visits_of_a_file_are_of_the_past(desk):
    later = desk.now + timedelta(days=1)
    desk.bring("company,note,visit time\n甲公司,要报价单,2025-01-02 10:00\n")
    [(at, entered_at, historic)] = desk.ask(Visit.at, Visit.entered_at, Visit.historic)
    assert (at, historic) == (datetime(2025, 1, 2, 2, tzinfo=UTC), True)
    assert entered_at < later
    [(codes,)] = desk.ask(Record.finding_codes)
    assert "visit.entered_late" not in codes


def test_what_no_index_can_hold_is_rejected_and_does_not_stop_the_file(desk):
    long = "".join(chr(0x4E00 + number) for number in range(1000))
    run = desk.bring(f"company,email\n{long}公司,\n甲公司,{long}@example.com\n乙公司,\n")
    assert counts(run) == {"created": 2, "rejected": 1}  # an endless mail is no mail, and nothing is looked up by it
    assert {row.reason["code"] for row in desk.rows(run, Outcome.REJECTED)} == {Reason.KEY_TOO_LONG}


def test_an_id_that_is_not_valid_proves_nothing(desk):
    wrong = USCC[0][:-1] + "X"
    assert counts(desk.bring(f"company,USCC\n甲公司,{wrong}\n乙公司,{wrong}\n")) == {"created": 2}


def test_a_row_whose_cells_may_have_shifted_is_rejected(desk):
    run = desk.bring("company,phone\n甲公司,400-000-0001,x,y\n")
    assert [row.reason["code"] for row in desk.rows(run, Outcome.REJECTED)] == ["row.too_many_cells"]
