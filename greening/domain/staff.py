"""What does a row of a staff list say? Columns by their headings in two languages, roles and dates as people write them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

from greening.domain.people import Employment, Role, employee_number
from greening.domain.refusals import BadValue, TableWithout

HEADINGS: Mapping[str, frozenset[str]] = {
    "employee_no": frozenset(
        {"employeenumber", "employeeno", "employeeid", "staffno", "staffid", "工号", "员工编号", "員工編號", "工號"}
    ),
    "name": frozenset({"name", "fullname", "姓名", "员工姓名", "員工姓名", "名字"}),
    "role": frozenset({"role", "角色", "岗位", "崗位", "职位", "職位"}),
    "region": frozenset({"region", "area", "大区", "大區", "区域", "區域"}),
    "team": frozenset({"team", "group", "团队", "團隊", "小组", "小組", "部门", "部門"}),
    "manager": frozenset({"manager", "reportsto", "supervisor", "主管", "上级", "上級", "直属上级", "經理", "经理"}),
    "mobile": frozenset({"mobile", "phone", "mobilephone", "手机", "手機", "手机号", "手機號", "电话", "電話"}),
    "email": frozenset({"mail", "email", "邮箱", "郵箱", "邮件", "電子郵件", "电子邮箱"}),
    "hired_on": frozenset({"hired", "hiredate", "hiredon", "joined", "入职日期", "入職日期", "入职时间"}),
    "left_on": frozenset({"left", "leavedate", "lefton", "lastday", "离职日期", "離職日期", "离职时间"}),
}
NEEDED = ("employee_no", "name")
ROLES: Mapping[str, Role | None] = {
    "": None,
    **dict.fromkeys(
        ("rep", "sales", "salesrep", "salesperson", "销售", "銷售", "业务员", "業務員", "销售代表"), Role.REP
    ),
    **dict.fromkeys(("manager", "leader", "主管", "经理", "經理", "销售主管", "团队长"), Role.MANAGER),
    **dict.fromkeys(("qc", "quality", "qualitycontrol", "质检", "質檢", "质检员", "品管"), Role.QC),
    **dict.fromkeys(("adjudicator", "裁决", "裁決", "裁决员", "仲裁", "仲裁员"), Role.ADJUDICATOR),
    **dict.fromkeys(("ops", "operations", "运营", "運營", "销售运营", "管理员"), Role.OPS),
}
DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D.*)?|(\d{4})(\d\d)(\d\d)")
SERIAL_DAY = re.compile(r"\d{5}(?:\.0)?")
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet, where a date that lost its format is a number."""


def columns(header: Sequence[str]) -> dict[str, int]:
    """Which field stands in which column; the first one wins.

    Raises: TableWithout, where the employee number or the name has no column.
    """
    found: dict[str, int] = {}
    for place, heading in enumerate(header):
        field = next((name for name, words in HEADINGS.items() if _folded(heading) in words), None)
        if field:
            found.setdefault(field, place)
    if missing := [name for name in NEEDED if name not in found]:
        raise TableWithout(columns=missing)
    return found


def employment(cells: Sequence[str], places: Mapping[str, int]) -> Employment:
    """Read one row; a column that is not there or a cell that is empty says nothing.

    Raises: BadValue, naming the field that cannot be read or must not be empty.
    """
    given = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    readers: Mapping[str, Callable[[str], Any]] = {
        "employee_no": employee_number, "role": _role, "hired_on": day, "left_on": day,
    }  # fmt: skip
    return Employment(**{name: _read(name, value, readers.get(name, str)) for name, value in given.items()})


def day(text: str) -> date | None:
    """A date as people write it: 2024-3-1, 2024/03/01, 2024年3月1日, 20240301, or the number of a spreadsheet.

    Raises: ValueError.
    """
    if not text:
        return None
    if SERIAL_DAY.fullmatch(text):
        return SERIAL_ZERO + timedelta(days=int(float(text)))
    if not (found := DAY.fullmatch(text)):
        raise ValueError(text)
    year, month, number = (int(part) for part in found.groups() if part)
    return date(year, month, number)


def _role(text: str) -> Role | None:
    return ROLES[_folded(text)]


def _read(name: str, value: str, reader: Callable[[str], Any]) -> Any:
    try:
        return reader(value)
    except (ValueError, KeyError) as error:
        raise BadValue(field=name, value=value) from error


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKC", text)).casefold()
