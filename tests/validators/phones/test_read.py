import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.phones import PhoneKind, read
from validators.phones.reading import _read

ANY_FIELD = st.text() | st.text(alphabet="0123456789 +-()/*x#转分机ext.,;、~至lIO张（）", max_size=60)


def kinds(raw, **where):
    return [number.kind.value for number in read(raw, **where)]


def dialled(raw, **where):
    return [number.e164 for number in read(raw, **where)]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("13926580147", "mobile"),
        ("14926580147", "mobile"),  # 149 is in use since 2015 and unknown to libphonenumber
        ("19226580147", "mobile"),
        ("16526580147", "mobile_virtual"),
        ("17126580147", "mobile_virtual"),
        ("010-62658014", "landline"),
        ("0571-8265-8014", "landline"),
        ("(0755)82658014", "landline"),
        ("0898-66512658", "landline"),
        ("4008201947", "service_400"),
        ("400-820-1947-801", "service_400_ext"),
        ("800-820-1947", "service_800"),
        ("10800-826-5801", "toll_free"),
        ("95588", "short_code"),
        ("1010 1234", "short_code"),
        ("010-96123", "short_code"),
        ("1440012658014", "iot"),
        ("1064712658014", "iot"),
        ("17402658014", "satellite"),
        ("13492658014", "satellite"),
        ("139****0147", "masked"),
        ("139-XXXX-0147", "masked"),
        ("****0147", "masked"),
        ("1392658*147", "masked"),
        ("62658014", "landline_without_area_code"),
        ("6265801", "landline_without_area_code"),
    ],
)
def test_a_number_of_the_mainland_is_what_its_plan_says(raw, kind):
    assert kinds(raw) == [kind]


@pytest.mark.parametrize(
    "raw",
    [
        "17912658014",
        "12026580147",
        "0666-6265801",
        "0755-8265801",
        "010-02658014",
        "010-12658014",
        "1392658014",
        "400-820-194",
        "1",
    ],
)
def test_what_the_plan_does_not_know_is_invalid(raw):
    assert kinds(raw) == ["invalid"]


@pytest.mark.parametrize(
    ("raw", "extension"),
    [
        ("010-62658014转801", "801"),
        ("010-62658014 轉 801", "801"),
        ("010-62658014（分机：801）", "801"),
        ("(010)62658014 内线801", "801"),
        ("010-62658014-801", "801"),
        ("0755-82658014-8001", "8001"),
        ("021-52658014-0", "0"),
        ("010-62658014*801", "801"),
        ("010-62658014#801", "801"),
        ("010-62658014,801", "801"),
        ("010-62658014/801", "801"),  # too far above 014 for the next line
        ("010-62658014/13", "13"),
        ("010-62658014 x801", "801"),
        ("010-62658014 Ext. 801", "801"),
        ("010-62658014(总机)转801", "801"),
        ("+86 10 6265 8014 extension 801", "801"),
    ],
)
def test_an_extension_is_read_in_every_form(raw, extension):
    (number,) = read(raw)
    assert (number.kind, number.extension) == (PhoneKind.LANDLINE_EXT, extension)


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("13926580147/13826580147", ["+8613926580147", "+8613826580147"]),
        ("13926580147+13826580147", ["+8613926580147", "+8613826580147"]),
        ("13926580147 +85225234567", ["+8613926580147", "+85225234567"]),
        ("13926580147 13826580147", ["+8613926580147", "+8613826580147"]),
        ("1392658014713826580147", ["+8613926580147", "+8613826580147"]),
        ("010-62658014、62658019", ["+861062658014", "+861062658019"]),
        ("0755-82658014-82658019", ["+8675582658014", "+8675582658019"]),
        ("0755-82658014/15", ["+8675582658014", "+8675582658015"]),
        ("010-62658014~20", ["+861062658014", "+861062658020"]),
        ("010-62658014~10", ["+861062658014"]),  # a range that runs backwards is a remark
        ("010-62658014/10086", ["+861062658014", None]),
        ("13926580147 1382658014", ["+8613926580147", None]),  # one good number is not lost to a bad one
        ("总机010-62658014，手机13926580147", ["+861062658014", "+8613926580147"]),
        ("张总：13926580147；李工：010-62658014转12", ["+8613926580147", "+861062658014"]),
        ("电话1：010-62658014 电话2：021-52658014", ["+861062658014", "+862152658014"]),
        ("010 6265 8014 139 2658 0147", ["+861062658014", "+8613926580147"]),
        ("010-62658014转801、13926580147", ["+861062658014", "+8613926580147"]),
    ],
)
def test_a_field_holds_several_numbers_and_the_second_inherits_the_area_code(raw, numbers):
    assert dialled(raw) == numbers


