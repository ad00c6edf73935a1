"""When may the machine merge by itself? Not before people have looked, and only where an id, a domain or a number agrees."""

from dataclasses import replace

import pytest
from worded import MODEL, Worded

from greening.matching import NOTHING_COUNTED
from greening.matching.learning.bands import Gate, Tally, is_open, merges_alone, wilson_lower

GATE = Gate(least=0.99, answers=200, bound=0.99, width=1.96)
PROVEN = replace(
    MODEL,
    weights={
        **MODEL.weights,
        "name.same": replace(MODEL.weights["name.same"], base=20.0),
        "number.same": replace(MODEL.weights["number.same"], proof=True),
    },
)
ENOUGH = Tally(600, 600)


def may(one, other, tally=ENOUGH):
    return merges_alone(PROVEN.opinion(one, other, NOTHING_COUNTED), PROVEN, tally, GATE)


@pytest.mark.parametrize(
    ("same", "asked", "lower"), [(0, 0, 0.0), (0, 10, 0.0), (10, 10, 0.7225), (81, 263, 0.2553), (200, 200, 0.9812)]
)
def test_the_lower_end_is_wilsons(same, asked, lower):
    assert wilson_lower(same, asked, width=1.96) == pytest.approx(lower, abs=1e-4)


def test_the_gate_opens_with_enough_answers_of_which_hardly_any_is_no():
    assert not is_open(Tally(), GATE)
    assert not is_open(Tally(200, 200), GATE)
    assert is_open(Tally(381, 381), GATE)
    assert not is_open(Tally(381, 380), GATE)
    assert not is_open(Tally(100, 100), replace(GATE, bound=0.9))


def test_only_where_a_number_agrees_and_no_rule_parts_the_two():
    assert may(Worded("lan", "1"), Worded("lan", "1"))
    assert not may(Worded("lan", "1"), Worded("lan", "1"), Tally(10, 10))
    assert not may(Worded("lan"), Worded("lan"))
    assert not may(Worded("lan", "1", "a"), Worded("lan", "1", "b"))
    assert not may(Worded("lan", "1"), Worded("xu", "1"))


def test_a_rule_that_says_same_is_proof():
    assert may(Worded("lan", "1", "z"), Worded("xu", "2", "z"))
