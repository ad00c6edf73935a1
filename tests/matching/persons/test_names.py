"""Are the parts of a name found in every writing, and is a slip told from another name?"""

import pytest

from greening.matching.persons import names


@pytest.mark.parametrize(
    ("text", "given", "surname"),
    [
        ("Robert Smith", ("robert",), ("smith",)),
        ("Smith, Robert", ("robert",), ("smith",)),
        ("Mr. Robert J. Smith", ("robert", "j"), ("smith",)),
        ("Ana de la Cruz", ("ana",), ("de", "la", "cruz")),
        ("José Müller", ("jose",), ("muller",)),
        ("Ellie O'Hare", ("ellie",), ("ohare",)),
        ("Robert Smith Jr", ("robert",), ("smith",)),
        ("王小明", ("xiaoming",), ("wang",)),
        ("歐陽小明", ("xiaoming",), ("ouyang",)),
        ("Beau", ("beau",), ()),
    ],
)
def test_a_whole_name_has_its_parts(text, given, surname):
    name = names.whole(text)
    assert (name.given, name.surname) == (given, surname)


def test_columns_say_which_part_is_which():
    assert names.parts("Shaw Ann", "De Luca").given == ("shaw", "ann")
    assert names.parts("", "Luca").surname == ("luca",)
    assert names.parts(" ", "-") is None


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("robert", "robert", "same"),
        ("mary ann", "maryann", "same"),
        ("maria luisa", "maria", "part"),
        ("robert", "bobby", "nickname"),
        ("catherine", "cathrine", "near"),
        ("paul", "palu", "near"),
        ("anna", "ana", "near"),
        ("robert", "r", "initial"),
        ("harrison", "harris", "alike"),
        ("ann", "dan", "differs"),
        ("robert", "susan", "differs"),
        ("robert", "", ""),
    ],
)
def test_two_names_say_how_far_they_are_apart(one, other, level):
    left, right = tuple(one.split()), tuple(other.split())
    assert names.level(left, right) == names.level(right, left) == level


def test_a_row_of_the_table_of_nicknames_is_a_name_and_others_for_it():
    rows = names.nicknames()
    assert rows["bob"] & rows["robert"]
    assert not rows["bob"] & rows["william"]


@pytest.mark.parametrize(("one", "other"), [("philip", "fillip"), ("kristensen", "christensen"), ("meyers", "meiers")])
def test_names_that_sound_alike_are_found_together(one, other):
    assert (names.sound(one) == names.sound(other)) is (one[0] == other[0] or one.startswith("ph"))
