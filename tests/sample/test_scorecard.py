"""The scorecard counts what was planted against what was found."""

from greening.sample import scorecard
from greening.sample.scorecard import Planted
from greening.sample.truth import Plant

TRUTH = {
    "a": frozenset({Plant.MASKED_NUMBER}),
    "b": frozenset({Plant.MASKED_NUMBER}),
    "c": frozenset(),
    "d": frozenset({Plant.SISTER}),
    "e": frozenset({Plant.PADDING_NOTE}),
}


def test_a_plant_counts_as_found_only_by_its_own_sign():
    codes = {"a": frozenset({"phone.masked"}), "b": frozenset({"phone.invalid"})}
    card = scorecard.score(TRUTH, codes, {})
    assert Planted(Plant.MASKED_NUMBER, rows=2, found=1) in card.planted


def test_a_pattern_of_codes_finds_too():
    card = scorecard.score(TRUTH, {"e": frozenset({"visit.void"})}, {})
    assert Planted(Plant.PADDING_NOTE, rows=1, found=1) in card.planted


def test_honest_rows_and_traps_are_counted_where_they_are_doubted():
    warned = {"c": frozenset({"phone.invalid"}), "d": frozenset(), "e": frozenset({"visit.void"})}
    card = scorecard.score(TRUTH, {}, warned)
    assert (card.honest, card.doubted) == (2, 1)
