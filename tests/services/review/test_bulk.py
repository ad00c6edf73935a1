"""Many items at once: shown before, one outcome each, taken back as one."""

import pytest
from sqlalchemy import select, update

from greening.domain.people import Role
from greening.domain.refusals import AlreadyUndone, Denied, NotFound, ReasonMissing
from greening.domain.review import Filters, Kind, State
from greening.domain.review_bulk import Outcome
from greening.domain.triage import Triage
from greening.jobs import Kind as Job
from greening.services import review
from greening.storage.jobs import Job as Noted
from greening.storage.review import Review, ReviewBulk, Verdict

MAIL = Filters(code="mail")


@pytest.fixture
def mailed(desk):
    """Items with a made-up mail, which a filter finds, beside one without."""
    desk.doubted()
    return [desk.doubted(emails=("test@test.com",)) for _ in range(3)]


@pytest.fixture
def act(desk):
    def do(by=desk, kind=Kind.PASS, filters=MAIL, as_of=None, **said):
        preview = review.bulk_preview(by.work, by.policy, actor=by.by, filters=filters, now=by.now)
        given = {"actor": by.by, "filters": filters, "kind": kind, "as_of": as_of or preview.as_of, "now": by.now}
        return review.bulk(by.work, by.policy, **given, **said)

    return do


def test_a_preview_counts_by_effect_and_writes_nothing(desk, mailed, quan, make, work):
    desk.of(quan).take(mailed[0])
    with work() as unit:
        unit.session.execute(update(Review).where(Review.id == mailed[1]).values(author_ids=[desk.by.id]))
    preview = review.bulk_preview(work, desk.policy, actor=desk.by, filters=MAIL, now=desk.now)
    assert {one: count for one, count in preview.counts.items() if count} == dict.fromkeys(
        (Outcome.DECIDED, Outcome.HELD, Outcome.OWN), 1
    )
    assert (preview.beyond, [row.id for row in preview.sample]) == (0, mailed)
    assert all(desk.stored(one).state == State.OPEN for one in mailed)


def test_each_item_has_an_outcome_and_only_what_may_be_is_decided(desk, mailed, quan, act, work):
    desk.of(quan).take(mailed[0])
    with work() as unit:
        unit.session.execute(update(Review).where(Review.id == mailed[1]).values(author_ids=[desk.by.id]))
    result = act()
    assert dict(result.outcomes) == dict(zip(mailed, (Outcome.HELD, Outcome.OWN, Outcome.DECIDED), strict=True))
    assert [desk.stored(one).state for one in mailed] == [State.OPEN, State.OPEN, State.PENDING]
    assert result.counts[Outcome.DECIDED] == 1


def test_what_came_or_changed_since_the_preview_is_left(desk, mailed, act):
    later = desk.later(seconds=30)
    later.edit(mailed[0], address="文二路")
    new = later.doubted(emails=("test@test.com",))
    result = act(later, as_of=desk.now)
    outcomes = dict(result.outcomes)
    assert [one for one, outcome in outcomes.items() if outcome is Outcome.CHANGED] == [mailed[0], new]
    assert [desk.stored(one).state for one in (mailed[0], new)] == [State.OPEN, State.OPEN]


def test_the_filter_is_kept_with_what_became_of_each(desk, mailed, act, work):
    result = act(kind=Kind.REJECT, note="all from one list", confirmed=("mail.placeholder", "phone.run"))
    with work() as unit:
        stored = unit.session.get_one(ReviewBulk, result.bulk_id)
        verdicts = unit.session.scalars(select(Verdict).order_by(Verdict.id)).all()
    assert (stored.filters, stored.kind, stored.note) == ({"code": "mail"}, "reject", "all from one list")
    assert stored.outcomes == [[one, "decided"] for one in mailed]
    assert {verdict.bulk_id for verdict in verdicts} == {result.bulk_id}
    assert all(verdict.confirmed == ["mail.placeholder"] for verdict in verdicts)


def test_one_job_settles_them_all(desk, mailed, act, work):
    result = act()
    with work() as unit:
        [job] = unit.session.scalars(select(Noted).where(Noted.kind == Job.SETTLE_VERDICT))
    assert (job.key, job.run_after) == (f"bulk:{result.bulk_id}", result.undo_until)
    assert desk.settle(*job.args["verdict_ids"]) == 3
    assert {desk.record(one).triage for one in mailed} == {Triage.FLOW}


@pytest.mark.parametrize("settled", [False, True])
def test_one_undo_takes_them_all_back(desk, mailed, act, work, settled):
    result = act()
    with work() as unit:
        ids = unit.session.scalars(select(Verdict.id)).all()
    if settled:
        desk.settle(*ids)
    assert _undo(desk, result.bulk_id) == 3
    assert {desk.stored(one).state for one in mailed} == {State.OPEN}
    assert {desk.record(one).triage for one in mailed} == {Triage.REVIEW}
    with pytest.raises(AlreadyUndone):
        _undo(desk, result.bulk_id)


def test_what_was_taken_back_alone_is_not_taken_back_twice(desk, mailed, act):
    result = act()
    desk.undo(review.mine(desk.work, desk.policy, actor=desk.by)[0].id)
    assert _undo(desk, result.bulk_id) == 2


def test_no_more_than_policy_allows(desk, mailed, act, work):
    from dataclasses import replace

    tight = replace(desk, policy=replace(desk.policy, review=replace(desk.policy.review, bulk=2, bulk_sample=1)))
    preview = review.bulk_preview(work, tight.policy, actor=desk.by, filters=MAIL, now=desk.now)
    assert (preview.limit, preview.beyond, len(preview.sample)) == (2, 1, 1)
    assert [one for one, _ in act(tight).outcomes] == mailed[:2]


def test_nothing_found_is_nothing_done(desk, act, queued):
    result = act(filters=Filters(code="website"))
    assert result.outcomes == ()
    with desk.work() as unit:
        assert unit.session.scalars(select(Noted).where(Noted.kind == Job.SETTLE_VERDICT)).all() == []


def test_who_does_not_pass_says_why_in_words(mailed, act):
    with pytest.raises(ReasonMissing):
        act(kind=Kind.REJECT, confirmed=("mail.placeholder",))


def test_others_may_neither_look_nor_act_nor_undo(desk, mailed, act, make, quan):
    result = act()
    with pytest.raises(Denied):
        review.bulk_preview(desk.work, desk.policy, actor=make.person("Chen"), filters=MAIL, now=desk.now)
    with pytest.raises(Denied):
        review.bulk(
            desk.work,
            desk.policy,
            actor=make.person("Ops"),
            filters=Filters(),
            kind=Kind.PASS,
            as_of=desk.now,
            now=desk.now,
        )
    for other in (quan, make.person("Ana")):
        with pytest.raises(Denied):
            _undo(desk.of(other), result.bulk_id)
    with pytest.raises(NotFound):
        _undo(desk, 0)
    assert {desk.stored(one).state for one in mailed} == {State.PENDING}


def test_the_author_among_quality_control_decides_none_of_it(desk, mailed, act, make, set_role):
    ana = desk.of(set_role(make.person("Ana"), Role.QC))
    assert {outcome for _, outcome in act(ana).outcomes} == {Outcome.OWN}


def _undo(desk, bulk_id):
    return review.undo_bulk(desk.work, desk.policy, actor=desk.by, bulk_id=bulk_id, now=desk.now)
