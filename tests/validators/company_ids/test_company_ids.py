import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from tests.validators.faults import assert_example
from validators.company_ids import FAULTS, check, mainland, read
from validators.company_ids.rules import _read
from validators.record import Identifier, Record

GOOD = "91330106MA2B3C4D24"


def record(value, **where):
    return Record(ids=(Identifier(value),), **where)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_found_in_its_example_and_not_in_its_look_alike(fault):
    assert_example(fault, record, check)


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        GOOD.lower(),
        "9133 0106 MA2B 3C4D 24",
        "９１３３０１０６ＭＡ２Ｂ３Ｃ４Ｄ２４",
        "91330106-MA2B3C4D2-4",
        f"统一社会信用代码：{GOOD}",
        f"{GOOD}（副本）",
        f"{GOOD} (1/1)",
        f"({GOOD})",
        f"'{GOOD}",
    ],
)
def test_a_credit_code_is_read_however_it_is_typed(typed):
    found = read(typed)
    assert (found.kind, found.value, found.valid, found.fault) == ("uscc", GOOD, True, "")


@pytest.mark.parametrize("registrar", ["91", "92", "93", "12", "51", "81", "A1", "N2", "Y1"])
def test_every_registrar_is_known_by_its_check_digit(registrar):
    body = registrar + GOOD[2:17]
    assert read(body + uscc.calc_check_digit(body)).valid


@pytest.mark.parametrize("value", ["0" * 18, "123456789012345678", "1" * 18, "9" * 9, "12345"])
def test_zeros_and_runs_are_placeholders_though_their_check_digits_fit(value):
    assert read(value).fault == "id.placeholder"


@pytest.mark.parametrize("place", range(2, 18))
def test_a_changed_character_never_passes(place):
    wrong = GOOD[:place] + ("1" if GOOD[place] != "1" else "2") + GOOD[place + 1 :]
    assert not read(wrong).valid


def test_letters_that_no_code_has_are_offered_as_digits_and_not_read():
    found = read("9133O1O6MA2B3C4D24")
    assert (found.valid, found.fault, found.suggestion) == (False, "id.repairable", GOOD)
    assert read(found.suggestion).valid


def test_a_persons_number_is_refused_and_nowhere_repeated():
    unknown_county = read("110001195001010011")
    assert (unknown_county.value, unknown_county.fault) == ("", "id.personal")
    found = read("11010519491231002X")
    assert (found.value, found.valid, found.fault) == ("", False, "id.personal")
    assert "19491231" not in found.raw
    assert read(found.raw) == found
    (finding,) = check(record("11010519491231002X"))
    assert finding.params == {}


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("CN", "身份证号：11010519491231002X"),
        ("CN", "330106197001012345"),  # a slip in the last place makes it no less a person's
        ("TW", "A123456789"),
        ("HK", "A123456(7)"),
        ("SG", "S1234567D"),
        ("US", "123-45-6789"),
        ("GB", "AB 12 34 56 C"),
        ("BR", "123.456.789-09"),
        ("IT", "RSSMRA70A01H501S"),
    ],
)
def test_persons_of_all_countries_are_refused_and_nowhere_repeated(country, typed):
    found = read(typed, country=country)
    assert (found.value, found.fault) == ("", "id.personal")
    assert sum(map(str.isdigit, found.raw)) <= 10
    assert read(found.raw, country=country) == found


@pytest.mark.parametrize(
    ("country", "typed"),
    [("HK", "F0012345"), ("IT", "00743110157"), ("KR", "110111-1234567"), ("MY", "200301012345"), ("US", "12-3456780")],
)
def test_a_company_that_looks_like_a_person_is_a_company(country, typed):
    assert read(typed, country=country).fault != "id.personal"


@pytest.mark.parametrize(
    ("typed", "fault", "value"),
    [
        (f"{GOOD} / 330106000012340", "id.several", GOOD),
        (f"{GOOD}、{GOOD}", "id.several", GOOD),
        ("9.1330106E+17", "id.cut_by_excel", "91330106E+17"),
        ("91330106MA********", "id.masked", "91330106MA********"),
        ("91330106XXXXXXXXXX", "id.masked", "91330106XXXXXXXXXX"),
        ("办理中", "id.vacant", ""),
        ("个体户无", "id.vacant", ""),
        ("苏州澜序机械有限公司", "id.invalid", "苏州澜序机械有限公司"),
        (f"USCC {GOOD}", "", GOOD),
        ("330106000012340.0", "id.former_kind", "330106000012340"),
    ],
)
def test_what_people_put_into_the_field_is_told_apart(typed, fault, value):
    found = read(typed)
    assert (found.fault, found.value) == (fault, value)


@pytest.mark.parametrize(
    ("country", "typed", "meant"),
    [("GB", "445790", "00445790"), ("TW", "501503", "00501503"), ("CN", "9133O1O6MA2B3C4D24", GOOD)],
)
def test_a_repair_is_offered_and_removes_the_finding(country, typed, meant):
    found = read(typed, country=country)
    assert found.suggestion == meant
    assert read(meant, country=country).fault == ""


def test_an_id_says_its_own_country():
    assert read("DE 136 695 976", country="FR").kind == "de_vat"
    assert read(GOOD, country="HK").kind == "uscc"


