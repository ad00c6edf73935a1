"""A verdict on what a rep has submitted has its effects, all of them and once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from submission_desk import PHONE

from greening.domain.claims import State
from greening.domain.refusals import ReasonMissing
from greening.domain.refusals_units import PassLacking
from greening.domain.review import Kind
from greening.domain.review import State as Item
from greening.services import claims, records
from validators.finding import Level


def test_a_pass_proves_pays_and_gives_the_right(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id)
    claim = desk.claim_of(item_id)
    [right], [row] = desk.rights(), desk.rows()
    assert (claim.state, claim.ending, desk.level(item_id)) == (State.ENDED, "passed", Level.PROVEN)
    assert (row.rep_id, row.path, row.points, row.cause) == (claim.rep_id, PHONE, Decimal(12), f"verdict:{verdict_id}")
    assert (right.rep_id, right.claim_id, right.ended_at) == (claim.rep_id, claim.id, None)
    assert timedelta(days=180) <= right.until - right.began_at <= timedelta(days=181)
    assert (desk.pits(), desk.balance()) == (1, Decimal(12))
    assert desk.told()["submission.passed"] == {
        "claim": claim.id, "points": "12", "until": right.until.isoformat(),
    }  # fmt: skip


def test_only_what_the_reviewer_has_proven_is_paid(desk):
    item_id = desk.submitted()
    desk.ruled(item_id, proven=(PHONE, "address", "phones[9]", "company"))
    assert {row.path for row in desk.rows()} == {PHONE, "address"}
    assert desk.level(item_id, "website") < Level.PROVEN


def test_a_pass_that_lacks_something_is_refused_with_what_it_lacks_and_kept(desk):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    item_id = desk.submit(claim_id)
    with pytest.raises(PassLacking) as refused:
        desk.say(item_id, note="真实")
    assert refused.value.params["steps"] == [
        {"check": "score", "needed": 55, "got": 50},
        {"check": "channel", "needed": 70, "got": 60},
    ]
    assert (desk.stored(item_id).state, desk.item(item_id).draft.note) == (Item.OPEN, "真实")


def test_nothing_happens_before_the_verdict_settles(desk):
    item_id = desk.submitted()
    desk.undo(desk.say(item_id).verdict_id)
    assert (desk.rows(), desk.rights(), desk.claim_of(item_id).state) == ([], [], State.SUBMITTED)
    assert (desk.stored(item_id).state, desk.told()) == (Item.OPEN, {})


def test_what_is_returned_goes_on_with_the_days_it_waited(desk):
    item_id = desk.submitted()
    due = desk.claim_of(item_id).due_on
    desk.later(days=7).ruled(item_id, Kind.RETURN, note="门牌号对不上")
    claim = desk.claim_of(item_id)
    assert (claim.state, claim.due_on) == (State.OPEN, due + timedelta(days=7))
    assert claim.saved_at == desk.now + timedelta(days=7, seconds=11)
    assert desk.told()["submission.returned"]["note"] == "门牌号对不上"
    again = desk.later(days=7, minutes=1).submit(claim.id)
    assert (again != item_id, desk.pits()) == (True, 1)


def test_what_is_rejected_ends_the_claim_and_frees_its_pit(desk):
    item_id = desk.submitted()
    desk.ruled(item_id, Kind.REJECT, note="号码是编的")
    assert (desk.claim_of(item_id).ending, desk.pits(), desk.rights()) == ("rejected", 0, [])
    assert desk.told()["submission.rejected"]["note"] == "号码是编的"


@pytest.mark.parametrize("kind", [Kind.RETURN, Kind.REJECT])
def test_whoever_sends_it_back_says_why_in_words(desk, kind):
    with pytest.raises(ReasonMissing):
        desk.say(desk.submitted(), kind, confirmed=("submission.completed",))


def test_settled_twice_is_settled_once(desk):
    item_id = desk.submitted()
    verdict_id = desk.ruled(item_id)
    assert desk.later(seconds=20).settle(verdict_id) == 0
    assert (len(desk.rows()), len(desk.rights()), desk.pits()) == (1, 1, 1)


@pytest.mark.parametrize("times", range(3))
def test_two_that_settle_at_once_pay_once(desk, times):
    verdict_id = desk.say(desk.submitted()).verdict_id
    later = desk.later(seconds=11)
    with ThreadPoolExecutor(2) as pool:
        settled = [pool.submit(later.settle, verdict_id) for _ in range(2)]
        assert sorted(one.result() for one in settled) == [0, 1]
    assert (len(desk.rows()), len(desk.rights()), desk.balance(), desk.pits()) == (1, 1, Decimal(12), 1)


def test_a_pass_of_what_has_changed_since_waits_again(desk):
    item_id = desk.submitted()
    verdict_id = desk.say(item_id).verdict_id
    desk.complete(desk.claim_of(item_id).id, by="Ops", address="浙江省杭州市滨江区江晖路 1 号")
    assert desk.later(seconds=11).settle(verdict_id) == 0
    [undone] = desk.item(item_id).verdicts
    assert (desk.stored(item_id).state, undone.undone_at is not None) == (Item.OPEN, True)
    assert (desk.rows(), desk.rights()) == ([], [])
    desk.later(seconds=20).ruled(item_id)
    assert desk.balance() == Decimal(12)


def test_a_follow_up_noted_meanwhile_keeps_no_pass_waiting(desk):
    item_id = desk.submitted()
    verdict_id = desk.say(item_id).verdict_id
    who = {"actor": desk.make.person("Ana"), "record_id": desk.stored(item_id).record_id, "now": desk.now}
    records.add_visit(desk.work, desk.policy, **who, note="约了周五送样", at=desk.now, channel="phone")
    assert desk.later(seconds=11).settle(verdict_id) == 1


def test_a_claim_given_up_meanwhile_is_not_passed(desk):
    item_id = desk.submitted()
    verdict_id, claim = desk.say(item_id).verdict_id, desk.claim_of(item_id)
    claims.withdraw(desk.work, desk.policy, actor=desk.make.person("Ana"), claim_id=claim.id, now=desk.now)
    assert desk.later(seconds=11).settle(verdict_id) == 0
    assert (desk.stored(item_id).state, desk.claim_of(item_id).ending, desk.pits()) == (Item.CLOSED, "withdrawn", 0)


def test_a_claim_given_up_has_nobody_look_at_it(desk):
    item_id = desk.submitted()
    claim_id = desk.claim_of(item_id).id
    claims.withdraw(desk.work, desk.policy, actor=desk.make.person("Ana"), claim_id=claim_id, now=desk.now)
    assert desk.stored(item_id).state == Item.CLOSED
