"""Does an address lead to the same door however it is written?"""

import pytest

from greening.matching import NOTHING_COUNTED
from greening.matching.organisations import SCHEME, features
from greening.matching.organisations.address import NO_ADDRESS, parse
from validators import Record


@pytest.mark.parametrize(
    ("typed", "number", "street"),
    [
        ("435 S. Larkmoor Blvd.", "435", ("larkmoor",)),
        ("435 south larkmoor boulevard, Sampletown", "435", ("larkmoor",)),
        ("Sampletown 435 Larkmoor Blv", "435", ("larkmoor",)),
        ("102 Fifth Ave.  between 15th and 16th Sts.", "102", ("5",)),
        ("102 5th Avenue", "102", ("5",)),
        ("#02-11, 4 Larkmoor Rise, 667979", "4", ("larkmoor", "rise")),
        ("Larkmoorstrasse 87 66879 Sampletown", "87", ("larkmoorstrasse",)),
        ("5242 W North Ave", "5242", ("n",)),
        ("Larkmoor St.", "", ("larkmoor",)),
        ("4910 S Dr. Ann Larkmoor Dr", "4910", ("ann", "larkmoor")),
        ("435 La Larkmoor Blvd.", "435", ("la", "larkmoor")),
        ("3450-54 W. 79th St", "3450", ("79",)),
        ("3450 W 79 Street", "3450", ("79",)),
        ("Unit 4, 27 Larkmoor Road", "27", ("larkmoor",)),
    ],
)
def test_number_and_street_are_found_in_any_order_and_spelling(typed, number, street):
    found = parse(typed, "US")
    assert (found.number, found.street) == (number, street)


@pytest.mark.parametrize(
    ("typed", "post_code", "number"),
    [
        ("27 Larkmoor St, Sampletown IL 60302", "60302", "27"),
        ("12224 Larkmoor Blvd", "", "12224"),
        ("Larkmoorstrasse 87 66879 Sampletown", "66879", "87"),
    ],
)
def test_a_post_code_is_no_house_number(typed, post_code, number):
    found = parse(typed, "US")
    assert (found.post_code, found.number) == (post_code, number)


def test_a_chinese_door_is_one_with_and_without_its_floor():
    assert parse("苏州市虎丘区浒墅关路18号", "CN").door == parse("江苏省苏州市虎丘区浒墅关路18号3楼", "CN").door != ""


@pytest.mark.parametrize("typed", ["", "-", "  "])
def test_nothing_is_no_address(typed):
    assert parse(typed, "CN") == NO_ADDRESS
    assert not NO_ADDRESS


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("804 northlarkmoor", "804 North Larkmoor St.", "address.same"),
        ("Larkmoor Sq., Penvale", "221 Hollin St., Penvale", "address.words_differ"),
        ("Larkmoor Sq., Penvale", "221 Larkmoor Sq., Penvale", "address.words"),
    ],
)
def test_two_streets_are_one_however_they_are_parted_and_a_town_makes_no_street(one, other, code):
    left, right = (features(Record(company="Hollin", country="US", address=typed)) for typed in (one, other))
    assert code in {step.code for step in SCHEME.steps(left, right, NOTHING_COUNTED)}
