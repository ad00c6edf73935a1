"""Several numbers in one field, whatever parts them, and what only looks like several."""

import pytest

from validators.phones import read

FIRST, SECOND = "+8613926580147", "+8613826580148"


def dialled(raw, **where):
    return [number.e164 for number in read(raw, **where)]


@pytest.mark.parametrize(
    "sign",
    [
        *" ,，;；、/／\\|&-+…_·.:#*~@丨",
        "--",
        "——",
        " / ",
        "或",
        "或者",
        "和",
        " or ",
        "<br/>",
        "\n",
        "转",
        "（备用）",
        "...",
        "",
    ],
)
def test_two_mobiles_are_two_whatever_parts_them(sign):
    assert dialled(f"13926580147{sign}13826580148") == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("139265801471382658014817726580149", 3),
        ("0106265801413926580147", 2),
        ("0106265801402162658014", 2),
        ("13926580147、13826580148（8号楼）", 2),
        ("1.13926580147 2.13826580148", 2),
        ("①13926580147②13826580148", 2),
        ("139 2658 0147 138 2658 0148", 2),
        ("13926580147/48", 2),
        ("0755-82658014/15/16/17", 4),
        ("0571-87658014 87658015 13926580147", 3),
        ("+86 755 8265 8014 / 8265 8015", 2),
        ("办：010-62658014 宅：010-62658015 手：13926580147", 3),
        ("0755-82658014、82658015转808", 2),
        ("13926580147;010-62658014-801;4008201947", 3),
        ("139****0147、138****0148", 2),
    ],
)
def test_numbers_are_counted(raw, count):
    assert len(read(raw)) == count


@pytest.mark.parametrize("sign", "~～〜∼至到")
def test_a_range_has_a_first_and_a_last_line(sign):
    assert dialled(f"010-62658014{sign}20") == ["+861062658014", "+861062658020"]
    assert dialled(f"010-62658014{sign}62658020") == ["+861062658014", "+861062658020"]


def test_a_local_number_of_another_length_has_no_area_code_before_it():
    assert dialled("010-62658014 6265801") == ["+861062658014", None]


def test_six_digits_in_taiwan_are_the_next_number_and_no_extension():
    assert dialled("089-322112、322113", country="TW") == ["+88689322112", "+88689322113"]


@pytest.mark.parametrize("raw", ["0755-8265801477", "139265801470", "13926580147013", "0106265801"])
def test_digits_that_do_not_come_out_even_are_not_parted(raw):
    assert [number.kind.value for number in read(raw)] == ["invalid"]


@pytest.mark.parametrize(
    ("country", "raw", "e164"),
    [
        ("US", "212/736-5000", "+12127365000"),
        ("US", "{212} 736-5000", "+12127365000"),
        ("IT", "347/1234567", "+393471234567"),
        ("DE", "+49 (0) 30 / 2 27 - 0", "+49302270"),
        ("MX", "+52 1 55 5283 1000", "+525552831000"),
        ("MX", "01 55 5283 1000", "+525552831000"),
        ("RU", "8 (495) 123-45-67", "+74951234567"),
        ("KZ", "8 701 123 4567", "+77011234567"),
        ("JP", "03ー3224ー9999", "+81332249999"),
        ("IT", "06 6982", "+39066982"),
        ("AU", "0011 44 20 7930 4832", "+442079304832"),
        ("US", "011-86-139-2658-0147", "+8613926580147"),
        ("TW", "002-886-2-25317099", "+886225317099"),
    ],
)
def test_one_number_is_one_with_the_signs_and_prefixes_of_its_country(country, raw, e164):
    assert dialled(raw, country=country) == [e164]


@pytest.mark.parametrize(
    "unit", ["63 6 8 1268 1 9869", "0755-82658014 /", "1 ", "( 0)-", "aA-1 ", "2127365000 ", "9x*1"]
)
def test_a_field_full_of_anything_is_read_at_once(unit):
    """Without remembering what it has read, reading takes longer with every group, twofold."""
    assert read(unit * 40)
