"""What holds of every field: reading is quick and slow alike, its outcome stable, and an offer taken ends the finding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators.phones import check, read, readings
from validators.phones.reading import _read_dialled, _read_plainly, _read_slowly
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
MOBILE = st.from_regex(r"(?:\+86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}", fullmatch=True)
EXTENDED = st.from_regex(r"0(?:10|2[0-9]|[3-9][0-9]{2})[- ]?[2-9][0-9]{7}(?:-| ?转 ?)[0-9]{1,6}", fullmatch=True)


def alike(raw):
    quickly = _read_plainly(raw)
    assert not quickly or quickly == _read_slowly(raw, "CN")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["86", "1", "44", "49", "852", "886", "81", "971", "52"]),
    st.text("0123456789", min_size=6, max_size=11),
)
def test_a_dialled_number_is_read_at_once_as_slowly(country, digits):
    raw = f"+{country}{digits}"
    quickly = _read_dialled(raw, "CN")
    assert not quickly or quickly == _read_slowly(raw, "CN")


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
@settings(max_examples=2_000, deadline=None)
@given(FIELDS, COUNTRIES)
def test_a_field_is_read_stably_and_mended_very_often(raw, country):
    stable(raw, country)
    mended(raw, country)
