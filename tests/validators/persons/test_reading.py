"""What a name field holds. A rare name is a name; only what surely names nobody may be doubted."""

import pytest

from validators.persons import NAMED, Kind, read

WORDS = frozenset({"老板", "前台", "测试", "法人", "张三", "johndoe"})


def kind(name):
    return read(name, WORDS).kind


@pytest.mark.parametrize(
    "name",
    [
        "沈砚秋", "贠小苏", "訚峰", "度青", "乞树", "汶川生", "瓦明",  # rare surnames are in the list
        "欧阳望舒", "諸葛景行", "尉迟恭", "張簡明哲", "張廖嘉木",  # surnames of two characters, and two surnames
        "买买提·吐尔逊", "阿依古丽‧艾合买提", "Ada Brookes", "Schermer, Martin A.", "Иван Петров", "안철수",
        "张学工", "张厂育", "林林", "钱台", "马经", "沈 砚 秋", "BASIL LEE", "佐佐木Ivy", "Amy陈",
        "利知&#29486;", "陸(方方土)舟", "周(木宜)(世)", "王&#32675;",
    ],
)  # fmt: skip
def test_a_name_is_a_name(name):
    assert kind(name) is Kind.FULL


@pytest.mark.parametrize("name", ["May", "To", "May To"])
def test_a_short_word_of_titles_is_a_name_where_it_stands_alone(name):
    assert kind(name) in {Kind.GIVEN_ONLY, Kind.FULL}


@pytest.mark.parametrize("name", ["屏一諾", "屏薇之", "巫溪小满儿", "李保安", "王维修", "陈太", "吴师"])
def test_what_is_formed_otherwise_is_only_unusual(name):
    assert kind(name) is Kind.UNUSUAL
    assert Kind.UNUSUAL in NAMED


@pytest.mark.parametrize(
    "name",
    [
        "张总",
        "王女士",
        "欧阳经理",
        "欧阳总",
        "李工",
        "小李",
        "老张",
        "阿强",
        "王",
        "陈老板娘",
        "财务部王经理",
        "行政刘姐",
        "Mr. Wang",
        "Boss Li",
        "Tony老师",
        "李总/王总",
        "老板姓沈",
        "沈（女）",
    ],
)
def test_a_surname_with_a_polite_form_is_no_full_name(name):
    assert kind(name) is Kind.NOT_FULL


@pytest.mark.parametrize(
    "name",
    ["老板", "前台", "测试", "测试 2", "法人", "张三", "采购经理", "高级经理", "采购部", "王某", "某某某", "张**", "李XX", "啊啊", "111", "John Doe",
     "Purchasing Manager", "Head of the IT", "公司前台", "財務/會計主管", "技术支持", "客服热线", "sdfg"],
)  # fmt: skip
def test_words_for_somebody_are_no_name(name):
    assert kind(name) is Kind.PLACEHOLDER


@pytest.mark.parametrize(
    "name",
    [
        "承屿投资股份有限公司",
        "承屿投資(股)公司代表人沈砚秋",
        "苏州澜序机械厂(普通合伙)有限公司",
        "经济部",
        "市税务局",
        "调度中心",
        "Larkmoor Trading Co., Ltd.",
        "Foo GmbH",
    ],
)
def test_an_organisation_is_no_person(name):
    assert kind(name) is Kind.ORGANISATION


@pytest.mark.parametrize(
    "name",
    [
        "待補",
        "暫缺",
        "待聘任",
        "無",
        "NA",
        "-",
        "N/A",
        "暂缺待补",
        "從缺",
        "懸缺",
        "待股東會選任後公告",
        "出缺待補",
        "招聘中",
        "Vacant",
        "To be appointed",
    ],
)
def test_a_vacancy_is_nobody(name):
    assert kind(name) is Kind.VACANT


@pytest.mark.parametrize(
    "name",
    [
        "客户不愿透露姓名",
        "13926580147",
        "shen@lanxu.example",
        "www.lanxu.example",
        "打电话过去没有人接所以不知道",
    ],
)
def test_a_remark_or_a_number_is_no_name(name):
    assert kind(name) is Kind.NO_NAME


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("沈硯秋經理", "沈硯秋"), ("財務長  何允中", "何允中"), ("執行長張景行", "張景行"), ("劉清越(代理)", "劉清越"), ("沈砚秋（采购）", "沈砚秋"),
        ("賴知遠先生", "賴知遠"), ("董事長 沈硯秋", "沈硯秋"), ("沈砚秋/采购", "沈砚秋"), ("采购-沈砚秋", "沈砚秋"),
        ("沈砚秋（沈总）", "沈砚秋"), ("沈砚秋（女）", "沈砚秋"),
    ],
)  # fmt: skip
def test_a_title_beside_the_name_is_told_apart_in_the_typed_script(field, name):
    found = read(field)
    assert (found.kind, found.name, found.has_title) == (Kind.FULL, name, True)


def test_a_character_taken_apart_is_no_title():
    assert not read("陸(方方土)舟").has_title


@pytest.mark.parametrize(
    "field", ["賴知遠/吳書禾", "林望舒 吳書禾", "郭若谷及劉清越", "沈砚秋、陆景行", "營運長:朱嘉木 ; 總經理:羅雲起"]
)
def test_two_persons_are_two_persons(field):
    assert read(field).kind is Kind.SEVERAL


def test_a_name_with_a_word_for_and_in_it_is_one_person():
    assert read("张和平").kind is Kind.FULL


def test_an_organisation_may_say_who_acts_for_it():
    assert read("承嶼開發股份有限公司代表人:洪思齊").name == "洪思齊"
    assert read("承屿投资股份有限公司").name == ""
