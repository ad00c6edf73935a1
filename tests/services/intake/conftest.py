"""A desk to import at."""

import pytest
from intake_desk import Desk


@pytest.fixture
def desk(work, make, now):
    return Desk(work, make.policy(), make.person("Ops"), now)
