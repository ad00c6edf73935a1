"""A rep hands a claim to review: it waits for somebody who wrote none of it, whatever the machine finds."""

import pytest
from submission_desk import PHONE

from greening.domain.claims import State
from greening.domain.refusals import Denied, NotFound, ReviewOwn
from greening.domain.refusals_units import ClaimNotThere, NothingCompleted
from greening.domain.review import Filters, Kind, Source
from greening.domain.review import State as Item
from greening.domain.submissions import Stage
from greening.services import judging, review, submissions


def test_it_waits_in_the_queue_with_what_was_completed(desk):
    item_id = desk.submitted()
    shown = desk.item(item_id)
    filled = {one.path: (one.before, one.after) for one in shown.submission.filled}
    assert (shown.source, shown.points, desk.claim_of(item_id).state) == (Source.SUBMISSION, 45, State.SUBMITTED)
    assert filled["address"] == ("", "浙江省杭州市西湖区文三路 18 号")
    assert filled[PHONE] == ("", "139****1236")
    assert "company" not in filled
    assert [(step.check, step.holds) for step in shown.submission.steps] == [("score", False), ("channel", False)]


def test_what_stood_before_is_shown_beside_it(desk):
    claim_id = desk.claimed(address="杭州")
    desk.complete(claim_id)
    [address] = [one for one in desk.item(desk.submit(claim_id)).submission.filled if one.path == "address"]
    assert (address.before, address.completed) == ("杭州", True)


def test_nothing_completed_is_nothing_to_look_at(desk):
    claim_id = desk.claimed()
    with pytest.raises(NothingCompleted):
        desk.submit(claim_id)


def test_it_is_submitted_once(desk):
    item_id = desk.submitted()
    with pytest.raises(ClaimNotThere):
        desk.submit(desk.claim_of(item_id).id)


@pytest.mark.parametrize("by", ["Bo", "Chen", "Qi", "Ops"])
def test_only_by_whoever_completes_it(desk, by):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    with pytest.raises(Denied):
        desk.submit(claim_id, by)
    with pytest.raises(NotFound):
        desk.submit(claim_id + 1, by)


def test_neither_its_rep_nor_whoever_wrote_of_the_record_reviews_it(desk, set_role):
    item_id = desk.submitted()
    for name in ("Ana", "Ops"):
        reviewer = set_role(desk.make.person(name), "qc")
        with pytest.raises(ReviewOwn):
            desk.of(reviewer).say(item_id)


def test_a_rep_who_typed_nothing_is_kept_from_it_too(desk, set_role, work):
    item_id = desk.submitted()
    desk.complete(desk.claim_of(item_id).id, by="Ops", address="文三路", key_persons=())
    assert desk.make.person("Ana").id in desk.stored(item_id).author_ids


def test_what_the_machine_finds_neither_closes_nor_changes_it(desk):
    item_id = desk.submitted()
    before = desk.stored(item_id)
    for _ in range(2):
        judging.judge(desk.work, desk.policy, record_ids=[before.record_id], cause="again", now=desk.now)
    after = desk.stored(item_id)
    assert (after.state, after.version, after.points) == (Item.OPEN, before.version, before.points)


def test_what_changes_in_the_record_is_what_the_reviewer_judges(desk):
    item_id = desk.submitted()
    shown = desk.item(item_id)
    desk.complete(desk.claim_of(item_id).id, by="Ops", website="http://other.example")
    assert desk.item(item_id).record_version == shown.record_version + 1
    desk.ruled(item_id)
    assert desk.stored(item_id).state == Item.DECIDED


def test_a_record_with_a_doubt_has_two_items_and_each_goes_its_way(desk):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    desk.complete(claim_id, emails=("tea@xihu-tea.example", "test@test.com"))
    item_id = desk.submit(claim_id)
    desk.ruled(item_id)
    doubt = next(one for one in _queue(desk) if one.source is Source.FINDING)
    assert desk.stored(doubt.id).state == Item.OPEN
    desk.ruled(doubt.id, Kind.REJECT, note="编的")
    assert (desk.claim_of(item_id).ending, len(desk.rights())) == ("passed", 1)


def test_many_are_judged_at_once_but_for_those_that_lack_something(desk):
    lacking = desk.submitted()
    who = {"actor": desk.reviewer, "filters": Filters(source=Source.SUBMISSION), "now": desk.now}
    preview = review.bulk_preview(desk.work, desk.policy, **who)
    done = review.bulk(desk.work, desk.policy, **who, kind=Kind.PASS, as_of=preview.as_of)
    assert (preview.lacking, [one.value for _, one in done.outcomes]) == (1, ["lacking"])
    done = review.bulk(desk.work, desk.policy, **who, kind=Kind.RETURN, note="请补门牌号", as_of=desk.now)
    assert [one.value for _, one in done.outcomes] == ["decided"]
    assert review.undo_bulk(desk.work, desk.policy, actor=desk.reviewer, bulk_id=done.bulk_id, now=desk.now) == 1
    assert desk.stored(lacking).state == Item.OPEN


def test_its_rep_is_told_what_became_of_it(desk):
    claim_id = desk.claimed()
    desk.complete(claim_id)
    assert _outcome(desk, claim_id) is None
    item_id = desk.submit(claim_id)
    waiting = _outcome(desk, claim_id)
    assert (waiting.stage, waiting.at, waiting.note) == (Stage.WAITING, desk.now, "")
    desk.say(item_id, Kind.RETURN, note="门牌号对不上")
    assert _outcome(desk, claim_id).stage is Stage.WAITING
    desk.later(seconds=11).settle(desk.item(item_id).verdicts[0].id)
    assert (_outcome(desk, claim_id).stage, _outcome(desk, claim_id).note) == (Stage.RETURNED, "门牌号对不上")
    desk.later(hours=1).ruled(desk.later(hours=1).submit(claim_id))
    passed = _outcome(desk, claim_id)
    assert (passed.stage, passed.until) == (Stage.PASSED, desk.rights()[0].until)


def test_nobody_else_is_told(desk):
    item_id = desk.submitted()
    with pytest.raises(Denied):
        _outcome(desk, desk.claim_of(item_id).id, by="Bo")


def _outcome(desk, claim_id, by="Ana"):
    return submissions.of_claim(desk.work, actor=desk.make.person(by), claim_id=claim_id)


def _queue(desk):
    return review.queue(desk.work, desk.policy, actor=desk.reviewer, filters=Filters(), now=desk.now).rows
