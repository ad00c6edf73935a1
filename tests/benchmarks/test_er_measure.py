"""Are found pairs and clusters measured as they should be?"""

import numpy as np
import pytest

from benchmarks import _er_measure
from benchmarks._er_measure import Quality, Scored, Truth
from benchmarks._scale_matching import true

TRUTH = Truth.of([(1, 0), (0, 2), (1, 2), (3, 4), (4, 3)], records=6)
"""Of six records 0, 1, 2 are one, 3 and 4 are one."""
SCORED = Scored.of([(0, 1, 0.9), (0, 2, 0.7), (4, 5, 0.6), (3, 4, 0.3), (2, 5, 0.1)])


def test_a_pair_said_twice_or_the_other_way_round_is_one_true_pair() -> None:
    assert (TRUTH.codes.size, TRUTH.largest) == (4, 3)


@pytest.mark.parametrize(("threshold", "right", "found"), [(0.95, 0, 0), (0.7, 2, 2), (0.5, 2, 3), (0.0, 3, 5)])
def test_pairs_from_a_threshold_on_are_measured(threshold: float, right: int, found: int) -> None:
    assert _er_measure.at(SCORED, TRUTH, threshold) == Quality.of(right, found, true=4)


def test_the_best_threshold_is_the_one_that_no_other_beats() -> None:
    most, where = _er_measure.best(SCORED, TRUTH)
    every = [_er_measure.at(SCORED, TRUTH, float(one)).f1 for one in SCORED.probability]
    assert most.f1 == max(every) == _er_measure.at(SCORED, TRUTH, where).f1


def test_pairs_of_equal_probability_stand_or_fall_together() -> None:
    """Else the order in which an engine writes them would make it better."""
    alike = Scored.of([(0, 1, 0.8), (0, 2, 0.8), (0, 5, 0.8)])
    assert _er_measure.best(alike, TRUTH)[0] == Quality.of(2, 3, true=4)


def test_every_pair_inside_a_cluster_counts_and_the_largest_is_told() -> None:
    quality, largest = _er_measure.clusters([7, 7, 7, 7, 4, 5], TRUTH)
    assert (quality, largest) == (Quality.of(3, 6, true=4), 4)


def test_nothing_found_is_no_fault_of_measuring() -> None:
    assert _er_measure.best(Scored.of([]), TRUTH)[0] == Quality(0, 0, 0)
    assert _er_measure.clusters(range(6), TRUTH) == (Quality(0, 0, 0), 1)


def test_the_truth_of_clusters_is_every_pair_in_them() -> None:
    made = true(np.array([4, 4, 4, 9, 9, 1]))
    assert np.array_equal(made.codes, TRUTH.codes)
