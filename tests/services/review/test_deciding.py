"""A verdict takes the item out of the queue; nothing typed is lost where it cannot be given."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from greening.domain.refusals import BadValue, Denied, NotFound, ReasonMissing, ReviewHeld, ReviewStale
from greening.domain.review import Kind, State
from greening.domain.triage import Triage
from greening.jobs import Kind as Job
from greening.services import records, review
from greening.storage.events import Event
from greening.storage.jobs import Job as Noted
from greening.storage.review import Review, Verdict


def test_until_it_settles_only_the_queue_changes(desk, queued):
    item_id = desk.doubted()
    record = desk.record(item_id)
    decided = desk.say(item_id, Kind.PASS)
    assert decided.undo_until == desk.later(seconds=10).now
    assert (desk.queue(), desk.stored(item_id).state) == ([], State.PENDING)
    after = desk.record(item_id)
    assert (after.triage, after.version, after.updated_at) == (record.triage, record.version, record.updated_at)
    assert queued == []


def test_a_job_is_noted_for_the_moment_it_settles(desk, work):
    decided = desk.say(desk.doubted())
    with work() as unit:
        [job] = unit.session.scalars(select(Noted).where(Noted.kind == Job.SETTLE_VERDICT))
    assert (job.args, job.run_after) == ({"verdict_ids": [decided.verdict_id]}, decided.undo_until)


@pytest.mark.parametrize(
    ("kind", "triage"), [(Kind.PASS, Triage.FLOW), (Kind.RETURN, Triage.REVIEW), (Kind.REJECT, Triage.QUARANTINE)]
)
def test_settled_a_verdict_sends_the_record_where_it_belongs(desk, kind, triage):
    item_id = desk.doubted()
    desk.ruled(item_id, kind, confirmed=("phone.placeholder",))
    item = desk.stored(item_id)
    assert (item.state, item.decision, item.decided_version) == (State.DECIDED, kind, 1)
    assert desk.record(item_id).triage == triage


def test_the_page_of_the_record_says_where_the_verdict_sent_it(desk, make, work):
    item_id = desk.doubted()
    desk.ruled(item_id)
    given = {"actor": make.person("Ana"), "record_id": desk.record(item_id).id}
    page = records.one(work, desk.policy, **given)
    assert (page.assessment.triage, page.history[0].kind, page.history[0].actor) == (Triage.FLOW, "record.passed", "Qi")


def test_a_verdict_remembers_who_why_and_under_which_policy(desk, work):
    item_id = desk.doubted()
    decided = desk.say(item_id, Kind.REJECT, confirmed=("phone.placeholder", "mail.typo"), note=" made up ")
    with work() as unit:
        verdict = unit.session.get_one(Verdict, decided.verdict_id)
    assert (verdict.person_id, verdict.kind, verdict.note, verdict.at) == (desk.by.id, "reject", "made up", desk.now)
    assert verdict.confirmed == ["phone.placeholder"]
    assert (verdict.policy_version, verdict.record_version, len(verdict.prints)) == (desk.policy.version, 1, 2)


def test_every_step_is_in_the_log(desk, work):
    item_id = desk.doubted()
    verdict_id = desk.ruled(item_id, Kind.RETURN, note="which Li?")
    with work() as unit:
        acts = select(Event).where(Event.kind.in_(("review.decided", "record.returned"))).order_by(Event.id)
        decided, returned = unit.session.scalars(acts)
    assert (decided.subject, decided.subject_id, decided.actor_id) == ("review", item_id, desk.by.id)
    assert decided.after == {"verdict": verdict_id, "kind": "return", "confirmed": [], "note": "which Li?"}
    assert (returned.subject, returned.subject_id, returned.actor_id) == ("record", desk.record(item_id).id, desk.by.id)


def test_settling_twice_is_settling_once(desk, work):
    verdict_id = desk.ruled(desk.doubted())
    assert desk.settle(verdict_id) == 0
    with work() as unit:
        assert len(unit.session.scalars(select(Event).where(Event.kind == "record.passed")).all()) == 1


def test_it_is_given_without_a_lease_but_not_against_one(desk, quan):
    first, second = desk.doubted(), desk.doubted()
    desk.say(first)
    desk.of(quan).take(second)
    with pytest.raises(ReviewHeld):
        desk.say(second, Kind.RETURN, note="which Li?")
    assert (desk.stored(second).state, desk.item(second).draft.note) == (State.OPEN, "which Li?")
    desk.later(minutes=11).say(second)


def test_the_second_verdict_is_told_of_the_first_and_loses_nothing(desk, quan):
    item_id = desk.doubted()
    shown = desk.item(item_id)
    desk.of(quan).say(item_id, Kind.PASS, note="called, it is real")
    with pytest.raises(ReviewStale) as refused:
        desk.say(item_id, Kind.REJECT, shown=shown, confirmed=("phone.placeholder",), note="made up")
    params = refused.value.params
    assert params["state"] == "pending"
    assert params["stands"] == {
        "kind": "pass",
        "by": "Quan",
        "at": desk.now.isoformat(),
        "note": "called, it is real",
    }
    typed = {"kind": "reject", "confirmed": ["phone.placeholder"], "proven": [], "note": "made up"}
    assert params["typed"] == typed
    draft = desk.item(item_id).draft
    assert (draft.kind, draft.note) == (Kind.REJECT, "made up")


def test_a_verdict_that_was_taken_back_does_not_stand(desk, quan):
    item_id = desk.doubted()
    shown = desk.item(item_id)
    desk.of(quan).undo(desk.of(quan).say(item_id).verdict_id)
    with pytest.raises(ReviewStale) as refused:
        desk.later(minutes=11).say(item_id, shown=shown)
    assert (refused.value.params["stands"], refused.value.params["state"]) == (None, "open")


def test_what_is_judged_is_not_judged_again_by_whoever_has_just_read_it(desk, quan):
    item_id = desk.doubted()
    verdict = desk.say(item_id)
    for _ in range(2):
        with pytest.raises(ReviewStale):
            desk.of(quan).say(item_id, note="I too")
        desk.settle(verdict.verdict_id)
    assert len(desk.item(item_id).verdicts) == 1


def test_a_record_that_has_changed_shows_both_values_and_keeps_what_was_typed(desk):
    item_id = desk.doubted(address="文一西路")
    shown = desk.item(item_id)
    desk.edit(item_id, address="文二路")
    desk.edit(item_id, address="文三路", phones=("13911111111",))
    with pytest.raises(ReviewStale) as refused:
        desk.say(item_id, shown=shown, note="passed it")
    params = refused.value.params
    assert (params["version"], params["record_version"], params["stands"]) == (shown.version + 2, 3, None)
    assert params["fields"] == [
        {"path": "address", "shown": "文一西路", "stands": "文三路"},
        {"path": "phones[0]", "shown": "138****8000", "stands": "139****1111"},
    ]
    assert (desk.item(item_id).draft.note, desk.stored(item_id).state) == ("passed it", State.OPEN)
    desk.say(item_id)


def test_an_item_whose_record_alone_has_changed_is_stale_too(desk, work):
    item_id = desk.doubted()
    shown = desk.item(item_id)
    record = desk.record(item_id)
    with work() as unit:
        unit.session.execute(update(type(record)).values(version=2))
    with pytest.raises(ReviewStale):
        desk.say(item_id, shown=shown)


@pytest.mark.parametrize("kind", [Kind.RETURN, Kind.REJECT])
def test_who_does_not_pass_says_why(desk, kind):
    item_id = desk.doubted()
    with pytest.raises(ReasonMissing):
        desk.say(item_id, kind, note="  ")
    assert (desk.stored(item_id).state, desk.item(item_id).draft.kind) == (State.OPEN, kind)


def test_an_undo_is_no_verdict(desk):
    with pytest.raises(BadValue):
        desk.say(desk.doubted(), Kind.UNDO)


@pytest.mark.parametrize("name", ["Ana", "Chen", "Ops", "Ada"])
def test_a_denied_verdict_changes_nothing(desk, make, name, work):
    item_id = desk.doubted()
    with pytest.raises(Denied):
        desk.of(make.person(name)).say(item_id, shown=desk.item(item_id))
    with work() as unit:
        assert unit.session.scalars(select(Verdict)).all() == []
    assert desk.stored(item_id).state == State.OPEN


def test_there_is_no_verdict_on_what_is_not_there(desk):
    shown = desk.item(desk.doubted())
    with pytest.raises(NotFound):
        desk.say(0, shown=shown)


def test_the_owner_sees_what_came_back_until_it_is_changed(desk, make, work):
    item_id = desk.doubted(by="Ana")
    desk.ruled(item_id, Kind.RETURN, confirmed=("phone.placeholder",), note="call 13926580147 and ask")
    record_id, ana = desk.record(item_id).id, make.person("Ana")
    [returned] = review.returned(work, desk.policy, actor=ana)
    assert (returned.record_id, returned.kind, returned.confirmed) == (record_id, Kind.RETURN, ("phone.placeholder",))
    assert review.standing(work, actor=ana, record_id=record_id).note == "call 13926580147 and ask"
    assert review.standing(work, actor=make.person("Bo"), record_id=record_id).note == "call 139****0147 and ask"
    assert review.returned(work, desk.policy, actor=make.person("Bo")) == ()
    desk.edit(item_id, phones=("13926580147",))
    assert review.returned(work, desk.policy, actor=ana) == ()


def test_a_passed_record_is_not_among_what_came_back(desk, make, work):
    item_id = desk.doubted(by="Ana")
    desk.ruled(item_id)
    assert review.returned(work, desk.policy, actor=make.person("Ana")) == ()
    assert review.standing(work, actor=make.person("Ana"), record_id=desk.record(item_id).id).kind is Kind.PASS


@pytest.mark.parametrize(
    "change", ["UPDATE verdict SET note = 'no'", "UPDATE verdict SET settled_at = now()", "DELETE FROM verdict"]
)
def test_what_was_said_is_never_edited(desk, work, change):
    desk.ruled(desk.doubted())
    with pytest.raises(IntegrityError, match="append-only"), work() as unit:
        unit.session.execute(text(change))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"state": "decided"}, "decided_by_verdict"),
        ({"decision": "pass", "decided_version": 1}, "decided_by_verdict"),
        ({"passed": ["x"]}, "passed_by_pass"),
        ({"points": -1}, "points"),
        ({"source": "rumour"}, "source"),
        ({"state": "closed"}, "closed_at"),
    ],
)
def test_the_database_refuses_an_item_that_cannot_be(desk, work, wrong, named):
    desk.doubted()
    with pytest.raises(IntegrityError, match=f"ck__review__{named}"), work() as unit:
        unit.session.execute(update(Review).values(**wrong))


def test_the_database_takes_no_verdict_of_an_author(desk, make, work):
    item_id = desk.doubted(by="Ana")
    said = {"review_id": item_id, "kind": "pass", "at": desk.now, "settle_at": desk.now, "record_version": 1}
    by_ana = Verdict(person_id=make.person("Ana").id, policy_version=desk.policy.version, **said)
    with pytest.raises(IntegrityError, match="nobody reviews what they wrote"), work() as unit:
        unit.session.add(by_ana)
