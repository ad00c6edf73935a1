"""Is an address read from its columns or from one line, and is a slip told from another street?"""

import pytest

from greening.matching.persons import places
from greening.matching.persons.places import Place

ADDRESS = Place("15", "adelalane", "", "lasvegas", "89132", "nv")


def test_columns_and_one_line_say_the_same():
    assert places.of_columns("15", ["Adela Lane"], "Las Vegas", "89132", "NV") == ADDRESS
    assert places.of_columns("", ["15 Adela Ln"], "Las Vegas", "89132", "NV") == ADDRESS
    assert places.of_line("15 Adela Ln., Las Vegas 89132") == Place("15", "adelalane", "", "lasvegas", "89132", "")
    assert places.of_line("15 ADELA LN LAS VEGAS 89132") == Place("15", "adelalane", "", "lasvegas", "89132", "")


def test_the_name_of_a_building_is_not_the_street():
    assert places.of_line("Adventure Apartments, 638 Downey St").street == "downeystreet"


def test_an_empty_address_is_nowhere():
    assert places.of_line("") == places.of_columns("", [], "", "", "") == Place()


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("pridhamstreet", "pridhamstreet", "same"),
        ("adairstreet", "adairstfeet", "near"),
        ("northbridge", "northbridgemall", "near"),
        ("adairstreet", "wallabyplace", "differs"),
        ("adairstreet", "", ""),
    ],
)
def test_two_streets_say_how_far_they_are_apart(one, other, level):
    assert places.level(one, other) == places.level(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "level"), [("2710", "2170", "near"), ("2710", "2710", "same"), ("2710", "3021", "differs")]
)
def test_two_post_codes_say_how_far_they_are_apart(one, other, level):
    assert places.number_level(one, other) == level