@pytest.mark.parametrize(
    "raw",
    [
        "１３９２６５８０１４７",
        "①13926580147",
        "1、13926580147",
        "1392/658/0147",
        "13926580147 3楼",
        "١٣٩٢٦٥٨٠١٤٧",
        "139 2658 0147",
        "139-2658-0147",
        "139–2658—0147",
        "139一2658一0147",
        "139 _ 2658 . 0147",
        "+86 139 2658 0147",
        "(+86)13926580147",
        "0086 13926580147",
        "8613926580147",
        "013926580147",
        "+86 (0)139 2658 0147",
        "17951 13926580147",
        "13926580147（微信同号）",
        "13926580147 张经理",
        "王总13926580147",
        "手机:13926580147 QQ:1234567",
        "13926580147 24小时",
        "周一至周五 9:00-18:00 13926580147",
        "13926580147.0",
        "1.3926580147E+10",
        "13,926,580,147",
        "Mobile: 13926580147",
        "13926580147 wang@example.com",
    ],
)
def test_one_mobile_is_one_mobile_however_it_is_typed(raw):
    assert dialled(raw) == ["+8613926580147"]


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("l3926580147", "13926580147"),
        ("1392658O147", "13926580147"),
        ("O10-62658014", "010-62658014"),
        ("139 2658 014I", "139 2658 0141"),
    ],
)
def test_letters_typed_for_digits_are_offered_as_a_repair_and_never_read(raw, repaired):
    (number,) = read(raw)
    assert (number.kind, number.e164, number.suggestion) == (PhoneKind.INVALID, None, repaired)
    assert read(repaired)[0].is_usable


@pytest.mark.parametrize("raw", ["No13926580147", "13926580147 Li", "i 13926580147", "Io 13926580147"])
def test_letters_that_are_words_are_no_digits(raw):
    assert dialled(raw) == ["+8613926580147"]


def test_a_rounded_amount_is_cut_by_the_spreadsheet():
    assert read("1.39E+10")[0].fault == "phone.cut_by_excel"


@pytest.mark.parametrize(
    ("raw", "kind"), [("-", "invalid"), ("暂无", "invalid"), ("N/A", "invalid"), ("保密", "invalid")]
)
def test_a_word_for_nothing_is_told_as_such(raw, kind):
    (number,) = read(raw)
    assert (number.kind.value, number.fault) == (kind, "phone.vacant")


@pytest.mark.parametrize("raw", ["", "  ", "\u200b", "&nbsp;"])
def test_an_empty_field_holds_no_number(raw):
    assert read(raw) == ()


@given(ANY_FIELD, st.sampled_from(["CN", "TW", "HK", "US", "DE", "", "XX", "cn"]))
def test_any_field_is_read_and_read_alike(raw, country):
    first = read(raw, country=country)
    _read.cache_clear()
    assert read(raw, country=country) == first


@given(st.integers(min_value=13000000000, max_value=13999999999))
def test_remarks_change_nothing(number):
    assert dialled(f"{number}（微信同号）") == dialled(str(number)) == dialled(f"联系人 {number}")


@given(ANY_FIELD)
def test_only_numbers_that_can_be_dialled_have_an_e164(raw):
    for number in read(raw):
        assert number.kind not in {"placeholder", "masked", "invalid", "iot", "short_code"} or number.e164 is None
        assert number.e164 is None or number.e164.startswith("+")


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("联系人1 13926580147 联系人2 13826580148", ["+8613926580147", "+8613826580148"]),
        ("A座1203 13926580147", ["+8613926580147"]),
        ("(1)13926580147(2)13826580148", ["+8613926580147", "+8613826580148"]),
        ("310000 0571-87658014", ["+8657187658014"]),
        ("021-400-820-1947", ["+864008201947"]),
        ("0571、87658014", ["+8657187658014"]),
        ("+13926580147", ["+8613926580147"]),
    ],
)
def test_digits_that_are_no_number_do_not_spoil_the_one_behind_them(raw, numbers):
    assert dialled(raw) == numbers


def test_what_is_left_of_a_wrong_number_is_not_made_one():
    assert kinds("139 2658 01477") == ["invalid"]
    assert kinds("0755-8265801477") == ["invalid"]


def test_a_number_follows_the_extension_of_the_one_before():
    (switchboard, mobile) = read("0755-26580147-808 13926580147")
    assert (switchboard.e164, switchboard.extension) == ("+8675526580147", "808")
    assert mobile.e164 == "+8613926580147"
    assert dialled("0571 87658014 0571 87658015") == ["+8657187658014", "+8657187658015"]


@pytest.mark.parametrize("raw", ["139----0147", "139....0147", "1392658____", "139……0147"])
def test_digits_hidden_behind_dots_or_dashes_are_masked(raw):
    assert kinds(raw) == ["masked"]
