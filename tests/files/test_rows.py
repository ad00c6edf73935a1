from datetime import UTC, date, datetime

import pytest

from greening.files import fit, guess
from greening.files.dates import CHINA
from validators import DecisionRole, Identifier, KeyPerson, Visit


def draft(row: dict[str, str], document=None):
    return fit(document or {}, list(row)).with_defaults(country="CN").draft(1, list(row.values()))


def problems(row: dict[str, str]) -> list[str]:
    return [problem.code for problem in draft(row).problems]


def test_a_row_becomes_a_record_as_typed():
    record = draft({
        "公司名称": " 苏州样例&amp;机械 ", "简称": "样例", "曾用名": "旧名、更旧名", "统一社会信用代码": "９１", "地址": "苏州市",
        "电话": "0512-65550100/101", "邮箱": "a@example.com; b@example.com", "网址": "example.com", "联系人": "甲", "职务": "经理",
    }).record  # fmt: skip
    assert record.company == " 苏州样例&amp;机械 "
    assert record.former_names == ("旧名", "更旧名")
    assert record.ids == (Identifier("９１", "uscc"),)
    assert record.phones == ("0512-65550100/101",)
    assert record.emails == ("a@example.com", "b@example.com")
    assert record.key_persons == (KeyPerson("甲", "经理"),)


def test_what_is_known_beside_the_record_is_in_the_draft():
    drafted = draft({
        "公司名称": "样例", "来源系统": "crm", "客户编号": "7", "归属人工号": "R1", "创建时间": "2024-01-02 03:04:05",
        "最后跟进时间": "2024/2/3", "下次联系时间": "2024-03-04", "阶段": "报价",
    })  # fmt: skip
    assert (drafted.source_system, drafted.source_id, drafted.owner_no, drafted.stage) == ("crm", "7", "R1", "报价")
    assert drafted.created_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=CHINA)
    assert drafted.last_follow_up_at == datetime(2024, 2, 3, tzinfo=CHINA)
    assert drafted.next_contact_on == date(2024, 3, 4)
    assert drafted.row_no == 1
    assert drafted.problems == ()


@pytest.mark.parametrize("mark", ["-", "－ ", "無", "N/A", "NULL", "--", "none", "\\N", "暂无"])
def test_a_mark_for_nothing_is_empty(mark):
    drafted = draft(
        {
            "公司名称": "样例",
            "简称": mark,
            "电话": "1",
            "电话2": mark,
            "邮箱": mark,
            "税号": mark,
            "创建时间": mark,
            "省份": mark,
        }
    )
    record = drafted.record
    assert (record.short_name, record.phones, record.emails, record.ids, drafted.problems) == ("", ("1",), (), (), ())


@pytest.mark.parametrize("mark", ["-", "无", "****"])
def test_a_mark_typed_for_the_only_phone_is_there_to_be_judged(mark):
    assert draft({"公司名称": "样例", "电话": mark, "电话2": "-"}).record.phones == (mark,)
    assert draft({"联系人": "甲", "手机": mark}).record.key_persons[0].phones == (mark,)
    assert draft({"联系人": "甲", "手机": mark, "电话": "1"}).record.key_persons[0].phones == ()


def test_a_mark_that_a_program_wrote_is_never_judged():
    record = draft({"联系人": "NULL", "电话": "NULL", "跟进记录": "NULL"}).record
    assert (record.key_persons, record.phones, record.visits) == ((), (), ())


@pytest.mark.parametrize("note", ["无", ".", "-"])
def test_a_mark_that_somebody_typed_for_a_note_or_name_is_judged(note):
    record = draft({"联系人": note, "跟进记录": note}).record
    assert record.visits == (Visit(note),)
    assert record.key_persons == (KeyPerson(note),)


