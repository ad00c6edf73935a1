"""What is stored beside the typed values."""

from dataclasses import replace

import pytest

from greening.domain.records import Channel, contact_path, derive, search_words, tidied
from validators.record import Identifier, KeyPerson, Record

TEA = Record(
    company="杭州西湖茶铺有限公司",
    short_name="西湖茶铺",
    former_names=("杭州老茶铺",),
    region="330106",
    address="浙江省杭州市西湖区文三路 1 号",
    phones=("88880000 转 801", "13900001234/139 0000 1235", "没有"),
    emails=("Tea@Example.com",),
    website="http://www.tea.example/shop",
    key_persons=(KeyPerson("李雷"), KeyPerson("韩梅", phones=("13900001236", "139-0000-1236"))),
)


def numbers(record):
    return [(one.raw, number.value) for one in derive(record).contacts for number in one.numbers]


def test_numbers_are_read_out_of_contacts_as_they_are_dialled():
    assert numbers(TEA) == [
        ("88880000 转 801", "+8657188880000"),
        ("13900001234/139 0000 1235", "+8613900001234"),
        ("13900001234/139 0000 1235", "+8613900001235"),
        ("Tea@Example.com", "tea@example.com"),
        ("13900001236", "+8613900001236"),
        ("139-0000-1236", "+8613900001236"),
    ]


def test_an_area_code_from_the_address_is_marked():
    first = derive(TEA).contacts[0].numbers[0]
    assert (first.kind, first.extension, first.inferred) == ("landline_ext", "801", True)


def test_what_is_no_number_stays_a_contact():
    contact = derive(TEA).contacts[2]
    assert (contact.raw, contact.numbers) == ("没有", ())


def test_contacts_know_their_place():
    last = derive(TEA).contacts[-1]
    assert contact_path(last.channel, last.key_person, last.position) == "key_persons[1].phones[1]"
    assert contact_path(Channel.EMAIL, None, 0) == "emails[0]"


@pytest.mark.parametrize("company", [" 杭州西湖茶铺有限公司 ", "杭州西湖茶鋪有限公司", "（杭州）西湖茶铺有限公司"])
def test_one_name_however_it_is_typed(company):
    assert derive(replace(TEA, company=company)).name_key == derive(TEA).name_key


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (TEA, "CN-3301"),
        (replace(TEA, region=""), "CN-3301"),
        (replace(TEA, region="", address=""), "CN"),
        (Record(company="茶", country="TW", address="臺北市信義區市府路1號"), "TW-TPE"),
    ],
)
def test_region_key_is_the_city_of_region_or_address(record, key):
    assert derive(record).region_key == key


def test_a_search_finds_every_name():
    assert derive(TEA).search_key.split("\n") == [
        " 杭 州 西 湖 茶 铺 有 限 公 司 ",
        " 西 湖 茶 铺 ",
        " 杭 州 老 茶 铺 ",
    ]


@pytest.mark.parametrize("part", ["茶", "西湖", "湖茶鋪", "besttea", "Ｔea", "铺 Best"])
def test_any_part_of_a_name_is_found_as_it_stands_in_the_key(part):
    assert search_words(part) in search_words("西湖茶铺 Best Tea")


def test_other_keys():
    derived = derive(TEA)
    assert derived.domain == "tea.example"
    assert derived.sort_key.startswith("hang zhou xi hu")
    assert derived.key_person_keys == ("李雷", "韩梅")


def test_a_company_id_counts_once_and_only_a_valid_one_proves():
    derived = derive(
        replace(TEA, ids=(Identifier("91330106MA27Y5C28P"), Identifier("91330106ma27y5c28p"), Identifier("")))
    )
    assert [(one.kind, one.value, one.valid) for one in derived.ids] == [("uscc", "91330106MA27Y5C28P", False)]


def test_a_name_of_signs_only_is_no_name():
    assert derive(Record(company="--")).name_key == ""


def test_a_tidied_form_has_no_blanks_and_nobody_of_whom_nothing_is_said():
    typed = Record(
        company=" 茶 铺 ",
        phones=("", " 1 ", " "),
        ids=(Identifier(" 7 "), Identifier(" ")),
        key_persons=(KeyPerson(" "), KeyPerson(" 李 ", phones=("",))),
        profile={"brands": " ", "goods": " 茶 "},
    )
    assert tidied(typed) == Record(
        company="茶 铺", phones=("1",), ids=(Identifier("7"),), key_persons=(KeyPerson("李"),), profile={"goods": "茶"}
    )
