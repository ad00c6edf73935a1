"""What people type into a name field, class by class. Every class is a promise; a good name is never doubted."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators import DEFAULTS
from validators.data import lines
from validators.names import normalise
from validators.persons import NAMED, Kind, han, key, letters, named, read, reading
from validators.persons.placeholders import JOINING, title_words
from validators.persons.reading import _read, _read_slowly

CLASSES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cases", CLASSES.values(), ids=CLASSES.keys())
def test_a_name_is_what_its_class_says(cases):
    found = {name: reading(name, DEFAULTS) for name in cases["names"]}
    assert {name: one.kind.name for name, one in found.items() if one.kind.name not in cases["is"]} == {}
    if "name" in cases:
        assert {one.name for one in found.values()} == {cases["name"]}
        assert all(one.has_title or one.has_contact for one in found.values())


SURNAMES = st.sampled_from(sorted(han.surnames()))
GIVEN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("总姓的太局代与一华强文晓林陽")
WORDS = st.sampled_from(
    sorted(
        {
            *title_words(),
            *JOINING,
            *lines("vacancies.txt"),
            *letters.addressed("alone"),
            *han.compounds(),
            "空缺",
            "离职",
            "未定",
            "什么",
        }
    )
)


@settings(max_examples=300)
@given(st.builds("".join, st.tuples(SURNAMES | WORDS, SURNAMES | GIVEN | WORDS, GIVEN | st.just(""))) | WORDS)
def test_a_plain_name_is_read_at_once_as_slowly(name):
    assert _read(name, frozenset()) == _read_slowly(name, frozenset())
    assert named(name) == (read(name).name if read(name).kind in NAMED else "")
    assert key(name) == normalise(named(name))


def test_no_title_of_the_list_is_written_in_letters_alone():
    """In a text of plain letters none of them is looked for."""
    assert not [word for word in lines("title_words.txt") if word.isascii()]


@given(st.text() | st.text(alphabet="王建国总经理·.·,/() 13@aA某×さ김ß"))
def test_any_name_is_read_and_read_alike(name):
    found = reading(name, DEFAULTS)
    assert found == read.__wrapped__(
        name, frozenset("".join(word.split()) for word in DEFAULTS.words["placeholder_names"])
    )


@given(st.text(alphabet="沈砚秋王建国总经理采购兼法人 （）/:13926580147@.a", max_size=14))
def test_what_is_left_of_a_name_is_read_as_itself(name):
    left = reading(name, DEFAULTS)
    if left.kind is Kind.FULL and (left.has_title or left.has_contact):
        again = reading(left.name, DEFAULTS)
        assert (again.has_title, again.has_contact) == (False, False)
