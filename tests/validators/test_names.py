import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.names import brand, core, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("蘇州瀾序機械有限公司", "苏州澜序机械有限公司"),
        (" 苏州 澜序 机械 有限公司 ", "苏州澜序机械有限公司"),
        ("苏州澜序机械有限责任公司", "苏州澜序机械有限公司"),
        ("澜序（苏州）机械有限公司", "澜序(苏州)机械有限公司"),
        ("承屿投資(股)公司", "承屿投资股份有限公司"),
        ("LARKMOOR Trading Company, Limited", "Larkmoor Trading Co., Ltd."),
        ("Tom &amp; Ash Inc.", "Tom & Ash, Incorporated"),
    ],
)
def test_two_ways_of_typing_one_name_meet(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("苏州澜序机械有限公司", "杭州澜序机械有限公司"),
        ("苏州澜序机械有限公司", "苏州澜序机械股份有限公司"),
        ("苏州澜序机械有限公司", "苏州澜序机械有限公司吴江分公司"),
        ("Larkmoor Ltd", "Larkmoor Inc"),
    ],
)
def test_place_legal_form_and_branch_stay_different(one, other):
    assert normalise(one) != normalise(other)


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("苏州澜序机械有限公司", "澜序机械"),
        ("江苏省苏州市澜序机械有限公司吴江分公司", "澜序机械"),
        ("澜序(苏州)机械有限公司", "澜序机械"),
        ("東方有限公司", "东方"),
        ("The Larkmoor Trading Co., Ltd.", "larkmoor trading"),
        ("", ""),
        ("有限公司", "有限公司"),
    ],
)
def test_the_core_is_brand_and_trade(name, left):
    assert core(name) == left


def test_sister_companies_share_their_brand():
    assert brand(core("苏州澜序机械有限公司"), 2) == brand(core("杭州澜序食品有限公司"), 2) == "澜序"
    assert brand(core("Larkmoor Foods Ltd"), 2) == "larkmoor"


def test_what_many_begin_with_is_no_brand():
    assert brand("中华电信", 2) != brand("中华汽车", 2)
    assert brand("中华", 2) == "中华"
