"""A court: two reps who collide, and whoever rules it."""

import pytest
from court import Court

from greening.domain.ownership import Begin
from greening.storage import holdings, ownership, units


@pytest.fixture
def court(work, make, now):
    there = Court(work, make, now)
    there.sits()
    return there


@pytest.fixture
def give(court):
    """Let a record of the pool be somebody's from now on, as a taking does."""

    def to(record_id, name="Ana"):
        person_id = court.person(name).id
        said = {"how": Begin.TAKE, "by": person_id, "policy_version": court.policy.version, "now": court.now}
        with court.work() as unit:
            [one] = units.of_record(unit.session, record_id, lock=True)
            holdings.need_place(unit.session, person_id, cap=court.policy.library.cap)
            ownership.begin(unit.session, one, person_id, **said)

    return to


@pytest.fixture
def held(court, give):
    """Ana's customer, whom Bo has called while it lay in the pool; the record's id."""
    record_id = court.make.record("Ops")
    court.visit(record_id, "Bo", days_ago=5)
    give(record_id)
    return record_id


@pytest.fixture
def contested(court, held):
    """A conflict about one record that Ana holds and Bo contests."""
    return court.file(record_id=held)
