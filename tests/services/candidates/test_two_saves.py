"""Two saves of one company at the same moment; a thousand of them are in tests/slow."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from two_saves import WAYS, Desks, one_round, wanted

ROUNDS = 3


@pytest.fixture
def desks(work, make, now):
    return Desks(work, make.policy(), (make.person("Ana"), make.person("Bo")), make, now)


@pytest.mark.parametrize("way", WAYS)
def test_they_become_one_record_or_one_candidate(desks, way):
    with ThreadPoolExecutor(2) as both:
        for serial in range(ROUNDS):
            assert one_round(desks, both, way, serial) == wanted(way)
