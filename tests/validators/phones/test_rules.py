import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validators.faults import assert_example
from validators.finding import Severity
from validators.phones import FAULTS, check, read, readings
from validators.record import KeyPerson, Record


def codes(record):
    return [(finding.field, finding.code) for finding in check(record, readings(record))]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_every_fault_is_found_in_its_example_and_not_in_its_look_alike(fault):
    assert_example(
        fault, lambda value: Record(phones=(value,), region="110105"), lambda record: check(record, readings(record))
    )


@pytest.mark.parametrize("kind", ["placeholder", "masked", "invalid", "iot", "satellite", "suspicious"])
def test_what_nobody_can_call_is_a_warning(kind):
    raw = {
        "placeholder": "13800138000",
        "masked": "139****0147",
        "invalid": "010-02658014",
        "iot": "1440012658014",
        "satellite": "17491265801",
        "suspicious": "18888888888",
    }[kind]
    assert read(raw)[0].kind == kind
    findings = list(check(Record(phones=(raw,)), readings(Record(phones=(raw,)))))
    assert {finding.severity for finding in findings} == {Severity.WARNING}


@pytest.mark.parametrize(
    "raw",
    [
        "13926580147",
        "16526580147",
        "010-62658014",
        "010-62658014转8",
        "4008201947",
        "8008201947",
        "13926580147/010-62658014",
        "13912341234",
        "021-52658014",
    ],
)
def test_a_usable_number_gets_at_most_a_hint(raw):
    record = Record(phones=(raw,), region="110105", country="CN")
    assert all(finding.severity is Severity.HINT for finding in check(record, readings(record)))


def test_numbers_of_key_persons_are_judged_where_they_stand():
    record = Record(key_persons=(KeyPerson(name="Li"), KeyPerson(phones=("", "13800138000"))))
    assert codes(record) == [("key_persons[1].phones[1]", "phone.placeholder")]


def test_several_numbers_in_one_field_are_counted():
    record = Record(phones=("13926580147/010-62658014",))
    (finding,) = check(record, readings(record))
    assert (finding.code, finding.params["count"]) == ("phone.several", 2)


def test_an_area_code_of_another_city_names_both():
    record = Record(phones=("021-52658014",), address="北京市海淀区")
    (finding,) = check(record, readings(record))
    assert finding.code == "phone.area_mismatch"
    assert finding.params == {"number": "021-52658014", "area": "021", "serves": ("上海市",), "region": "北京市海淀区"}


@pytest.mark.parametrize("place", [{"region": "510000"}, {"region": "511400"}, {"address": "四川省眉山市"}, {}])
def test_an_area_code_that_may_serve_the_region_is_no_mismatch(place):
    record = Record(phones=("028-82658014",), **place)
    assert codes(record) == []


def test_a_number_of_another_country_names_it():
    record = Record(phones=("+852 2523 4567",))
    (finding,) = check(record, readings(record))
    assert (finding.code, finding.params["country"]) == ("phone.other_country", "HK")


def test_no_code_stands_twice():
    assert len({fault.code for fault in FAULTS}) == len(FAULTS)


@given(
    st.lists(st.text(alphabet="0123456789 +-/*x转lO.,~、E", max_size=30), max_size=3),
    st.sampled_from(["CN", "TW", "US", ""]),
)
def test_any_numbers_are_judged_by_faults_of_the_catalog(fields, country):
    record = Record(phones=tuple(fields), country=country, address="台北市")
    for finding in check(record, readings(record)):
        assert finding.code in {fault.code for fault in FAULTS}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if "suggestion" in fault.params])
def test_a_repair_removes_its_finding(fault):
    record = Record(phones=(fault.example,), region="110105")
    (suggestion,) = (f.params["suggestion"] for f in check(record, readings(record)) if f.code == fault.code)
    assert fault.code not in {code for _, code in codes(Record(phones=(suggestion,), region="110105"))}
