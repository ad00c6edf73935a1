"""Words around a number: labels, names, remarks, extensions in many languages, faxes, and words for no number at all."""

import pytest

from validators.phones import check, read, readings
from validators.record import Record

MOBILE, LINE = "+8613926580147", "+861062658014"


def dialled(raw, **where):
    return [number.e164 for number in read(raw, **where)]


@pytest.mark.parametrize(
    "raw",
    [
        "手机：13926580147",
        "电话（微信同号）：13926580147",
        "微信/电话：13926580147",
        "VX：13926580147",
        "WhatsApp:+86 139 2658 0147",
        "cell:13926580147",
        "(M)13926580147",
        "tel:+86-139-2658-0147",
        "王总 139 2658 0147",
        "13926580147/张三",
        "张三<13926580147>",
        "李总【13926580147】",
        "13926580147（打不通）",
        "139 2658 0147 人事部",
        "139 2658 0147 路先生",
        "13926580147 2024年5月离职",
        "20240501 13926580147",
        "13926580147（9-18点）",
        "13926580147 周一到周五9-18",
        "13926580147 上午9点到11点",
        "13926580147 编号10023",
        "工号8001 13926580147",
        "13926580147 短号66014",
        "13926580147（660147）",
        "13926580147（Q：12345678）",
        "微信：wxid_abc123 手机：13926580147",
        "抖音号dy12345678，电话13926580147",
        "13926580147 502室",
        "13926580147（1）",
        "13926580147 2",
        "'13926580147",
        '="13926580147"',
        "📱13926580147",
        "17951-13926580147",
        "0013926580147",
        "+0086 13926580147",
        "+86：13926580147",
        "【+86】13926580147",
        "139,2658,0147",
        "139～2658～0147",
        "139•2658•0147",
        "139/26580147",
    ],
)
def test_a_mobile_is_found_among_words_and_signs(raw):
    assert dialled(raw) == [MOBILE]


@pytest.mark.parametrize(
    "raw",
    [
        f"{area}{sign}{local}"
        for area, sign, local in [
            *(("010", sign, "62658014") for sign in ":;*#~+=\\/_.，、："),
            ("【010】", "", "62658014"),
            ("<010>", "", "6265 8014"),
            ("+86/10/", "", "62658014"),
            ("(+86 10)", " ", "6265 8014"),
            ("+0086-10", "-", "62658014"),
            ("10", "-", "62658014"),
        ]
    ],
)
def test_whatever_stands_behind_an_area_code_parts_no_numbers(raw):
    assert dialled(raw) == [LINE]


@pytest.mark.parametrize(
    "behind",
    [
        "转采购部801",
        "转分机801",
        "按801",
        "请按801",
        "再拨801",
        "总机801",
        "（总机）转801",
        "内线：801",
        " 分：801",
        "转“801”",
        ";ext=801",
        "，分机：801",
        "×801",
        "-x801",
        "p801",
        ",,801",
        "——801",
        "_801",
        "（801）",
        "【801】",
        "~801",
        " 801",
        "＃８０１",
    ],
)
def test_an_extension_stands_behind_every_word_and_sign(behind):
    (number,) = read("010-62658014" + behind)
    assert (number.e164, number.extension, number.kind.value) == (LINE, "801", "landline_ext")


@pytest.mark.parametrize(
    ("country", "raw"),
    [
        ("US", "212-736-5000 option 12"),
        ("US", "212-736-5000, ex 12"),
        ("CA", "514-871-1234 poste 12"),
        ("DE", "030 901820 Durchwahl 12"),
        ("DE", "030 901820 App. 12"),
        ("FR", "01 42 68 53 00 p.12"),
        ("IT", "02 86461234 interno 12"),
        ("BR", "(11) 3091-1234 ramal 12"),
        ("PE", "(01) 219-1234 anexo 12"),
        ("NL", "020 555 1234 toestel 12"),
        ("PL", "22 123 45 67 wew. 12"),
        ("TR", "0212 293 45 67 dahili 12"),
        ("RU", "8 (495) 123-45-67, доб.12"),
        ("JP", "03-3224-9999（内線：12）"),
        ("KR", "02-2123-4567 내선 12"),
        ("TH", "02-123-4567 ต่อ 12"),
        ("PH", "(02) 8632 1234 loc. 12"),
        ("TW", "02-25317099轉分機12"),
        ("HK", "2523 4567 內線12"),
    ],
)
def test_an_extension_is_read_in_every_language(country, raw):
    (number,) = read(raw, country=country)
    assert number.e164
    assert number.extension == "12"


@pytest.mark.parametrize(
    "raw", ["13926580147转010-62658014", "13926580147 总机:010-62658014", "13926580147转李经理 010 6265 8014"]
)
def test_a_number_behind_the_word_for_an_extension_is_a_number(raw):
    assert dialled(raw) == [MOBILE, LINE]


@pytest.mark.parametrize("raw", ["18426580147-1234", "18426580147转1234", "18426580147,1234"])
def test_a_shop_hides_a_mobile_behind_an_extension(raw):
    (number,) = read(raw)
    assert (number.kind.value, number.extension) == ("mobile", "1234")


@pytest.mark.parametrize(
    ("raw", "faxes"),
    [
        ("传真：010-62658014", [True]),
        ("Tel:010-62658013 Fax:010-62658014", [False, True]),
        ("010-62658013 传真62658014", [False, True]),
        ("T:010-62658013 F:010-62658014", [False, True]),
        ("010-62658014(传真)", [True]),
        ("010-62658014 fax", [True]),
        ("电话/传真：010-62658014", [False]),
        ("010-62658014（电话/传真）", [False]),
        ("010-62658014转传真", [False]),
        ("Fairfax 010-62658014", [False]),
    ],
)
def test_a_number_labelled_as_a_fax_and_nothing_else_is_told(raw, faxes):
    assert [number.fault == "phone.fax" for number in read(raw)] == faxes
    assert all(number.e164 for number in read(raw))


@pytest.mark.parametrize(
    "raw",
    [
        "没有电话",
        "无手机",
        "电话：无",
        "手机号码未知",
        "客户不给",
        "拒绝提供",
        "未留电话",
        "no phone",
        "0",
        "00",
        "#N/A",
        "xxxxxxxxxxx",
    ],
)
def test_a_field_that_says_there_is_none_is_vacant(raw):
    record = Record(phones=(raw,))
    assert [finding.code for finding in check(record, readings(record))] == ["phone.vacant"]


@pytest.mark.parametrize(
    ("raw", "e164"),
    [
        ("(800) FLOWERS", "+18003569377"),
        ("call 1-800-FLOWERS ext. 12", "+18003569377"),
        ("+1-800-MY-APPLE", "+18006927753"),
    ],
)
def test_a_word_for_its_keys_ends_a_number(raw, e164):
    assert dialled(raw, country="US") == [e164]


@pytest.mark.parametrize("raw", ["212-736-5000 main", "212-736-5000 home office", "212-736-5000 (cell)"])
def test_a_word_behind_a_whole_number_is_none_of_its_keys(raw):
    assert dialled(raw, country="US") == ["+12127365000"]
