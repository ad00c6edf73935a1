"""A settled verdict on a submission is taken back by rows that are added; the claim lies with its reviewer again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from greening.domain.claims import State
from greening.domain.credits import Kind as Row
from greening.domain.refusals import AlreadyUndone
from greening.domain.review import Kind
from greening.domain.review import State as Item
from greening.services import entitlements
from validators.finding import Level


def test_a_pass_taken_back_takes_back_what_it_gave(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id)
    desk.later(days=1).undo(verdict_id)
    paid, back = desk.rows()
    [right] = desk.rights()
    assert (back.kind, back.points, back.reverses_id) == (Row.REVERSAL, -paid.points, paid.id)
    assert (right.ending, desk.balance(), desk.level(item_id)) == ("undone", Decimal(), Level.FILLED)
    assert (desk.claim_of(item_id).state, desk.pits(), desk.stored(item_id).state) == (State.SUBMITTED, 1, Item.OPEN)
    assert "submission.reopened" in desk.told()


def test_and_can_be_passed_again_and_paid_again(desk):
    item_id = desk.submitted()
    desk.later(days=1).undo(desk.ruled(item_id))
    desk.later(days=2).ruled(item_id)
    assert (desk.balance(), [row.points for row in desk.rows()]) == (12, [12, -12, 12])
    assert [right.ending for right in desk.rights()] == ["undone", ""]
    assert desk.pits() == 1


def test_taken_back_at_once_by_two_it_is_taken_back_once(desk):
    verdict_id = desk.ruled(desk.submitted())
    later = desk.later(days=1)

    def undo(_):
        try:
            return later.undo(verdict_id) > 0
        except AlreadyUndone:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(undo, range(2))) == [False, True]
    assert (len(desk.rows()), desk.balance(), desk.pits()) == (2, 0, 1)


@pytest.mark.parametrize("times", range(3))
def test_settled_and_taken_back_at_once_nothing_is_left(desk, times):
    item_id = desk.submitted()
    verdict_id = desk.say(item_id).verdict_id
    later = desk.later(seconds=11)
    with ThreadPoolExecutor(2) as pool:
        settled, undone = pool.submit(later.settle, verdict_id), pool.submit(later.undo, verdict_id)
        assert (undone.result(), settled.result() in {0, 1}) == (item_id, True)
    assert (desk.balance(), desk.claim_of(item_id).state, desk.pits()) == (0, State.SUBMITTED, 1)


def test_a_right_that_was_let_go_leaves_the_pit_of_the_claim_alone(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id)
    [right] = desk.rights()
    entitlements.let_go(desk.work, actor=desk.make.person("Ana"), right_id=right.id, now=desk.now + timedelta(hours=1))
    assert desk.pits() == 0
    desk.later(days=1).undo(verdict_id)
    assert (desk.pits(), desk.rights()[0].ending) == (1, "let_go")


def test_a_unit_that_is_somebody_elses_by_now_is_not_claimed_back(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id, Kind.REJECT, note="号码是编的")
    desk.make.claim(desk.stored(item_id).record_id, by="Bo")
    desk.later(days=1).undo(verdict_id)
    assert (desk.claim_of(item_id).ending, desk.stored(item_id).state) == ("rejected", Item.CLOSED)
    assert (desk.pits("Ana"), desk.pits("Bo")) == (0, 1)


def test_a_return_taken_back_lies_with_the_reviewer_again(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id, Kind.RETURN, note="哪位陈青？")
    desk.later(minutes=1).undo(verdict_id)
    assert (desk.claim_of(item_id).state, desk.stored(item_id).state, desk.pits()) == (State.SUBMITTED, Item.OPEN, 1)


def test_a_rep_who_has_submitted_again_is_not_asked_for_the_first_one(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id, Kind.RETURN, note="哪位陈青？")
    again = desk.later(hours=1).submit(desk.claim_of(item_id).id)
    desk.later(hours=2).undo(verdict_id)
    assert (desk.stored(item_id).state, desk.stored(again).state) == (Item.CLOSED, Item.OPEN)
    assert desk.claim_of(again).state == State.SUBMITTED


def test_what_the_ledger_says_nobody_edits(desk, work):
    desk.ruled(desk.submitted())
    for act in ("UPDATE credit SET points = 99", "DELETE FROM credit"):
        with pytest.raises(DatabaseError, match="append-only"), work() as unit:
            unit.session.execute(text(act))
