import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators import DEFAULTS, KeyPerson, Record, Settings, Severity, check, companies
from validators.companies import has_legal_form

CLASSES = tomllib.loads(Path(__file__).with_name("companies.toml").read_text(encoding="utf-8"))


def codes(company, settings=None, **rest):
    record = Record(company=company, **rest)
    found = check(record, settings=settings).findings if settings else check(record).findings
    return {f.code for f in found if f.field == "company"}


@pytest.mark.parametrize(
    "name",
    ["苏州澜序机械有限公司", "澜序机械厂", "吳江瀾序商行", "Larkmoor Trading Co., Ltd.", "Foo S.A.", "A/S Norden", "澜序株式会社", "苏州大学附属医院", "王老吉药业股份有限公司",
     "苏州测试仪器有限公司", "苏州澜序机械有限公司(吴江)"],
)  # fmt: skip
def test_a_registered_name_is_left_in_peace(name):
    assert codes(name) == set()


@pytest.mark.parametrize(
    "name",
    [
        "测试公司",
        "测试 1",
        "test",
        "Test123",
        "asdf",
        "qwe",
        "111",
        "123456",
        "aaaa",
        "XX有限公司",
        "公司",
        "Demo Company",
        "合计：2家",
        "总计",
        "现金客户",
    ],
)
def test_what_gets_past_a_field_is_no_company(name):
    assert codes(name) == {"company.placeholder"}


def test_three_letters_may_be_a_company_so_they_are_only_doubted():
    (found,) = (f for f in check(Record(company="AAA")).findings if f.field == "company")
    assert (found.code, found.severity) == ("company.placeholder", Severity.WARNING)


@pytest.mark.parametrize(
    "name",
    [
        "华为",
        "李宁",
        "王老吉",
        "3M",
        "LG",
        "1688",
        "58",
        "Apple",
        "本田",
        "小米",
        "徐工",
        "KLM",
        "DFG",
        "SAP产品",
        "Booking.com",
    ],
)
def test_a_brand_only_lacks_its_legal_form(name):
    assert codes(name) == {"company.no_legal_form"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("杭州**科技有限公司", "masked"),
        ("苏州某某机械有限公司", "masked"),
        ("本", "too_short"),
        ("张总", "person"),
        ("王女士", "person"),
        ("Mr. Wang", "person"),
        ("13926580147", "not_a_name"),
        ("010-62658014", "not_a_name"),
        ("li@brand.cn", "not_a_name"),
        ("www.brand.cn", "not_a_name"),
    ],
)
def test_half_a_name_is_doubted(name, code):
    assert codes(name) == {f"company.{code}"}


def test_a_full_name_is_a_person_only_if_the_record_knows_the_person():
    assert codes("沈砚秋") == {"company.no_legal_form"}
    assert codes("沈砚秋", key_persons=(KeyPerson("沈 砚秋"),)) == {"company.person"}


def test_nothing_is_a_missing_name():
    assert codes("-") == codes("") == {"record.missing_name"}


def test_a_company_may_name_its_own_placeholders():
    assert codes("占位", Settings.from_mapping({"lexicon": {"placeholder_companies": ["占位"]}})) == {
        "company.placeholder"
    }


@pytest.mark.parametrize(
    ("name", "has"), [("Foo G.m.b.H.", True), ("Foo", False), ("澜序机械(有限公司)", True), ("(주)안랩", True)]
)
def test_legal_forms_of_many_countries(name, has):
    assert has_legal_form(name) is has


@pytest.mark.parametrize("cases", CLASSES.values(), ids=CLASSES.keys())
def test_a_company_is_what_its_class_says(cases):
    found = {name: [one.code for one in companies.check(Record(company=name), DEFAULTS)] for name in cases["names"]}
    said = [f"company.{cases['code']}"] if cases["code"] else []
    assert {name: codes for name, codes in found.items() if codes != said} == {}


def test_a_shop_that_bears_its_owners_name_is_no_person():
    assert codes("沈砚秋服装店", key_persons=(KeyPerson("沈砚秋"),)) == set()


@given(st.text() | st.text(alphabet="测试公司客户某x*12a有限 ()。北京市LtdIinc."))
def test_any_company_is_judged_alike(name):
    found = [list(companies.check(Record(company=name), DEFAULTS)) for _ in range(2)]
    assert found[0] == found[1]
    assert len(found[0]) <= 1
