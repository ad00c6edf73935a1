"""What is taken back has no effect, whether it has settled before or not, and only its author takes it back."""

import pytest
from sqlalchemy import select

from greening.domain.people import Role
from greening.domain.refusals import AlreadyUndone, Denied, NotFound
from greening.domain.review import Kind, State
from greening.domain.triage import Triage
from greening.services import review
from greening.storage.events import Event
from greening.storage.review import Verdict


def test_before_it_settles_nothing_has_happened(desk):
    item_id = desk.doubted()
    decided = desk.say(item_id, Kind.REJECT, confirmed=("phone.placeholder",), note="made up")
    assert desk.undo(decided.verdict_id) == item_id
    assert desk.later(seconds=11).settle(decided.verdict_id) == 0
    assert (desk.queue(), desk.record(item_id).triage) == ([item_id], Triage.REVIEW)
    shown = desk.item(item_id)
    assert (shown.lease.mine, shown.draft.kind, shown.draft.note) == (True, Kind.REJECT, "made up")
    assert shown.draft.confirmed == ("phone.placeholder",)


def test_a_second_verdict_is_not_settled_by_the_job_of_the_first(desk):
    item_id = desk.doubted()
    first = desk.say(item_id, Kind.REJECT, note="made up").verdict_id
    desk.undo(first)
    second = desk.say(item_id, Kind.PASS).verdict_id
    assert desk.settle(first) == 0
    assert desk.stored(item_id).state == State.PENDING
    assert desk.settle(second) == 1
    assert desk.record(item_id).triage == Triage.FLOW


@pytest.mark.parametrize("kind", [Kind.PASS, Kind.REJECT])
def test_afterwards_its_effects_end_and_the_item_is_open_again(desk, work, kind):
    item_id = desk.doubted()
    verdict_id = desk.ruled(item_id, kind, note="looked at it")
    desk.later(days=3).undo(verdict_id)
    item = desk.stored(item_id)
    assert (item.state, item.decision, item.passed) == (State.OPEN, "", [])
    assert (desk.record(item_id).triage, desk.queue()) == (Triage.REVIEW, [item_id])
    with work() as unit:
        [undone] = unit.session.scalars(select(Event).where(Event.kind == "record.unruled"))
        kinds = [verdict.kind for verdict in unit.session.scalars(select(Verdict).order_by(Verdict.id))]
    assert (undone.subject_id, undone.actor_id, kinds) == (item.record_id, desk.by.id, [kind, "undo"])


def test_an_item_that_came_up_meanwhile_stays_the_one(desk):
    item_id = desk.doubted()
    verdict_id = desk.ruled(item_id, Kind.REJECT, note="made up")
    desk.edit(item_id, emails=("test@test.com",))
    [new] = desk.queue()
    desk.undo(verdict_id)
    assert (desk.queue(), desk.stored(item_id).state) == ([new], State.CLOSED)


def test_with_a_verdict_goes_what_it_had_passed(desk):
    item_id = desk.doubted()
    verdict_id = desk.ruled(item_id)
    desk.edit(item_id, emails=("test@test.com",))
    [new] = desk.queue()
    desk.undo(verdict_id)
    parts = {part["code"] for part in desk.stored(new).parts}
    assert parts == {"phone.placeholder", "key_person.placeholder_name", "mail.placeholder"}


def test_it_is_taken_back_once(desk):
    verdict_id = desk.say(desk.doubted()).verdict_id
    desk.undo(verdict_id)
    with pytest.raises(AlreadyUndone):
        desk.undo(verdict_id)


def test_only_by_its_author(desk, quan, make):
    item_id = desk.doubted()
    verdict_id = desk.say(item_id).verdict_id
    for other in (quan, make.person("Ops")):
        with pytest.raises(Denied):
            desk.of(other).undo(verdict_id)
    assert desk.stored(item_id).state == State.PENDING


def test_an_undo_cannot_be_undone_nor_what_is_not_there(desk, work):
    verdict_id = desk.say(desk.doubted()).verdict_id
    desk.undo(verdict_id)
    with work() as unit:
        undo = unit.session.scalars(select(Verdict.id).where(Verdict.kind == "undo")).one()
    for one in (undo, 0):
        with pytest.raises(NotFound):
            desk.undo(one)


def test_my_verdicts_say_what_can_be_undone(desk, work):
    item_ids = [desk.doubted() for _ in range(3)]
    settled = desk.ruled(item_ids[0])
    undone = desk.say(item_ids[1], Kind.RETURN, note="which Li?").verdict_id
    desk.undo(undone)
    pending = desk.say(item_ids[2])
    listed = review.mine(work, desk.policy, actor=desk.by)
    assert [one.id for one in listed] == [pending.verdict_id, undone, settled]
    assert [one.undo_until for one in listed] == [pending.undo_until, None, None]
    assert [one.may_undo for one in listed] == [True, False, True]
    assert [(one.kind, one.by) for one in listed[1:]] == [(Kind.RETURN, "Qi"), (Kind.PASS, "Qi")]
    assert review.mine(work, desk.policy, actor=desk.by, before=undone, limit=1)[0].id == settled


def test_who_has_become_an_author_takes_back_but_does_not_go_on(desk, make, set_role):
    item_id = desk.doubted()
    ops = desk.of(set_role(make.person("Ops"), Role.QC))
    verdict_id = ops.say(item_id).verdict_id
    desk.edit(item_id, address="文三路 1 号")
    assert ops.undo(verdict_id) == item_id
    assert (desk.stored(item_id).lease_by, ops.item(item_id).refusal) == (None, "author")
