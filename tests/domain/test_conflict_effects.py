"""What each ruling does: to one record, and to two of one customer."""

import pytest

from greening.domain.candidates import Related, Verdict
from greening.domain.conflict_effects import Plan, Stake, plan
from greening.domain.conflict_facts import Ruling

ANA, BO = Stake(10, 100, 1), Stake(20, 200, 2)
BO_TOO = Stake(10, 100, 2)
"""Bo's stake in Ana's record, having none of his own."""


@pytest.mark.parametrize(
    ("ruling", "planned"),
    [
        (Ruling.UPHOLD, Plan()),
        (Ruling.TRANSFER, Plan(ends=(ANA,), begins=(BO_TOO,))),
        (Ruling.POOL, Plan(ends=(ANA,))),
        (Ruling.SEPARATE, Plan()),
        (Ruling.GROUP, Plan()),
        (Ruling.CO_OWN, Plan()),
        (Ruling.INSUFFICIENT, Plan()),
    ],
)
def test_of_one_record_only_the_owner_moves(ruling, planned):
    assert plan(ruling, ANA, BO_TOO) == planned


@pytest.mark.parametrize(
    ("ruling", "planned"),
    [
        (Ruling.UPHOLD, Plan(ends=(BO,), merge=(10, 20), verdict=Verdict.SAME)),
        (Ruling.TRANSFER, Plan(ends=(ANA,), merge=(20, 10), verdict=Verdict.SAME)),
        (Ruling.POOL, Plan(ends=(ANA, BO), merge=(10, 20), verdict=Verdict.SAME)),
        (Ruling.SEPARATE, Plan(verdict=Verdict.DIFFERENT)),
        (Ruling.GROUP, Plan(verdict=Verdict.RELATED, relation=Related.SAME_BOSS)),
        (Ruling.CO_OWN, Plan()),
        (Ruling.INSUFFICIENT, Plan()),
    ],
)
def test_of_two_records_the_winners_takes_up_the_other(ruling, planned):
    assert plan(ruling, ANA, BO) == planned
