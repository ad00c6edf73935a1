"""The desk at which operations work on the policy."""

from datetime import datetime

import pytest
from factories import Make
from policy_desk import Desk

from greening.storage.session import Work


@pytest.fixture
def desk(make: Make, work: Work, now: datetime) -> Desk:
    return Desk(make, work, make.policy(), now)