def test_a_further_person_of_whom_there_is_only_a_mark_is_none():
    row = {"联系人1": "甲", "联系人1电话": "1", "联系人2": "無", "联系人2电话": "-", "董事長": "-"}
    assert [person.name for person in draft(row).record.key_persons] == ["甲"]


def test_a_title_in_the_header_is_given_to_whoever_has_none():
    row = {"發言人": "甲", "發言人職稱": "財務經理", "董事長": "乙", "總經理": ""}
    assert draft(row).record.key_persons == (KeyPerson("甲", "財務經理"), KeyPerson("乙", "董事長"))
    assert draft(row | {"發言人職稱": "-"}).record.key_persons[0].title == "發言人"


def test_the_transfer_agent_is_somebody_in_between_without_a_name():
    (agent,) = draft({"過戶電話": "02-25550100", "股票過戶機構": "範例證券"}).record.key_persons
    assert agent == KeyPerson("", "股票過戶機構", DecisionRole.GATE, ("02-25550100",))


def test_a_role_is_read_from_header_or_cell():
    assert draft({"决策人": "甲"}).record.key_persons[0].role is DecisionRole.DECIDES
    assert draft({"联系人": "甲", "角色": "使用人"}).record.key_persons[0].role is DecisionRole.USES
    assert problems({"联系人": "甲", "角色": "?!x"}) == ["row.unknown_role"]


@pytest.mark.parametrize(
    ("row", "kind", "stage"),
    [
        ({"客户类型": "經銷商"}, "distributor", ""),
        ({"客户类别": "2-终端客户", "阶段": "01 潜在客户"}, "end_customer", "prospect"),
        ({"Customer Type": "End-Customer", "Stage": "Closed Won"}, "end_customer", "first_order"),
        ({"客户类型": "老客户"}, "", "repeat"),
        ({"客户类型": "-", "阶段": "谈判"}, "", ""),
    ],
)
def test_kind_and_stage_are_read_in_the_words_of_people(row, kind, stage):
    read = draft(row | {"公司名称": "样例"})
    assert (read.record.kind, read.record.stage, read.problems) == (kind, stage, ())


def test_a_kind_that_nobody_knows_is_told_and_a_stage_stays_as_it_is_written():
    assert problems({"公司名称": "样例", "客户类型": "A类"}) == ["row.unknown_kind"]
    assert draft({"公司名称": "样例", "阶段": "谈判"}).stage == "谈判"


def test_notes_are_newest_first_where_all_have_a_time():
    row = {"跟进记录1": "old", "跟进时间1": "2024-01-01", "跟进记录2": "new", "跟进时间2": "2024-02-01"}
    assert [visit.note for visit in draft(row).record.visits] == ["new", "old"]
    assert [visit.note for visit in draft(row | {"跟进时间2": ""}).record.visits] == ["old", "new"]


def test_columns_of_a_region_are_read_as_one_place():
    assert draft({"省": "浙江省", "市": "杭州市", "区": "西湖区"}).record.region == "330106"
    assert draft({"城市": "苏州"}).record.region == "320500"
    assert draft({"地区编码": "330106"}).record.region == "330106"


def test_a_place_that_nobody_knows_opens_the_address():
    drafted = draft({"city": "Springfield", "address": "Main St 1"})
    assert (drafted.record.region, drafted.record.address) == ("", "Springfield Main St 1")
    assert [problem.code for problem in drafted.problems] == ["row.unknown_region"]
    assert (
        draft({"city": "Springfield", "address": "1 Main St, Springfield"}).record.address == "1 Main St, Springfield"
    )


@pytest.mark.parametrize(
    ("cell", "country"), [("TW", "TW"), ("台灣", "TW"), ("美国", "US"), ("Germany", "DE"), ("", "CN")]
)
def test_a_country_is_read_by_code_and_by_name(cell, country):
    assert draft({"国家": cell, "电话": "1"}).record.country == country


def test_a_country_that_does_not_exist_is_a_problem_of_the_row():
    assert problems({"国家": "Atlantis", "电话": "1"}) == ["row.unknown_country"]


