import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.text import _cleaned, clean, folded, is_vacant, simplified


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("利知&#29486;", "利知献"),
        ("A&amp;amp;B", "A&B"),  # escaped twice
        ("１３９ １２３４", "139 1234"),
        ("\ufeff王\u200b芳", "王芳"),
        ("  two\t\n words ", "two words"),
        ("＆amp;", "&"),  # an entity that only folding makes
    ],
)
def test_text_is_made_plain(typed, meant):
    assert clean(typed) == meant


@pytest.mark.parametrize("nothing", ["", "-", "—", "無", "暂无", "N/A", "null", "（空）", "待聘任", "*", "...", "TBD"])
def test_words_for_nothing_are_vacant(nothing):
    assert is_vacant(clean(nothing))


@pytest.mark.parametrize("something", ["无锡", "7", "A", "王芳", "Nancy", "空港路"])
def test_words_that_look_like_nothing_are_not_vacant(something):
    assert not is_vacant(clean(something))


def test_traditional_characters_are_folded():
    assert simplified("臺灣電腦") == "台湾电脑"


@given(st.text() | st.text(alphabet="&amp;#x26<&lt;＆﹠\u200b ;AG"))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_any_text_is_vacant_or_not(text):
    assert is_vacant(clean(text)) in {True, False}


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("沈默", "沉默"),
        ("反覆", "反复"),
        ("毛坏", "毛坯"),
        ("海哩", "海里"),
        ("甦醒", "苏醒"),
        ("明瞭", "明了"),
        ("藉口", "借口"),
        ("衹得", "只得"),
    ],
)
def test_words_are_simplified_whose_characters_alone_are_simple(typed, plain):
    assert simplified(typed) == plain


@given(
    st.text(
        alphabet=st.characters(max_codepoint=0x7F) | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        max_size=9,
    )
)
def test_what_needs_no_cleaning_or_folding_is_what_both_leave(text):
    assert clean(text) == _cleaned(text)
    assert folded(text) == simplified(_cleaned(text)).casefold()
