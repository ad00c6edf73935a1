"""The code that whoever complained comes back with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greening.domain.complaint_codes import read, said


@given(st.integers(1, 10**9), st.text("0123456789", min_size=16, max_size=16))
def test_what_is_shown_is_read_again(number, secret):
    assert read(said(number, secret)) == (number, secret)


@pytest.mark.parametrize(
    "typed",
    [
        "C-118 · 4821-7713-0956-2240",
        "c118 4821771309562240",
        "118-4821 7713 0956 2240",
        " Ｃ－118：4821 7713 0956 2240 ",
    ],
)
def test_a_code_is_read_as_people_type_it(typed):
    assert read(typed) == (118, "4821771309562240")


@pytest.mark.parametrize(
    "typed", ["", "C-118", "4821-7713-0956-2240", "C-118 4821-7713-0956", "C-118 4821-7713-0956-22401", "x"]
)
def test_what_is_no_code_is_none(typed):
    assert read(typed) is None