def test_a_cell_that_is_no_date_is_kept_in_the_problem():
    (problem,) = draft({"创建时间": "soon"}).problems
    assert (problem.code, problem.params, problem.rejects) == (
        "row.bad_date",
        {"column": "创建时间", "value": "soon"},
        False,
    )


def test_more_cells_than_columns_reject_the_row():
    drafted = guess(["公司名称", "地址"]).draft(1, ["样例", "苏州", "东路"])
    assert [(problem.code, problem.rejects) for problem in drafted.problems] == [("row.too_many_cells", True)]
    assert guess(["公司名称"]).draft(1, ["样例", "", " "]).problems == ()


def test_fewer_cells_than_columns_are_empty_ones():
    drafted = guess(["公司名称", "地址", "电话"]).draft(1, ["样例"])
    assert (drafted.record.company, drafted.record.phones, drafted.problems) == ("样例", (), ())


def test_a_cell_that_is_too_long_is_cut_and_rejects_the_row():
    drafted = guess(["公司名称"]).draft(1, ["x" * 11], cell_chars=10)
    assert drafted.record.company == "x" * 10
    assert [(problem.code, problem.rejects) for problem in drafted.problems] == [("row.cell_too_long", True)]


def test_characters_that_could_not_be_read_are_a_problem():
    assert problems({"公司名称": "样\ufffd"}) == ["row.undecodable"]


def test_an_apostrophe_that_makes_text_of_a_number_is_no_part_of_it():
    record = draft({"公司名称": "'=样例", "电话": "'+86 512 65550100", "简称": "'s Example"}).record
    assert (record.company, record.phones[0], record.short_name) == ("=样例", "+86 512 65550100", "'s Example")


@pytest.mark.parametrize("cells", [[], [""], ["", " ", "　", "\t"]])
def test_a_row_without_text_is_blank(cells):
    drafted = guess(["公司名称", "电话"]).draft(4, cells)
    assert (drafted.blank, drafted.row_no) == (True, 4)


def test_defaults_fill_what_a_row_leaves_empty():
    document = {"defaults": {"source_system": "crm", "industry": "trade", "profile.fax": "1", "country": "TW"}}
    drafted = draft({"公司名称": "样例", "行业": "-"}, document)
    assert (drafted.source_system, drafted.record.industry, drafted.record.profile) == ("crm", "trade", {"fax": "1"})
    assert drafted.record.country == "TW"
    assert draft({"行业": "food"}, document).record.industry == "food"


def test_times_are_on_the_clock_that_the_mapping_names():
    drafted = draft({"创建时间": "2024-01-02 03:04"}, {"utc_offset": "+00:00"})
    assert drafted.created_at == datetime(2024, 1, 2, 3, 4, tzinfo=UTC)


def test_a_formula_of_one_text_is_that_text():
    record = draft({"公司名称": '="样例"', "电话": '="0512-65550100"', "简称": "=1+1"}).record
    assert (record.company, record.phones[0], record.short_name) == ("样例", "0512-65550100", "=1+1")


def test_a_name_in_two_columns_is_put_together_as_its_script_does():
    assert draft({"First Name": "Tom", "Last Name": "Reed"}).record.key_persons[0].name == "Tom Reed"
    assert draft({"联系人姓": "沈", "联系人名": "砚秋"}).record.key_persons[0].name == "沈砚秋"
    assert draft({"Given name": "José", "Surname": "García"}).record.key_persons[0].name == "José García"


def test_a_city_without_a_code_ends_the_address_abroad_and_is_no_problem():
    drafted = draft({"Company": "Example", "Street": "12 Main St", "City": "Austin", "State": "TX", "Country": "US"})
    assert (drafted.record.country, drafted.record.address) == ("US", "12 Main St, Austin, TX")
    assert drafted.problems == ()
