"""What a title tells of what somebody can do for a purchase, in both languages and some others."""

import tomllib
from pathlib import Path

import pytest

from validators import DecisionRole
from validators.persons import is_agents, role_of

ROLES = tomllib.loads(Path(__file__).with_name("titles.toml").read_text(encoding="utf-8"))
DECIDES, PAYS, USES, INFLUENCES, GATE, UNSAID = DecisionRole


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        (DECIDES, ["法人", "老板", "老板娘", "董事長", "總經理", "执行董事", "创始人", "拍板人", "负责人", "CEO", "Owner", "Managing Director", "President & CEO"]),
        (PAYS, ["副总经理", "副董事长", "财务总监", "財務長", "協理", "常务副总", "财务负责人", "CFO", "VP Sales", "Director of Operations", "Assistant General Manager"]),
        (USES, ["采购经理", "采购部", "IT负责人", "部门负责人", "店长", "厂长", "项目经理", "总工程师", "Head of Procurement", "IT Manager", "Assistant Manager"]),
        (INFLUENCES, ["董事会秘书", "總經理特助", "董事長室特別助理", "公司治理主管", "發言人", "独立董事", "监事", "法务", "HR", "Legal Counsel"]),
        (GATE, ["前台", "客服", "总经办文员", "助理", "秘书", "代账会计", "会计", "行政", "保安", "Receptionist", "Executive Assistant"]),
        (UNSAID, ["", "对接", "-", "朋友"]),
    ],
)  # fmt: skip
def test_a_title_tells_the_role(role, titles):
    assert {title: role_of(title) for title in titles} == dict.fromkeys(titles, role)


@pytest.mark.parametrize("role", ROLES)
def test_titles_as_people_write_them_tell_the_role(role):
    wanted = DecisionRole("" if role == "unsaid" else role)
    assert {title: found for title in ROLES[role] if (found := role_of(title)) is not wanted} == {}


def test_what_narrows_a_title_counts_more_than_what_it_narrows():
    assert role_of("总经理助理") is INFLUENCES
    assert role_of("副总经理") is PAYS
    assert role_of("总经理") is DECIDES


def test_agents_answer_for_many():
    assert is_agents("代账会计")
    assert is_agents("代理記帳") is is_agents("代理记账")
    assert is_agents("外账会计")
    assert is_agents("Registered agent")
    assert not is_agents("财务总监")
    assert not is_agents("会计主管")
    assert not is_agents("代理商")
