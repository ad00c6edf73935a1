"""Who was entered twice and found, and who was kept apart, counted against what was planted."""

from greening.sample.relatives import relatives
from greening.sample.scorecard import Planted
from greening.sample.truth import Plant

TRUTH = {
    "a": frozenset(),
    "a2": frozenset({Plant.DUPLICATE}),
    "b": frozenset(),
    "b2": frozenset({Plant.DUPLICATE}),
    "a-sister": frozenset({Plant.SISTER}),
    "b-branch": frozenset({Plant.BRANCH}),
}
ENTITIES = {"a": 1, "a2": 1, "b": 2, "b2": 2, "a-sister": 3, "b-branch": 4}


def test_a_row_entered_again_is_found_beside_its_own_company_only():
    seen = relatives(TRUTH, ENTITIES, {("a2", "a"), ("b2", "a")})
    assert seen.found == Planted(Plant.DUPLICATE, rows=2, found=1)
    assert (seen.suspected, seen.wrong) == (2, 1)


def test_a_look_alike_is_kept_apart_unless_it_is_taken_for_somebody_else():
    seen = relatives(TRUTH, ENTITIES, {("b", "b-branch")})
    assert Planted(Plant.SISTER, rows=1, found=1) in seen.apart
    assert Planted(Plant.BRANCH, rows=1, found=0) in seen.apart
