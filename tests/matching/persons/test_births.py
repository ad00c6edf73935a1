"""Is a date of birth read however somebody wrote it, and is a slip told from another day?"""

import pytest

from greening.matching.persons import births


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1970-03-01", "19700301"),
        ("19700301", "19700301"),
        ("1970/3/1", "19700301"),
        ("1970年3月1日", "19700301"),
        ("Mar 1 1970", "19700301"),
        ("1 March 1970", "19700301"),
        ("24-May-11", "20110524"),
        ("8/20/91", "19910820"),
        ("20.8.1991", "19910820"),
        ("1970-03", "19700300"),
        ("1970", "19700000"),
        ("1970-03-01 00:00:00", "19700301"),
        ("19851345", "19851345"),
    ],
)
def test_a_day_is_read_in_every_writing(text, digits):
    assert births.read(text).digits == digits


@pytest.mark.parametrize("text", ["", "unknown", "3", "12345678901", "不详"])
def test_what_is_no_date_is_not_compared(text):
    assert births.read(text) is None


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1970-03-01", "Mar 1 1970", "same"),
        ("1970-03-01", "1/3/1970", "same"),
        ("3/1/1970", "1/3/1970", "swapped"),
        ("1970-03-01", "1970-01-03", "swapped"),
        ("1970-03-11", "1970-03-12", "near"),
        ("1970-03-12", "1970-03-21", "near"),
        ("1970-03-01", "1970-03-28", "part"),
        ("1970-03-01", "1970", "part"),
        ("1970", "1970", "part"),
        ("1970-03-01", "1982-11-27", "differs"),
        ("1970", "1982", "differs"),
    ],
)
def test_two_dates_say_how_far_they_are_apart(one, other, level):
    left, right = births.read(one), births.read(other)
    assert births.level(left, right) == births.level(right, left) == level
