import pytest

from validators import regions
from validators.data import build_area_codes
from validators.regions.former import formers
from validators.regions.tree import divisions


@pytest.mark.parametrize("code", ["320614", "330113", "410308", "460302", "659012", "540481", "653228", "440300", "44"])
def test_codes_in_force_are_current(code):
    assert regions.is_current(code)


@pytest.mark.parametrize(
    ("former", "now"),
    [("320684", "320614"), ("330103", "330105"), ("310103", "310101"), ("371202", "370116"), ("110201", "110114")],
)
def test_a_former_code_is_known_and_leads_to_its_successor(former, now):
    assert regions.is_known(former)
    assert not regions.is_current(former)
    assert regions.successor(former) == now


def test_no_successor_is_claimed_where_none_is_known():
    assert regions.successor("320524") == ""
    assert regions.name("320524") == "吴县"


def test_every_successor_is_in_force():
    assert {former.successor for former in formers().values()} - divisions().keys() == {""}


def test_unknown_codes_are_unknown():
    assert not regions.is_known("999999")
    assert regions.name("999999") == regions.successor("999999") == ""


def test_the_full_name_begins_with_the_province():
    assert regions.name("440305") == "广东省深圳市南山区"


@pytest.mark.parametrize(
    ("code", "outer", "inside"),
    [("440305", "440000", True), ("320684", "320600", True), ("440305", "440100", False), ("x", "", False)],
)
def test_a_region_lies_in_those_above_it(code, outer, inside):
    assert regions.within(code, outer) is inside


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("440305", ("0755",)),
        ("110000", ("010",)),
        ("469001", ("0898",)),
        ("341600", ("0558",)),
        ("632800", ("0977", "0979")),
        ("TW-MIA", ("037",)),
        ("810000", ()),
        ("999999", ()),
    ],
)
def test_area_codes_of_a_region(region, codes):
    assert regions.area_codes(region) == codes


def test_an_area_code_may_serve_several_cities():
    assert set(regions.regions_of("028")) == {"510100", "511400", "512000"}


def test_every_city_of_the_mainland_has_an_area_code():
    assert [
        d.name for d in divisions().values() if d.rank == 2 and d.code.isdigit() and not regions.area_codes(d.code)
    ] == []


@pytest.mark.slow
def test_the_table_of_area_codes_is_what_its_script_makes():
    assert build_area_codes.TARGET.read_text(encoding="utf-8") == build_area_codes.build()
