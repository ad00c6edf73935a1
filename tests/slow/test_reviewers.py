"""32 reviewers at one queue: is an item ever in two hands, judged twice, or lost?"""

import pytest
import reviewers

from greening.domain.review import State
from greening.storage.review import Review

ITEMS = 1000
REVIEWERS = 32
ENOUGH_LEFT_AND_COME_BACK = 50

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_item_twice_and_none_lost(engine, make, database_url, now, seed):
    with reviewers.room(database_url, make.policy(), now, reviewers=REVIEWERS, items=ITEMS) as room:
        room.work_off(seed)
        assert room.overlaps() == []
        left = _left(room)
        assert all(item.lease_by is None for item in left), "whoever closed a browser came back to their item"
        later = reviewers.Room(room.work, room.policy, room.reviewers[:1], now + room.policy.review.skipped)
        later.work_off(seed)
        assert (len(room.verdicts()), set(room.verdicts().values())) == (ITEMS, {1})
        assert len(room.turns) > ITEMS + ENOUGH_LEFT_AND_COME_BACK
        assert {turn.person for turn in room.turns} == {one.id for one in room.reviewers}


def _left(room):
    with room.work() as unit:
        return unit.session.query(Review).where(Review.state == State.OPEN).all()
