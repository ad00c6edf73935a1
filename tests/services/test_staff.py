"""Staff lists: one outcome a row, people known by their number, whoever left is out."""

import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from greening.domain.people import OPERATOR, Employment, Role
from greening.domain.policy import shipped
from greening.domain.refusals import Denied, EmployeeTaken, PasswordTooShort, SignedOut, TableWithout
from greening.jobs import Kind
from greening.services import people, staff
from greening.storage.events import Event
from greening.storage.jobs import Job
from greening.storage.people import Person, Region, Team

POLICY = shipped()
PASSWORD = "rain on the tea hills"
HEADER = "工号,姓名,岗位,大区,团队,直属上级,手机号,邮箱,入职日期,离职日期"


@pytest.fixture
def take_over(work, now):
    def rows(*lines, header=HEADER, at=now):
        stream = io.BytesIO("\n".join((header, *lines)).encode())
        return staff.import_people(work, POLICY, actor=OPERATOR, name="staff.csv", stream=stream, now=at)

    return rows


@pytest.fixture
def person(work):
    def find(number):
        with work() as unit:
            return unit.session.scalars(select(Person).where(Person.employee_no == number)).one()

    return find


def outcomes(rows):
    return [(row.row_no, row.outcome.value, row.reason) for row in rows]


def test_people_teams_and_regions_are_made(work, take_over, person):
    done = take_over(
        "E1,安娜,销售,华东,杭州一组,E2,139 0000 1234,ana@example.com,2024-03-01,", "E2,陈,主管,华东,杭州一组,,,,,"
    )
    assert outcomes(done) == [(1, "created", ""), (2, "created", "")]
    ana, chen = person("E1"), person("E2")
    assert (ana.name, ana.role, ana.mobile_e164, ana.hired_on) == ("安娜", "rep", "+8613900001234", date(2024, 3, 1))
    assert ana.manager_id == chen.id
    assert ana.team_id == chen.team_id is not None
    assert ana.password_hash is None
    with work() as unit:
        assert unit.session.scalars(select(Region.name)).all() == ["华东"]
        assert unit.session.scalars(select(Team.name)).all() == ["杭州一组"]


def test_every_row_has_an_outcome(take_over):
    done = take_over(
        "E1,安娜,,,,,,,,", ",,,,,,,,,", "E2,陈,飞行员,,,,,,,", ",无号,,,,,,,,", "E1,安娜,,,,,,,,", "E1,安娜,质检,,,,,,,"
    )
    assert outcomes(done) == [
        (1, "created", ""),
        (2, "skipped", ""),
        (3, "rejected", "field.bad_value"),
        (4, "rejected", "field.bad_value"),
        (5, "unchanged", ""),
        (6, "updated", ""),
    ]
    assert done[2].params == {"field": "role", "value": "飞行员"}


def test_taking_it_over_twice_changes_nothing(work, take_over):
    line = "E1,安娜,销售,华东,杭州一组,,13900001234,ana@example.com,2024-03-01,"
    take_over(line)
    assert outcomes(take_over(line)) == [(1, "unchanged", "")]
    with work() as unit:
        assert unit.session.scalars(select(Event.kind)).all() == ["person.added"]


def test_an_empty_cell_says_nothing(take_over, person):
    take_over("E1,安娜,质检,华东,杭州一组,,13900001234,,2024-03-01,")
    assert outcomes(take_over("E1,安娜娜,,,,,,,,")) == [(1, "updated", "")]
    ana = person("E1")
    assert (ana.name, ana.role, ana.mobile) == ("安娜娜", "qc", "13900001234")
    assert ana.team_id is not None


def test_a_manager_is_found_by_number_or_by_a_name_that_only_one_has(take_over, person):
    done = take_over("E1,安娜,,,,陈,,,,", "E2,陈,主管,,,,,,,", "E3,博,,,,王,,,,", "E4,王,,,,,,,,", "E5,王,,,,E5,,,,")
    assert [(row.reason, dict(row.params)) for row in done if row.reason] == [
        ("person.manager_unknown", {"manager": "王"}),
        ("person.manager_unknown", {"manager": "E5"}),
    ]
    assert person("E1").manager_id == person("E2").id
    assert person("E3").manager_id is None


def test_whoever_left_is_out_and_whoever_comes_back_is_back(work, take_over, person, now):
    take_over("E1,安娜,,,,,,,2024-03-01,")
    people.set_password(work, POLICY, actor=OPERATOR, person_id=person("E1").id, new=PASSWORD, now=now)
    signed_in = people.sign_in(work, POLICY, employee_no="E1", password=PASSWORD, address="203.0.113.7", now=now)
    take_over("E1,安娜,,,,,,,2024-03-01,2026-03-01")
    with pytest.raises(SignedOut):
        people.who(work, POLICY, token=signed_in.token, now=now)
    assert not person("E1").active
    take_over("E1,安娜,,,,,,,,")
    assert not person("E1").active
    take_over("E1,安娜,,,,,,,2026-03-02,")
    assert (person("E1").active, person("E1").left_on) == (True, None)


