import gc
import weakref

import pytest

from validators.phones import read


@pytest.mark.parametrize(
    ("country", "raw", "e164"),
    [
        ("US", "(212) 736-5000", "+12127365000"),
        ("US", "1-800-FLOWERS", "+18003569377"),
        ("GB", "020 7930 4832", "+442079304832"),
        ("GB", "0044 20 7930 4832", "+442079304832"),
        ("US", "+86 149 2658 0147", "+8614926580147"),  # by the mainland's own plan
        ("US", "0086 149 2658 0147", "+8614926580147"),
        ("DE", "089/63648018", "+498963648018"),
        ("DE", "030 227-0", "+49302270"),
        ("IN", "080-25588000", "+918025588000"),
        ("SG", "6221 2345", "+6562212345"),
        ("HK", "00852-25234567", "+85225234567"),
        ("HK", "852-25234567", "+85225234567"),
        ("HK", "13926580147", "+8613926580147"),
        ("HK", "4123 4567", "+85241234567"),
        ("MO", "2833 1234", "+85328331234"),
        ("TW", "(02)2531-7099", "+886225317099"),
        ("TW", "8675527655988", "+8675527655988"),
        ("TW", "0769-89278888", "+8676989278888"),
        ("TW", "1-4082408797", "+14082408797"),
        ("JP", "090-1234-5678", "+819012345678"),
        ("KR", "02-123-4567", "+8221234567"),
        ("AU", "(02) 9374 4000", "+61293744000"),
        ("FR", "01 42 68 53 00", "+33142685300"),
    ],
)
def test_numbers_are_read_as_in_their_country(country, raw, e164):
    assert [number.e164 for number in read(raw, country=country)] == [e164]


@pytest.mark.parametrize(
    ("country", "raw", "extension"),
    [
        ("US", "212-736-5000 ext 12", "12"),
        ("TW", "02-25317099分機123", "123"),
        ("TW", "(02)2531-7099轉123", "123"),
        ("TW", "02-2733-8000#123", "123"),
        ("TW", "05-2211521-4", "4"),
    ],
)
def test_extensions_are_read_abroad(country, raw, extension):
    assert [number.extension for number in read(raw, country=country)] == [extension]


@pytest.mark.parametrize(
    ("country", "raw"),
    [
        ("US", "(212) 555-0123"),
        ("US", "800-555-0199"),
        ("GB", "020 7946 0018"),
        ("GB", "07700 900123"),
        ("GB", "01632 960001"),
        ("GB", "0161 496 0001"),
        ("DE", "030 23125 001"),
        ("FR", "06 39 98 12 34"),
        ("AU", "(02) 5550 1234"),
        ("IN", "9876543210"),
        ("IN", "+91 98765 43210"),
        ("SG", "66666666"),
    ],
)
def test_numbers_that_nobody_has_are_placeholders(country, raw):
    assert [number.kind.value for number in read(raw, country=country)] == ["placeholder"]


@pytest.mark.parametrize(
    ("country", "raw"),
    [
        ("US", "555-0123"),
        ("US", "13926580147"),  # a mainland mobile is not expected there
        ("TW", "02-4128888"),  # Taipei has eight digits
        ("US", "123-456-7890"),
        ("SG", "7123 4567"),
        ("HK", "12345678"),
        ("MO", "12345678"),
        ("US", "x"),
    ],
)
def test_what_no_plan_knows_is_invalid(country, raw):
    assert [number.kind.value for number in read(raw, country=country)] == ["invalid"]


@pytest.mark.parametrize(("country", "raw"), [("US", "911"), ("GB", "999"), ("CN", "110")])
def test_emergency_numbers_are_told(country, raw):
    assert [(number.kind.value, number.fault) for number in read(raw, country=country)] == [
        ("short_code", "phone.emergency")
    ]


@pytest.mark.parametrize(
    ("country", "raw", "numbers"),
    [
        ("US", "2127365000 / 2127365001", ["+12127365000", "+12127365001"]),
        ("US", "2127365000 2127365001", ["+12127365000", "+12127365001"]),
        ("TW", "06-6362121~3", ["+88666362121", "+88666362123"]),
        ("TW", "02-25317099、25317088", ["+886225317099", "+886225317088"]),
        ("GB", "020 7930 4832 / 7930 4833", ["+442079304832", "+442079304833"]),
    ],
)
def test_several_numbers_are_told_apart_abroad(country, raw, numbers):
    assert [number.e164 for number in read(raw, country=country)] == numbers


@pytest.mark.parametrize(
    ("country", "raw", "fault"),
    [
        ("US", "212-736-500", "phone.wrong_length"),
        ("US", "999-736-5000", "phone.unassigned"),
        ("XX", "212-736-5000", "phone.invalid"),
    ],
)
def test_the_reason_is_told_why_no_plan_knows_a_number(country, raw, fault):
    assert [number.fault for number in read(raw, country=country)] == [fault]


def test_a_number_with_its_extension_is_no_number_of_another_country():
    (number,) = read("02-25234567-9", country="TW")
    assert (number.e164, number.extension) == ("+886225234567", "9")


def test_a_plus_is_only_missing_before_a_country_code():
    assert [number.kind.value for number in read("415-867-53099", country="US")] == ["invalid"]
    assert [number.e164 for number in read("1-408-996-1010", country="GB")] == ["+14089961010"]


def test_who_asks_about_a_number_of_no_country_is_not_held_by_the_answer():
    class Batch:
        """What somebody reads numbers of, by the million."""

    def ask(batch):
        assert [number.kind.value for number in read("+999 8765 4321", country="CN")] == ["invalid"]
        return weakref.ref(batch)

    gc.disable()
    try:
        left = ask(Batch())
    finally:
        gc.enable()
    assert left() is None
