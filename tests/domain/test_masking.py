"""Masked numbers are recognised but cannot be dialled."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greening.domain import masking


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("13912345566", "139****5566"),
        ("+86 139 1234 5566", "+86 139 **** 5566"),
        ("0571-88880000", "0571-****0000"),
        ("(021) 6000 1234 转 801", "(021) **** 1234 转 801"),
        ("88880000", "****0000"),
        ("400-820-1234", "400-***-*234"),
        ("13912345566/13812345566", "139****5566/138****5566"),
        ("１３９１２３４５５６６", "*******５５６６"),
        ("一三九一二三四五六七八", "*******五六七八"),
        ("wang.wei@example.com", "w***@example.com"),
        ("wx_ana_2020", "w***"),
        ("", ""),
    ],
)
def test_contact(typed, shown):
    assert masking.contact(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026-11-22 拜访, 5 家店, 100 万", "2026-11-22 拜访, 5 家店, 100 万"),
        ("微信同号13912345566,周三再打", "微信同号139****5566,周三再打"),
        ("写信到 sales@example.cn", "写信到 s***@example.cn"),
        ("2026-11-2213912345566", "****-**-*********5566"),
    ],
)
def test_free_text(typed, shown):
    assert masking.text(typed) == shown


@given(st.text(st.sampled_from("0123456789- ()+转/,年a"), max_size=60))
def test_no_run_of_seven_digits_survives(typed):
    without_dates = re.sub(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", "", masking.text(typed))
    assert not re.search(r"\d(?:[ ()-]{0,3}\d){6}", without_dates)


@given(st.text(st.sampled_from("0123456789- +@.ab"), max_size=40))
def test_masking_twice_changes_nothing_more(typed):
    assert masking.text(masking.text(typed)) == masking.text(typed)


def test_nested_values_are_masked_and_keys_are_not():
    value = {"13912345566": ["13912345566", 7, None, {"note": "tel 13912345566"}]}
    assert masking.anything(value) == {"13912345566": ["139****5566", 7, None, {"note": "tel 139****5566"}]}


def test_what_came_back_masked_stands_for_what_is_stored():
    stored = ("13912345566", "13999995566", "0571-88880000")
    assert masking.unmask(("139****5566", "139****5566", "13700001111"), stored) == (*stored[:2], "13700001111")


def test_a_mask_that_moved_finds_its_number():
    assert masking.unmask(("0571-****0000",), ("13912345566", "0571-88880000")) == ("0571-88880000",)
