"""One item is open with one person, for a while; what they type is kept whatever happens to the browser."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from greening.domain.people import Role
from greening.domain.refusals import BadValue, Denied, NotFound, ReviewHeld, ReviewOver, ReviewOwn, SkipReasonMissing
from greening.domain.review import Filters, Kind
from greening.services import review
from greening.storage.events import Event
from greening.storage.review import Review, ReviewSkip


def test_the_heaviest_comes_first_then_who_has_waited_longest(desk):
    light = desk.doubted(phones=("13926580147",))
    first, second = desk.doubted(), desk.later(seconds=1).doubted()
    assert desk.queue() == [first, second, light]
    assert desk.next() == first


def test_next_leases_for_as_long_as_policy_says(desk):
    item_id = desk.doubted()
    desk.next()
    lease = desk.item(item_id).lease
    assert (lease.name, lease.mine, lease.until) == ("Qi", True, desk.later(minutes=10).now)


def test_two_get_different_items_and_the_third_gets_none(desk, quan):
    ids = [desk.doubted(), desk.doubted()]
    assert [desk.next(), desk.of(quan).next()] == ids
    with desk.work() as unit:
        unit.session.execute(update(Review).values(lease_by=quan.id, lease_until=desk.later(minutes=1).now))
    assert desk.next() is None


def test_what_one_has_open_comes_back_first(desk):
    _, second = desk.doubted(), desk.doubted()
    desk.take(second)
    assert desk.next() == second


def test_behind_an_item_comes_the_one_after_it(desk):
    first, second = desk.doubted(), desk.doubted()
    assert desk.next() == first
    assert desk.next(after=first) == second
    assert desk.next(after=second) is None


def test_next_stays_within_the_filters(desk):
    desk.doubted()
    item_id = desk.doubted(phones=("13926580147",), emails=("test@test.com",))
    assert desk.next(code="mail") == item_id
    assert desk.next(code="website") is None


def test_somebody_elses_item_is_refused_with_who_and_until_when(desk, quan):
    item_id = desk.doubted()
    desk.of(quan).take(item_id)
    with pytest.raises(ReviewHeld) as refused:
        desk.take(item_id)
    assert refused.value.params == {"name": "Quan", "until": desk.later(minutes=10).now.isoformat()}
    row = review.queue(desk.work, desk.policy, actor=desk.by, filters=Filters(), now=desk.now).rows[0]
    assert (row.lease.name, row.lease.mine) == ("Quan", False)


def test_a_lease_ends_by_itself(desk, quan):
    item_id = desk.doubted()
    desk.of(quan).take(item_id)
    later = desk.later(minutes=10)
    assert later.item(item_id).lease is None
    assert later.next() == item_id


def test_taking_again_and_typing_renew_a_lease(desk):
    item_id = desk.doubted()
    desk.take(item_id)
    assert desk.later(minutes=5).take(item_id).until == desk.later(minutes=15).now
    desk.later(minutes=9).draft(item_id, note="ask Ana")
    assert desk.item(item_id).lease.until == desk.later(minutes=19).now


def test_what_is_given_back_is_anybodys(desk, quan):
    item_id = desk.doubted()
    desk.take(item_id)
    assert not review.release(desk.work, actor=quan, review_id=item_id)
    assert review.release(desk.work, actor=desk.by, review_id=item_id)
    assert desk.of(quan).next() == item_id


def test_the_author_is_never_given_it(desk, set_role, make):
    item_id = desk.doubted(by="Ana")
    ana = desk.of(set_role(make.person("Ana"), Role.QC))
    assert ana.next() is None
    others = desk.doubted(by="Bo", phones=("13926580147",))
    assert ana.next() == others, "there is no getting stuck at one's own"
    for refused in (ana.take, ana.skip, ana.draft, ana.say):
        with pytest.raises(ReviewOwn):
            refused(item_id)
    assert ana.item(item_id).refusal == "author"
    assert review.queue(desk.work, desk.policy, actor=ana.by, filters=Filters(), now=desk.now).rows[0].is_own
    with pytest.raises(IntegrityError, match="not_leased_by_author"), desk.work() as unit:
        unit.session.execute(update(Review).values(lease_by=ana.by.id, lease_until=desk.now))


def test_who_becomes_an_author_loses_the_lease(desk, make, set_role):
    item_id = desk.doubted()
    ops = make.person("Ops")
    desk.of(set_role(ops, Role.QC)).take(item_id)
    desk.edit(item_id, address="杭州市西湖区文三路 1 号")
    assert desk.item(item_id).lease is None


@pytest.mark.parametrize("name", ["Ana", "Chen", "Ops", "Ada"])
def test_only_quality_control_reviews(desk, make, name):
    item_id = desk.doubted()
    other = desk.of(make.person(name))
    before = desk.stored(item_id).__dict__
    for refused in (other.next, lambda: other.take(item_id), lambda: other.skip(item_id), lambda: other.draft(item_id)):
        with pytest.raises(Denied):
            refused()
    after = desk.stored(item_id).__dict__
    assert {k: v for k, v in before.items() if k[0] != "_"} == {k: v for k, v in after.items() if k[0] != "_"}


def test_a_closed_browser_loses_no_draft(desk, make):
    item_id = desk.doubted()
    desk.take(item_id)
    desk.draft(item_id, kind=Kind.REJECT, confirmed=("phone.placeholder",), note=" asked twice ")
    again = desk.later(minutes=30).of(make.person("Qi"))
    draft = again.item(item_id).draft
    assert (draft.kind, draft.confirmed, draft.note) == (Kind.REJECT, ("phone.placeholder",), "asked twice")
    assert again.next() == item_id


def test_a_draft_is_kept_while_another_has_it_open_and_after_they_have_judged(desk, quan):
    item_id = desk.doubted()
    desk.of(quan).take(item_id)
    desk.draft(item_id, note="mine")
    desk.of(quan).draft(item_id, note="Quan's")
    desk.of(quan).ruled(item_id)
    desk.draft(item_id, note="mine, later")
    assert (desk.item(item_id).draft.note, desk.of(quan).item(item_id).draft) == ("mine, later", None)


def test_a_draft_of_nothing_or_too_much_is_refused(desk):
    with pytest.raises(NotFound):
        desk.draft(0, note="?")
    with pytest.raises(BadValue):
        desk.draft(desk.doubted(), note="x" * 2001)
    with pytest.raises(BadValue):
        desk.draft(desk.doubted(), kind=Kind.UNDO)


def test_a_skipped_item_is_offered_to_others_and_later_again(desk, quan):
    first, second = desk.doubted(), desk.doubted()
    desk.next()
    desk.skip(first)
    assert (desk.next(), desk.of(quan).next()) == (second, first)
    review.release(desk.work, actor=quan, review_id=first)
    review.release(desk.work, actor=desk.by, review_id=second)
    assert desk.later(minutes=61).next() == first


def test_skipping_more_than_a_tenth_wants_a_reason(desk):
    ids = [desk.doubted() for _ in range(4)]
    for item_id in ids[:3]:
        desk.skip(item_id)
    assert _today(desk).must_say_why
    with pytest.raises(SkipReasonMissing):
        desk.skip(ids[3])
    desk.skip(ids[3], "my cousin works there")
    with desk.work() as unit:
        assert (
            unit.session.scalars(select(ReviewSkip.reason).order_by(ReviewSkip.id)).all()[3] == "my cousin works there"
        )
        logged = select(func.count()).select_from(Event).where(Event.kind == "review.skipped")
        assert unit.session.scalar(logged) == 4
    assert not _today(desk.later(days=1)).must_say_why


def test_what_is_over_cannot_be_taken_or_skipped(desk):
    item_id = desk.doubted()
    desk.say(item_id)
    for refused in (desk.take, desk.skip):
        with pytest.raises(ReviewOver) as no:
            refused(item_id)
        assert no.value.params == {"state": "pending"}
    for refused in (desk.take, desk.skip):
        with pytest.raises(NotFound):
            refused(0)


def test_the_operator_of_the_server_is_no_reviewer(desk):
    with pytest.raises(NotFound):
        desk.of(replace(desk.by, id=None)).next()


def _today(desk):
    return review.today(desk.work, desk.policy, actor=desk.by, now=desk.now)
