"""Is a company's name taken apart the way a person who knows the country reads it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greening.matching.organisations import han
from greening.matching.organisations.name import Name, parse
from validators.text import folded


@pytest.mark.parametrize(
    ("typed", "brand", "trades"),
    [
        ("苏州澜序机械有限公司", "澜序", ("机械",)),
        ("蘇州瀾序機械股份有限公司", "澜序", ("机械",)),
        ("澜序(苏州)机械有限责任公司", "澜序", ("机械",)),
        ("上海砚溪餐饮管理集团有限公司", "砚溪", ("餐饮", "管理")),
        ("澜序", "澜序", ()),
        ("长安汽车股份有限公司", "长安", ("汽车",)),
        ("东方砚溪信息股份有限公司", "东方砚溪", ("信息",)),
        ("阿里砚溪（中国）有限公司", "阿里砚溪", ()),
        ("杭州西湖茶铺有限公司", "西湖茶铺", ()),
        ("柳州钢铁股份有限公司", "柳州钢铁", ()),
        ("北京银行", "北京银行", ()),
        ("株式会社澜序", "澜序", ()),
        ("澜序科技-U", "澜序", ("科技",)),
        ("中石化", "石油化工", ()),
        ("中国石油化工股份有限公司", "石油化工", ()),
    ],
)
def test_brand_and_trade_are_told_from_place_and_form(typed, brand, trades):
    name = parse(typed)
    assert (name.brand, name.trades) == (brand, trades)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("苏州澜序机械有限公司", "320500"),
        ("澜序机械（苏州）有限公司", "320500"),
        ("岳阳县澜序机械有限公司", "430621"),
        ("吉林省澜序机械有限公司", "220000"),
        ("吉林市澜序机械有限公司", "220200"),
    ],
)
def test_a_name_says_its_place_in_front_or_in_brackets(typed, place):
    assert parse(typed).places == (place,)
    assert parse(typed).core == "澜序机械"


def test_a_district_that_two_cities_have_may_be_either():
    assert set(parse("朝阳区澜序机械有限公司").places) == {"110105", "220104"}


@pytest.mark.parametrize(
    ("typed", "head", "branch"),
    [
        ("上海砚溪餐饮管理有限公司南京路店", "砚溪餐饮管理", "南京路店"),
        ("苏州澜序机械有限公司吴江分公司", "澜序机械", "吴江分公司"),
        ("砚溪银行诸暨支行", "砚溪银行", "诸暨支行"),
        ("砚溪银行股份有限公司诸暨市支行", "砚溪银行", "诸暨支行"),
        ("砚溪火锅上海南京东路店", "砚溪火锅", "上海南京东路店"),
        ("砚溪家居第三分店", "砚溪家居", "第三分店"),
    ],
)
def test_what_stands_behind_the_head_office_is_the_branch(typed, head, branch):
    assert (parse(typed).core, parse(typed).branch) == (head, branch)


@pytest.mark.parametrize(
    ("typed", "ordinals"),
    [
        ("澜序三局第一建设有限公司", ("3", "1")),
        ("砚溪药房有限公司七百零五分店", ("705",)),
        ("三只猫工贸有限公司", ()),
        ("Larkmoor Center II", ("2",)),
        ("Larkmoor Store No. 12", ("12",)),
        ("Second Street Grill", ("2",)),
    ],
)
def test_numbers_that_count_are_read_as_digits(typed, ordinals):
    assert parse(typed).ordinals == ordinals


@pytest.mark.parametrize(
    ("typed", "words", "form"),
    [
        ("The Larkmoor Trading Co., Ltd.", ("larkmoor", "trading"), "co ltd"),
        ("LARKMOOR TRADING COMPANY LIMITED", ("larkmoor", "trading"), "co ltd"),
        ("Hollin AG & Co. KG", ("hollin",), "ag co kg"),
        ("Hollin's Café S.A. de C.V.", ("hollins", "cafe"), "sa cv"),
        ("Larkmoor School", ("larkmoor", "school"), ""),
        ("LarkmoorHollinGroupLimited", ("larkmoor", "hollin"), "group ltd"),
        ("LMInc.", ("lm",), "inc"),
        ("LarkMoor", ("larkmoor",), ""),
        ("LARKMOORINT'LHLDGS", ("larkmoor", "intl"), "holdings"),
    ],
)
def test_words_are_read_without_accents_articles_and_legal_forms(typed, words, form):
    assert (parse(typed).words, parse(typed).form) == (words, form)


@pytest.mark.parametrize("typed", ["", "  ", "-"])
def test_nothing_is_no_name(typed):
    assert not parse(typed)


@pytest.mark.parametrize("typed", ["苏州" * 20_000 + "店", "第" * 40_000, "a " * 20_000, "(" * 40_000, "公司" * 20_000])
@pytest.mark.timeout(5)
def test_a_cell_full_of_text_is_read_in_no_time(typed):
    assert isinstance(parse(typed), Name)


@pytest.mark.parametrize("typed", ["The A", "Ltd", "公司", "12"])
def test_a_name_of_words_that_say_little_is_a_name(typed):
    assert parse(typed)


@pytest.mark.parametrize("typed", ["有限公司", "公司", "分公司", "(上海)", "Ltd", "&", "12", "第一", "店"])
def test_a_name_of_nothing_but_parts_is_still_read(typed):
    assert isinstance(parse(typed), Name)


@pytest.mark.parametrize("typed", ["【砚溪】", "（上海自贸试验区）", "(苏州工业园区)", "（苏州）"])
def test_a_name_that_stands_in_brackets_is_one_all_the_same(typed):
    name = parse(typed)
    assert name.head
    assert name.core
    assert name.brand


@pytest.mark.parametrize("typed", ["THRESHOLD", "HOUSEHOLD", "STRONGHOLD"])
def test_a_word_that_ends_like_what_exchanges_write_is_a_word(typed):
    assert parse(typed).words == parse(typed.lower()).words == (typed.lower(),)


PIECES = st.sampled_from(
    [
        *"澜序沈s*a7 （）-有限公司集团控股份总合普株分店第一",
        "责任",
        "上海",
        "科技",
        "中国",
        "农行",
        "(股)",
        "有限公司",
        "有限责任公司",
    ]
)


@given(
    st.lists(PIECES, min_size=1, max_size=7).map("".join), st.sampled_from(["", "公司", "有限公司", "集团有限责任公司"])
)
def test_a_plain_name_is_read_at_once_as_slowly(head, form):
    plain = folded(head + form)
    if tight := "".join(plain.split()):
        assert han.parse(plain) == han._read_slowly(plain, tight)
