import pytest

from validators.phones import read


def kinds(raw):
    return [number.kind.value for number in read(raw)]


@pytest.mark.parametrize(
    "raw",
    [
        "13800138000",
        "13900139000",
        "13800000000",
        "13811111111",
        "13012345678",
        "11111111111",
        "00000000000",
        "12345678",
        "12345678901",
        "13987654321",
        "12345678910",
        "0755-80000000",
        "0571-55555555",
        "4000000000",
        "4001111111",
        "23456789",
        "6543210",
    ],
)
def test_what_is_typed_to_fill_a_field_is_a_placeholder_and_nobody_dials_it(raw):
    assert kinds(raw) == ["placeholder"]
    assert [number.e164 for number in read(raw)] == [None]


@pytest.mark.parametrize("raw", ["18888888888", "010-88888888", "13966666666", "0571-87654321"])
def test_a_vanity_number_may_be_honest_and_is_only_suspicious(raw):
    assert kinds(raw) == ["suspicious"]


@pytest.mark.parametrize("raw", ["010-62658888", "0755-82659999", "13926588888", "400-820-8888", "02-2658-8888"])
def test_four_or_five_lucky_digits_at_the_end_are_no_fault(raw):
    (number,) = read(raw, country="TW" if raw.startswith("02-") else "CN")
    assert number.is_usable
    assert number.fault == ""


@pytest.mark.parametrize("raw", ["13912341234", "13911223344", "13911112222", "400-888-8888"])
def test_a_pattern_is_weakly_suspicious(raw):
    assert kinds(raw) == ["suspicious_weak"]
