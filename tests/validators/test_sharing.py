import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.sharing import half_up, shares


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"), [(0, 3, 0), (1, 2, 1), (3, 2, 2), (149, 100, 1), (667, 10, 67)]
)
def test_halves_go_up(numerator, denominator, rounded):
    assert half_up(numerator, denominator) == rounded


def test_what_is_exact_stays_exact():
    assert shares([6, 12, 0], [10, 20, 10], 18, 40) == [6, 12, 0]


def test_full_parts_stay_full_and_empty_ones_empty():
    assert shares([10, 0, 7], [10, 10, 13], 52, 99) == [30, 0, 22]


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 1000)), min_size=1, max_size=30))
def test_parts_always_add_up_and_are_close_to_their_share(given_parts):
    ceilings = [weight * 1000 for weight, _ in given_parts]
    parts = [weight * level for weight, level in given_parts]
    total = half_up(100 * sum(parts), sum(ceilings)) * 10
    shared = shares(parts, ceilings, total, 1000)
    assert sum(shared) == total
    assert all(tenths >= 0 for tenths in shared)
    assert all(abs(tenths - 1000 * part / sum(ceilings)) < 7 for tenths, part in zip(shared, parts, strict=True))
    assert all(tenths == 0 for tenths, part in zip(shared, parts, strict=True) if part == 0)
