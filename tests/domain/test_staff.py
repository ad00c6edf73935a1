"""Staff lists as people write them."""

from datetime import date

import pytest

from greening.domain.people import Employment, Role
from greening.domain.refusals import BadValue, TableWithout
from greening.domain.staff import HEADINGS, columns, day, employment


def test_headings_in_both_languages():
    english = [
        "Employee No.",
        "Full name",
        "Role",
        "Region",
        "Team",
        "Manager",
        "Mobile",
        "E-mail",
        "Hire date",
        "Leave date",
    ]
    chinese = ["工号", "姓名", "岗位", "大区", "团队", "直属上级", "手机号", "邮箱", "入职日期", "离职日期"]
    assert list(columns(english)) == list(columns(chinese)) == [name for name in columns(english) if name in HEADINGS]
    assert set(columns(chinese)) == set(HEADINGS)


def test_a_list_without_numbers_is_refused():
    with pytest.raises(TableWithout) as refused:
        columns(["姓名", "团队"])
    assert refused.value.params == {"columns": ["employee_no"]}


def test_a_row_is_read():
    places = columns(["工号", "姓名", "岗位", "团队", "大区", "入职日期", "离职日期"])
    assert employment(["e1001 ", "安娜", "质检", "杭州一组", "华东", "2024/3/1", ""], places) == Employment(
        employee_no="E1001", name="安娜", role=Role.QC, region="华东", team="杭州一组", hired_on=date(2024, 3, 1)
    )


def test_a_short_row_says_nothing_of_the_rest():
    assert employment(["E1", "Ana"], columns(["工号", "姓名", "岗位"])).role is None


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["", "Ana", "", ""], "employee_no"),
        (["E1", " ", "", ""], "name"),
        (["E1", "Ana", "pilot", ""], "role"),
        (["E1", "Ana", "", "yesterday"], "left_on"),
        (["E1", "Ana", "", "2026-02-30"], "left_on"),
    ],
)
def test_what_cannot_be_read_is_named(cells, field):
    with pytest.raises(BadValue) as refused:
        employment(cells, columns(["工号", "姓名", "岗位", "离职日期"]))
    assert refused.value.params["field"] == field


@pytest.mark.parametrize(
    "text", ["2024-3-1", "2024/03/01", "2024年3月1日", "20240301", "2024-03-01 00:00:00", "45352", "45352.0"]
)
def test_days_as_people_write_them(text):
    assert day(text) == date(2024, 3, 1)
