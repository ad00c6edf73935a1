"""A library with clocks, of Ana whose manager is Chen."""

import pytest
from clock_library import Library


@pytest.fixture
def library(work, make, now) -> Library:
    make.person("Chen")
    return Library(work, make.policy(), make, now)
