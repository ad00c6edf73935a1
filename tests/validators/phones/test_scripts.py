"""Digits of every script are digits; letters that look like digits are never read as such, only offered."""

import pytest

from validators.phones import PhoneKind, read
from validators.phones.script import plain


def dialled(raw, **where):
    return [number.e164 for number in read(raw, **where)]


@pytest.mark.parametrize(
    "raw",
    [
        "一三九二六五八零一四七",
        "一三九 二六五八 〇一四七",
        "壹叁玖贰陆伍捌零壹肆柒",
        "幺三九二六五八零幺四七",
        "139二六五八0147",
        "139二6580147",
        "13926580一47",  # with eleven digits it is the numeral
        "139一2658一0147",  # with more it is a dash
        "139 一 2658 一 0147",
        "①③⑨②⑥⑤⑧⓪①④⑦",
        "❶❸❾❷❻❺❽⓿❶❹❼",
        "⑴⑶⑼⑵⑹⑸⑻0147",
        "①③⑨-②⑥⑤⑧-⓪①④⑦",
        "1️⃣3️⃣9️⃣2️⃣6️⃣5️⃣8️⃣0️⃣1️⃣4️⃣7️⃣",
        "𝟏𝟑𝟗𝟐𝟔𝟓𝟖𝟎𝟏𝟒𝟕",
        "१३९२६५८०१४७",
        "139\u200b2658\u200b0147",
        "\u202d139\u00a02658\u30000147\u202c",
        "139━2658─0147",
        "139﹘2658﹣0147",
        "139➖2658➖0147",
    ],
)
def test_a_mobile_is_read_in_every_script(raw):
    assert dialled(raw) == ["+8613926580147"]


def test_numerals_spell_landlines_and_services_too():
    assert dialled("零一零-六二六五八零一四") == ["+861062658014"]
    assert dialled("四〇〇-八二〇-一九四七") == ["+864008201947"]
    assert read("010-62658014转八零一")[0].extension == "801"
    assert read("010-62658014转八")[0].extension == "8"


@pytest.mark.parametrize("raw", ["三一重工 13926580147", "周二13926580147", "一：13926580147", "①13926580147"])
def test_numerals_of_words_and_lists_are_no_digits(raw):
    assert dialled(raw) == ["+8613926580147"]


def test_circles_by_themselves_hide_digits():
    assert [number.kind for number in read("139〇〇〇〇0147")] == [PhoneKind.MASKED]


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("1392658Ol47", "13926580147"),
        ("139Z6S80147", "13926580147"),
        ("1392658o1q7", "13926580197"),
        ("4OO-820-1947", "400-820-1947"),
        ("O755 82658014", "0755 82658014"),
        ("07SS-82658014", "0755-82658014"),
        ("l39—2658—0147", "139-2658-0147"),
        ("139О2658014", "13902658014"),  # a Cyrillic letter
        ("13З26580147", "13326580147"),
    ],
)
def test_letters_for_digits_are_offered(raw, repaired):
    (number,) = read(raw)
    assert (number.kind, number.e164, number.fault) == (PhoneKind.INVALID, None, "phone.letters")
    assert number.suggestion == repaired
    assert dialled(repaired)[0]


@pytest.mark.parametrize(
    "raw", ["Li13926580147", "13926580147 Oliver", "LiLi 13926580147", "13926580147 i", "A13926580147"]
)
def test_letters_of_names_are_no_digits(raw):
    assert dialled(raw) == ["+8613926580147"]


@pytest.mark.parametrize("raw", ["62658014", "6265—8014", "６２６５－８０１４", "六二六五八零一四", "+86 6265 8014"])
def test_what_was_typed_is_what_a_number_shows(raw):
    (number,) = read(raw, region="110105")
    assert number.e164 == "+861062658014"
    assert plain(number.raw) in plain(raw)
    assert dialled(number.suggestion) == ["+861062658014"]