@pytest.mark.parametrize(
    ("value", "kind", "valid"),
    [
        ("330106000012340", "cn_reg15", True),
        ("330106000012341", "cn_reg15", False),  # the oldest have no check digit: unknown is not wrong
        ("330106MA2B3C4D1", "cn_tax15", True),
        ("600037341", "cn_org", True),
        ("60003734-1", "cn_org", True),
    ],
)
def test_numbers_from_before_the_credit_code_are_known(value, kind, valid):
    found = read(value)
    assert (found.kind, found.valid, found.fault) == (kind, valid, "id.former_kind")


@pytest.mark.parametrize(
    ("value", "fault"),
    [("60003734-2", "id.check_digit"), ("330106MA2B3C4DX", "id.check_digit"), ("999999MA2B3C4DX", "id.invalid")],
)
def test_old_numbers_with_letters_have_their_check_digit(value, fault):
    assert read(value).fault == fault


@pytest.mark.parametrize(
    ("country", "typed", "kind", "value"),
    [
        ("TW", "00501503", "tw_ubn", "00501503"),
        ("GB", "GB 980 7806 84", "gb_vat", "980780684"),
        ("GB", "00445790", "gb_company", "00445790"),
        ("DE", "DE 136 695 976", "de_vat", "136695976"),
        ("IN", "27AAPFU0939F1ZV", "in_gstin", "27AAPFU0939F1ZV"),
        ("SG", "00192200M", "sg_uen", "00192200M"),
        ("JP", "5-8356-7825-6246", "jp_cn", "5835678256246"),
        ("AU", "83 914 571 673", "au_abn", "83914571673"),
        ("FR", "552 008 443", "fr_siren", "552008443"),
        ("BR", "16.727.230/0001-97", "br_vat", "16727230000197"),
        ("AU", "ABN 83 914 571 673", "au_abn", "83914571673"),
        ("FR", "RCS Paris 552 008 443", "fr_siren", "552008443"),
        ("JP", "T5835678256246", "jp_cn", "5835678256246"),
        ("HK", "12345678-000-01-23-4", "hk_br", "1234567800001234"),
        ("IN", "U72200KA2013PTC097389", "in_cin", "U72200KA2013PTC097389"),
        ("CH", "CHE-107.787.577", "ch_uid", "CHE107787577"),
        ("SE", "556188-8404", "se_orgnr", "5561888404"),
        ("CN", "5493001KJTIIGC8Y1R12", "lei", "5493001KJTIIGC8Y1R12"),
    ],
)
def test_ids_of_other_countries_are_checked_by_their_own_rules(country, typed, kind, value):
    found = read(typed, country=country)
    assert (found.kind, found.value, found.valid) == (kind, value, True)


def test_a_number_that_every_court_gives_anew_proves_no_company():
    found = read("HRB 12345", country="DE")
    assert (found.kind, found.valid, found.fault) == ("de_register", False, "")
    assert read("Amtsgericht München, HRB 12345", country="DE").fault == ""


def test_another_register_of_a_country_with_one_known_scheme_is_no_fault():
    assert read("9429041535110", country="NZ").fault == ""
    assert read("16.727.230/0001-98", country="BR").fault == "id.check_digit"


def test_the_kind_that_the_file_says_decides_over_the_country():
    assert read("00501503", kind="tw_ubn", country="CN").kind == "tw_ubn"
    assert read(GOOD, kind="uscc", country="TW").valid


def test_an_id_of_a_country_without_rules_is_neither_valid_nor_at_fault():
    found = read("AB 123", country="XX")
    assert (found.value, found.valid, found.fault) == ("AB123", False, "")


@pytest.mark.parametrize("country", ["GB", "TW", "DE"])
def test_a_wrong_id_of_another_country_is_told(country):
    assert read("98765", country=country).fault == "id.wrong_length"


def test_an_empty_id_is_no_fault():
    assert list(check(record(""))) == []


@pytest.mark.parametrize("where", [{"region": "330200"}, {"address": "杭州市文一西路969号"}, {}, {"region": "33"}])
def test_a_company_of_the_same_province_is_no_mismatch(where):
    assert list(check(record(GOOD, **where))) == []


def test_no_run_and_no_digit_over_and_over_is_plainly_a_credit_code():
    runs = [digit * 18 for digit in "0123456789"] + [("0123456789" * 3)[start:][:18] for start in range(10)]
    assert not any(map(mainland.is_plain, runs))


CREDIT_CODES = st.builds(
    lambda start, rest: (code := f"91{start}{rest}") + uscc.calc_check_digit(code),
    st.sampled_from(["330106", "440300", "999999"]),
    st.text("0123456789", min_size=9, max_size=9)
    | st.text("0123456789AMX", min_size=9, max_size=9)
    | st.just("MAXXXX205"),
)


@given(
    st.text() | st.text(alphabet="0123456789ABCXOIZ- ", max_size=22) | CREDIT_CODES,
    st.sampled_from(["CN", "CN", "TW", "GB", "", "xx", "é"]),
)
def test_any_id_is_read_and_read_alike(raw, country):
    assert read(raw, country=country) == _read.__wrapped__(raw, kind="", country=country)
