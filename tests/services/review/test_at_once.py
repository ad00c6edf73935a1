"""Several people at the same items at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import reviewers
from sqlalchemy import update

from greening.domain.refusals import Refusal
from greening.domain.review import Filters, Kind, State
from greening.domain.triage import Triage
from greening.services import review
from greening.storage import review_queue
from greening.storage.review import Review


def test_reviewers_never_hold_one_item_twice_and_lose_none(engine, make, database_url, now):
    with reviewers.room(database_url, make.policy(), now, reviewers=8, items=40) as room:
        room.work_off(seed=7)
        reviewers.Room(room.work, room.policy, room.reviewers[:1], now + room.policy.review.skipped).work_off(7)
        assert room.overlaps() == []
        assert (len(room.verdicts()), set(room.verdicts().values())) == (40, {1})


def test_an_item_that_somebody_is_taking_at_this_moment_is_passed_over(desk):
    first, second = desk.doubted(), desk.doubted()
    with desk.work() as unit:
        unit.session.get_one(Review, first, with_for_update=True)
        assert desk.next() == second


def test_the_next_item_is_found_behind_any_number_that_others_have(engine, make, database_url, now):
    items = review_queue.AHEAD + 1
    with reviewers.room(database_url, make.policy(), now, reviewers=2, items=items) as room:
        with room.work() as unit:
            *others, last = review_queue.ids(unit.session, Filters(), limit=items)
            held = {"lease_by": room.reviewers[0].id, "lease_until": now + timedelta(minutes=1)}
            unit.session.execute(update(Review).where(Review.id.in_(others)).values(**held))
        who = {"actor": room.reviewers[1], "filters": Filters(), "now": now}
        assert review.next_item(room.work, room.policy, **who) == last


def test_of_two_verdicts_at_once_one_is_given_and_the_other_kept_as_a_draft(desk, quan):
    item_id = desk.doubted()
    shown = desk.item(item_id)

    def say(person, kind):
        try:
            return desk.of(person).say(item_id, kind, shown=shown, note=f"{kind} by {person.name}")
        except Refusal as no:
            return no.code

    with ThreadPoolExecutor(2) as pool:
        said = [pool.submit(say, desk.by, Kind.PASS), pool.submit(say, quan, Kind.REJECT)]
        outcomes = [one.result() for one in said]
    assert outcomes.count("review.stale") == 1
    loser = [desk.by, quan][outcomes.index("review.stale")]
    assert desk.of(loser).item(item_id).draft.note.endswith(f"by {loser.name}")
    assert len(desk.item(item_id).verdicts) == 1


@pytest.mark.parametrize("times", range(5))
def test_an_undo_and_its_settling_at_once_end_in_one_state(desk, times):
    item_id = desk.doubted()
    verdict_id = desk.say(item_id).verdict_id
    with ThreadPoolExecutor(2) as pool:
        settled, undone = pool.submit(desk.settle, verdict_id), pool.submit(desk.undo, verdict_id)
        assert undone.result() == item_id
        assert settled.result() in {0, 1}
    assert (desk.stored(item_id).state, desk.record(item_id).triage) == (State.OPEN, Triage.REVIEW)


def test_edits_and_verdicts_at_once_do_not_block_each_other(desk):
    desk.make.person("Ops")
    items = [desk.doubted() for _ in range(4)]

    def judge(item_id):
        for kind in (Kind.PASS, Kind.RETURN):
            try:
                desk.settle(desk.say(item_id, kind, note="seen").verdict_id)
            except Refusal:
                continue

    def edit(item_id):
        for number in range(3):
            desk.edit(item_id, address=f"文三路 {number} 号", emails=(f"test{number}@test.com",))

    with ThreadPoolExecutor(8) as pool:
        deeds = [pool.submit(deed, item) for item in items for deed in (judge, edit)]
        assert [deed.result() for deed in deeds] == [None] * 8
    for item_id in items:
        record = desk.record(item_id)
        newest = desk.of_record(record.id)
        assert newest.state == State.OPEN or record.triage in {Triage.FLOW, Triage.REVIEW}
