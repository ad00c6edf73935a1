"""What holds of every field: reading is quick and slow alike, its outcome stable, and an offer taken ends the finding."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators import phones
from validators.phones import check, plans, read, readings
from validators.phones.reading import _read_digits, _read_plainly, _read_slowly
from validators.phones.script import digits_for_letters, plain
from validators.record import Record
from validators.repairing import repaired

COUNTRIES = st.sampled_from(["CN", "TW", "HK", "US", "GB", "DE", "IN", "JP", ""])
DIGITS = st.text("0123456789", min_size=1, max_size=12)
PARTS = st.sampled_from(
    ["139", "2658", "0147", "13926580147", "0755", "82658014", "62658014", "+86", "400-820-1947", "1", "转", "ext ", "-", " ",
     "/", "、", "，", "（", "）", "～", "—", "l", "O", "*", "****", "一", "三", "〇", "①", "传真", "张经理", "×", "\u200b", "#",
     "FLOWERS", "1.39E+10", "86"]
)  # fmt: skip
FIELDS = st.lists(PARTS | DIGITS, max_size=8).map("".join) | st.text(max_size=40)
AREA = st.from_regex(r"0(?:10|2[0-9]|[3-9][0-9]{2})[- ]?[2-9][0-9]{6,7}", fullmatch=True)
MOBILE = st.from_regex(r"(?:(?:\+|00)?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}", fullmatch=True)
EXTENDED = st.from_regex(r"0(?:10|2[0-9]|[3-9][0-9]{2})[- ]?[2-9][0-9]{7}(?:-| ?转 ?)[0-9]{1,6}", fullmatch=True)
EXAMPLES = sorted(
    f"+{one.country_code}{phonenumbers.national_significant_number(one)}"
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    for kind in sorted(phonenumbers.PhoneNumberType.values())
    if (one := phonenumbers.example_number_for_type(region, kind))
)


def dialled(number, lead, cuts):
    """A number of the world as somebody may type it: what is dialled before it, and signs between its digits."""
    digits = number[1:]
    for at, sign in sorted(cuts, reverse=True):
        digits = digits[:at] + sign + digits[at:]
    return lead + digits


OF_DIGITS = st.builds(
    dialled,
    st.sampled_from(EXAMPLES)
    | st.from_regex(r"\+86(?:1[3-9][0-9]{9}|0?[2-9][0-9]{9,10}|2024-?05[0-9]{5})", fullmatch=True),
    st.sampled_from(["+", "+", "00", "", "(", "(+", "0"]),
    st.lists(st.tuples(st.integers(1, 12), st.sampled_from([" ", "-", ") ", ")", "("])), max_size=3),
)


def alike(raw, country="CN"):
    plainly = _read_plainly(raw) if country == "CN" else ()
    quickly = plainly or _read_digits(raw, country)
    assert not quickly or quickly == _read_slowly(raw, country)
    at_once = phones.at_once(raw, country=country)
    assert not at_once or [number.e164 for number in read(raw, country=country)] == [at_once]
    return bool(quickly)


def planned_alike(digits):
    """The plans, compiled once, say of a number what libphonenumber says."""
    if parted := plans.parted(digits):
        number = phonenumbers.parse(f"+{digits}")
        assert parted == (str(number.country_code), phonenumbers.national_significant_number(number))
        assert plans.type_of(*parted) == phonenumbers.number_type(number)
    return bool(parted)


def stable(raw, country):
    """What can be dialled is read as itself, in any country and at home."""
    for number in read(raw, country=country):
        if number.e164:
            (again,) = read(number.e164, country=country)
            assert (again.e164, again.kind.value.removesuffix("_ext")) == (
                number.e164,
                number.kind.value.removesuffix("_ext"),
            )
    assert plain(plain(raw)) == plain(raw)
    assert digits_for_letters(digits_for_letters(raw)) == digits_for_letters(raw)


def mended(raw, country):
    """Every offer can be taken, and its finding is gone then: no number with that fault has what was offered."""
    record = Record(phones=(raw,), region="110105" if country == "CN" else "", country=country)
    for finding in check(record, readings(record)):
        typed = repaired(raw, finding) if "suggestion" in finding.params else None
        if typed:
            after = Record(phones=(typed,), region=record.region, country=country)
            left = [f.params.get("number") for f in check(after, readings(after)) if f.code == finding.code]
            assert left.count(finding.params["number"]) < max(1, raw.count(str(finding.params["number"])))


@settings(max_examples=60)
@given(AREA | MOBILE | EXTENDED)
def test_reading_plainly_is_reading_slowly(raw):
    alike(raw)


@settings(max_examples=100)
@given(OF_DIGITS, COUNTRIES)
def test_reading_digits_is_reading_slowly(raw, country):
    alike(raw, country)


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("(0755)82658014", "CN"),
        ("0044 2087629073", "CN"),
        ("+49 30 31104732", "CN"),
        ("(02)2567-5001", "TW"),
        ("(312) 386-5286", "US"),
        ("1-408-996-1010", "US"),
    ],
)
def test_what_most_fields_hold_is_read_quickly_and_alike(raw, country):
    assert alike(raw, country)


def test_every_kind_of_number_of_the_world_is_what_its_plan_says():
    assert sum(planned_alike(number[1:]) for number in EXAMPLES) > len(EXAMPLES) * 9 // 10


@settings(max_examples=150)
@given(st.sampled_from(EXAMPLES), st.lists(st.tuples(st.integers(0, 14), st.sampled_from("0123456789")), max_size=4))
def test_what_is_nearly_a_number_is_what_its_plan_says(number, slips):
    for at, digit in slips:
        number = number[: at + 1] + digit + number[at + 2 :]
    planned_alike(number[1:])


@settings(max_examples=60)
@given(FIELDS, COUNTRIES)
def test_reading_what_was_read_changes_nothing(raw, country):
    stable(raw, country)


@settings(max_examples=60)
@given(FIELDS, COUNTRIES)
def test_an_offer_taken_ends_the_finding(raw, country):
    mended(raw, country)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None)
@given(AREA | MOBILE | EXTENDED)
def test_reading_plainly_is_reading_slowly_very_often(raw):
    alike(raw)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(OF_DIGITS | FIELDS, COUNTRIES)
def test_reading_digits_is_reading_slowly_very_often(raw, country):
    alike(raw, country)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None)
@given(FIELDS, COUNTRIES)
def test_a_field_is_read_stably_and_mended_very_often(raw, country):
    stable(raw, country)
    mended(raw, country)