def test_a_leave_date_to_come_changes_nothing_yet(take_over, person, now):
    take_over(f"E1,安娜,,,,,,,,{(now + timedelta(days=9)).date()}")
    assert person("E1").active


def test_another_role_begins_with_a_new_sign_in(work, take_over, person, now):
    take_over("E1,安娜,,,,,,,,")
    people.set_password(work, POLICY, actor=OPERATOR, person_id=person("E1").id, new=PASSWORD, now=now)
    signed_in = people.sign_in(work, POLICY, employee_no="E1", password=PASSWORD, address="203.0.113.7", now=now)
    take_over("E1,安娜,运营,,,,,,,")
    with pytest.raises(SignedOut):
        people.who(work, POLICY, token=signed_in.token, now=now)


def test_the_log_keeps_both_sides(work, take_over):
    take_over("E1,安娜,,,,,,,,")
    take_over("E1,安娜,质检,,,,,,,")
    with work() as unit:
        event = unit.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.kind, event.before["role"], event.after["role"]) == ("person.changed", "rep", "qc")


def test_a_list_without_numbers_is_refused(take_over):
    with pytest.raises(TableWithout):
        take_over("安娜,杭州", header="姓名,团队")


@pytest.mark.parametrize("by", ["Ana", "Chen", "Qi", "Ada"])
def test_only_operations_take_over_lists_and_add_people(work, make, now, by):
    actor = make.person(by)
    with pytest.raises(Denied):
        staff.import_people(work, POLICY, actor=actor, name="staff.csv", stream=io.BytesIO(b""), now=now)
    with pytest.raises(Denied):
        staff.add(work, POLICY, actor=actor, person=Employment("E9", "Eve"), password=None, now=now)


def test_one_is_added_with_a_password(work, make, now):
    chen = make.person("Chen")
    new = Employment("E9", "Eve", role=Role.QC, region="East", team="Hangzhou 1", manager="Chen")
    person_id = staff.add(work, POLICY, actor=make.person("Ops"), person=new, password=PASSWORD, now=now)
    actor = people.sign_in(work, POLICY, employee_no="e9", password=PASSWORD, address="203.0.113.7", now=now).actor
    assert (actor.id, actor.role, actor.team_id) == (person_id, Role.QC, chen.team_id)
    with work() as unit:
        assert unit.session.get(Person, person_id).manager_id == chen.id


def test_a_number_is_taken_once_and_a_bad_password_adds_nobody(work, now):
    staff.add(work, POLICY, actor=OPERATOR, person=Employment("E9", "Eve"), password=None, now=now)
    with pytest.raises(EmployeeTaken):
        staff.add(work, POLICY, actor=OPERATOR, person=Employment("E9", "Eva"), password=None, now=now)
    with pytest.raises(PasswordTooShort):
        staff.add(work, POLICY, actor=OPERATOR, person=Employment("E8", "Eva"), password="short", now=now)
    with work() as unit:
        assert unit.session.scalars(select(Person.name)).all() == ["Eve"]


def test_who_is_added_signs_in_however_the_number_was_typed(work, now):
    ana = Employment("e 2001", "Ana", Role.REP)
    staff.add(work, POLICY, actor=OPERATOR, person=ana, password=PASSWORD, now=now)
    signed_in = people.sign_in(work, POLICY, employee_no="e2001", password=PASSWORD, address="127.0.0.1", now=now)
    assert signed_in.actor.employee_no == "E2001"


def noted(work):
    with work() as unit:
        rows = unit.session.execute(select(Job.kind, Job.args).where(Job.kind == Kind.JUDGE).order_by(Job.id))
        return [row.args["record_ids"] for row in rows]


def test_who_holds_a_number_that_became_or_was_a_colleagues_is_judged_again(work, make, take_over, now):
    held = {phone: make.record(company=f"{phone}号茶铺", phones=(phone,)) for phone in ("13900001234", "13900005678")}
    mailed = make.record(company="碧螺春茶铺", emails=("Ana@example.com",))
    make.record(company="龙井茶铺", phones=("13900009999",))
    take_over("E1,安娜,销售,,,,13900001234,,,")
    assert noted(work) == [[held["13900001234"]]]
    take_over("E1,安娜,销售,,,,13900005678,ana@EXAMPLE.com,,", at=now + timedelta(days=1))
    assert noted(work)[1:] == [list(held.values()), [mailed]]


def test_who_holds_the_number_of_somebody_who_left_is_judged_again(work, make, take_over, now):
    tea = make.record(phones=("13900001234",))
    take_over("E1,安娜,销售,,,,13900001234,,,")
    take_over("E1,安娜,销售,,,,,,,2026-01-31", at=now + timedelta(days=1))
    assert noted(work) == [[tea], [tea]]


def test_a_list_that_says_nothing_new_judges_nobody(work, make, take_over, now):
    make.record(phones=("13900001234",))
    take_over("E1,安娜,销售,,,,13900001234,,,")
    take_over("E1,安娜,主管,,,,139 0000 1234,,,", at=now + timedelta(days=1))
    assert len(noted(work)) == 1
