"""What is left of a record when values are struck."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from factories import TEA, USCC

from greening.domain.changes import Stamp, values
from greening.domain.striking import facts, whence, without

NOW = datetime(2026, 3, 2, tzinfo=UTC)
KEPT = {"company", "country"}


def looked_into(record):
    return [one.path for one in facts(record, (), {}, 7, NOW)]


def test_whatever_can_be_looked_into_can_be_struck_alone():
    for path in looked_into(TEA):
        left = values(without(TEA, [path]))
        assert len(left) == len(values(TEA)) - 1, path
        assert values(TEA)[path] not in left.values(), path


def test_all_of_it_can_be_struck_but_the_name_and_the_country():
    left = values(without(TEA, looked_into(TEA)))
    assert {path for path in left if not path.startswith("answers.")} == KEPT


@pytest.mark.parametrize("path", ["company", "country", "answers.scale"])
def test_what_a_record_cannot_be_without_is_not_asked_about(path):
    assert path in values(TEA)
    assert path not in looked_into(TEA)
    assert without(TEA, [path]) == TEA


def test_an_id_goes_with_its_kind():
    record = replace(TEA, ids=(USCC,))
    assert "ids[0]" in looked_into(record)
    assert without(record, ["ids[0]"]).ids == ()


def test_what_stands_behind_a_struck_value_moves_up():
    assert without(TEA, ["phones[0]"]).phones == ("13900001234",)


def test_a_value_without_a_stamp_came_with_the_record():
    later = datetime(2026, 3, 9, tzinfo=UTC)
    found = {one.path: one for one in facts(TEA, (), {"phones[0]": Stamp(9, later, "form")}, 7, NOW)}
    assert (found["phones[0]"].author_id, found["phones[0]"].entered_at) == (9, later)
    assert (found["address"].author_id, found["address"].entered_at) == (7, NOW)


def test_what_moves_up_brings_along_whence_it_is():
    """Nothing is left of the first person, and the second has no name any more by which they could be known."""
    stamps = {path: Stamp(number, NOW, "quest") for number, path in enumerate(values(TEA))}
    gone = [path for path in stamps if path.startswith("key_persons[0]")] + ["key_persons[1].name", "phones[0]"]
    left = whence(TEA, gone, stamps)
    assert left["key_persons[0].phones[0]"] == stamps["key_persons[1].phones[0]"]
    assert left["phones[0]"] == stamps["phones[1]"]
    assert set(left) == set(values(without(TEA, gone)))
