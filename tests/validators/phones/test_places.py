"""Where a number belongs: the area code that its place gives, and numbers of elsewhere typed on the mainland."""

import pytest

from validators.phones import PhoneKind, read


def kinds(raw, **where):
    return [number.kind.value for number in read(raw, **where)]


def dialled(raw, **where):
    return [number.e164 for number in read(raw, **where)]


@pytest.mark.parametrize(
    ("raw", "where", "e164"),
    [
        ("62658014", {"region": "110105"}, "+861062658014"),
        ("82658014", {"address": "深圳市南山区科技园"}, "+8675582658014"),
        ("66512658", {"address": "海南省"}, "+8689866512658"),  # one area code for the whole province
        ("2657-5859", {"country": "TW", "address": "台北市內湖區"}, "+886226575859"),
        ("5771234", {"country": "TW", "address": "新竹科學園區力行路"}, "+88635771234"),  # city and county share 03
    ],
)
def test_the_area_code_follows_from_the_place_and_is_marked_as_inferred(raw, where, e164):
    (number,) = read(raw, **where)
    assert (number.e164, number.inferred, number.fault) == (e164, True, "phone.area_code_added")
    assert read(number.suggestion, country=where.get("country", "CN"))[0].e164 == e164


@pytest.mark.parametrize("where", [{"region": "440000"}, {"address": "朝阳区建国路"}, {}, {"region": "632800"}])
def test_no_area_code_is_guessed_where_several_are_possible(where):
    (number,) = read("62658014", **where)
    assert (number.kind, number.e164) == (PhoneKind.LANDLINE_WITHOUT_AREA_CODE, None)


def test_only_the_local_number_of_a_field_takes_the_area_code():
    assert dialled("62658014/88888888/13926580147", region="110105") == ["+861062658014", None, "+8613926580147"]


@pytest.mark.parametrize("raw", ["37-585585", "(37)585-585"])
def test_taiwanese_leave_the_zero_of_the_area_code_out(raw):
    (number,) = read(raw, country="TW")
    assert (number.e164, number.inferred, number.fault) == ("+88637585585", True, "phone.zero_missing")
    assert read(number.suggestion, country="TW")[0].fault == ""


@pytest.mark.parametrize("raw", ["27338000", "2733-8000", "99-585585"])
def test_a_taiwanese_number_without_area_code_and_place_stays_without(raw):
    assert kinds(raw, country="TW") == ["landline_without_area_code"]


def test_a_zero_that_a_spreadsheet_ate_is_put_back():
    (number,) = read("75582658014")
    assert (number.e164, number.inferred, number.suggestion) == ("+8675582658014", True, "075582658014")


@pytest.mark.parametrize(
    ("raw", "e164"),
    [
        ("852-25234567", "+85225234567"),
        ("00852-25234567", "+85225234567"),
        ("853 2833 1234", "+85328331234"),
        ("886-2-25317099", "+886225317099"),
        ("+1 408 996 1010", "+14089961010"),
        ("001-408-996-1010", "+14089961010"),
        ("1-408-996-1010", "+14089961010"),
        ("+44 (0)20 7930 4832", "+442079304832"),
    ],
)
def test_numbers_from_abroad_are_read_on_the_mainland(raw, e164):
    assert dialled(raw) == [e164]


@pytest.mark.parametrize("raw", ["85225234567", "852-25234567"])
def test_a_number_of_hong_kong_needs_no_plus_on_the_mainland(raw):
    (number,) = read(raw)
    assert (number.e164, number.inferred, number.fault) == ("+85225234567", False, "")


@pytest.mark.parametrize("raw", ["4-420 7930 4832", "14089961010", "442079304832"])
def test_a_country_code_without_plus_must_stand_apart(raw):
    assert kinds(raw) == ["invalid"]
