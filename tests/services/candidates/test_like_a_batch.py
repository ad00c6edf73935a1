"""What is thought of two stored records is what a batch thinks of the same two: one opinion, whoever asks."""

from collections import Counter
from dataclasses import replace

import pytest
from likenesses import AGAIN, BRANCH, MILL, STRANGER

from greening.domain.records import derive
from greening.matching import Counted, organisations
from greening.storage import candidate_finding

RECORDS = (
    MILL,
    AGAIN,
    BRANCH,
    STRANGER,
    replace(STRANGER, company="苏州砚川包装制品有限公司", region="", phones=("0512-55501236",)),
    replace(MILL, company="Larkmoor Trading Co., Ltd.", country="GB", region="", address="", phones=()),
)


@pytest.fixture
def stored(create):
    """The records by their ids."""
    return {create(record, by="Ops"): record for record in RECORDS}


@pytest.fixture
def counted():
    return Counted(len(RECORDS), Counter(key.hash for record in RECORDS for key in derive(record).keys))


def test_two_that_are_stored_are_judged_as_in_a_batch(work, policy, stored, counted):
    read = {one: organisations.features(record) for one, record in stored.items()}
    with work() as unit:
        found = candidate_finding.likeness(unit.session, list(stored), policy, limit=len(stored)).opinions
    expected = {pair: organisations.model().opinion(read[pair[0]], read[pair[1]], counted) for pair in found}
    assert (len(found) > 3, dict(found)) == (True, expected)


def test_so_is_one_that_is_typed(work, policy, create, counted):
    *there, typed = RECORDS
    ids = {create(record, by="Ops"): record for record in there}
    own = organisations.features(typed)
    with work() as unit:
        found = candidate_finding.beside(unit.session, own, policy)
    expected = {one: organisations.model().opinion(own, organisations.features(ids[one]), counted) for one in found}
    assert (len(found) > 0, dict(found)) == (True, expected)
