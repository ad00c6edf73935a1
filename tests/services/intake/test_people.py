"""Whom a file names: owners, authors, visitors."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from greening.domain.intake import Outcome, Reason
from greening.services import intake
from greening.storage.people import Person
from greening.storage.records import Record, Unit, Visit


def test_an_owner_is_known_by_number_from_when_the_record_was_created(desk, make):
    ana = make.person("Ana")
    desk.bring(f"company,owner employee number,created\n甲公司,{ana.employee_no.lower()},2024-05-01 08:00\n")
    assert desk.ask(Unit.owner_id, Unit.owned_since) == [(ana.id, datetime(2024, 5, 1, tzinfo=UTC))]


def test_whoever_entered_and_visited_is_known_by_number_or_by_a_name_that_only_one_has(desk, make):
    ana, bo = make.person("Ana"), make.person("Bo")
    run = desk.bring(f"company,created by,note,visited by\n甲公司,{ana.employee_no},要报价单,Bo\n乙公司,Zoe,,\n")
    assert desk.ask(Record.company, Record.author_id) == [("乙公司", None), ("甲公司", ana.id)]
    assert desk.ask(Visit.author_id) == [(bo.id,)]
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {Reason.REP_UNKNOWN: 1}


@pytest.mark.parametrize(("left_on", "reason"), [(None, Reason.OWNER_UNKNOWN), (date(2026, 2, 27), Reason.OWNER_LEFT)])
def test_without_an_owner_who_works_here_it_is_the_pools_and_the_row_says_so(desk, make, left_on, reason):
    number = "E-NOBODY"
    if left_on:
        number = make.person("Ana").employee_no
        with desk.work() as unit:
            unit.session.scalars(select(Person).where(Person.employee_no == number)).one().left_on = left_on
    run = desk.bring(f"company,owner employee number\n甲公司,{number}\n")
    [row] = desk.rows(run, Outcome.CREATED)
    assert row.problems == ({"code": reason, "params": {"person": number}},)
    assert desk.ask(Unit.owner_id) == [(None,)]
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {reason: 1}


def test_a_name_that_two_people_have_is_nobody(desk, make):
    make.person("Ana")
    with desk.work() as unit:
        unit.session.add(Person(employee_no="E-2", name="Ana", name_key="ana", role="rep"))
    run = desk.bring("company,created by\n甲公司,Ana\n")
    assert desk.ask(Record.author_id) == [(None,)]
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {Reason.REP_UNKNOWN: 1}
