"""What a sample proves of a share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greening.domain.bounds import lower_bound


def test_nothing_seen_proves_nothing():
    assert lower_bound(0, 0, 0.95) == lower_bound(0, 500, 0.95) == 0.0


def test_59_clean_ones_prove_a_false_rate_below_five_percent():
    assert 1 - lower_bound(59, 59, 0.95) < 0.05 < 1 - lower_bound(45, 45, 0.95)


@given(st.integers(1, 500), st.data())
def test_a_bound_is_below_what_was_seen_and_rises_with_it(of, data):
    hits = data.draw(st.integers(0, of - 1))
    assert 0 <= lower_bound(hits, of, 0.95) < lower_bound(hits + 1, of, 0.95) <= (hits + 1) / of


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_a_larger_sample_of_the_same_share_proves_more(size):
    assert lower_bound(9 * size // 10, size, 0.95) < lower_bound(9 * size, 10 * size, 0.95)
