"""When does a record come into the queue, and when does it leave it by itself?"""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from greening.domain.policy import read
from greening.domain.review import Kind, State
from greening.domain.triage import Triage
from greening.services import judging, policies, records
from greening.storage.review import Review
from validators.finding import Severity
from validators.record import KeyPerson


def test_a_doubted_record_is_in_the_queue_when_it_is_saved(desk):
    item = desk.stored(desk.doubted())
    assert (item.state, item.source, item.severity) == (State.OPEN, "finding", Severity.WARNING)
    assert {part["code"] for part in item.parts} == {"phone.placeholder", "key_person.placeholder_name"}
    assert item.headline == item.parts[0]["code"]


def test_the_points_of_the_parts_add_up(desk):
    item = desk.stored(desk.doubted())
    assert item.points == sum(part["points"] for part in item.parts) == 50


def test_a_clean_record_and_one_that_only_lacks_something_are_not(desk, make):
    make.record(phones=("13926580147",))
    make.record(company="空白餐饮有限公司")
    assert desk.queue() == []


def test_a_blocker_is_in_the_queue_too(desk, make):
    record_id = make.record(company="测试公司")
    assert desk.of_record(record_id).severity == Severity.BLOCKER
    assert desk.record(desk.of_record(record_id).id).triage == Triage.QUARANTINE


def test_the_item_follows_what_is_found(desk):
    item_id = desk.doubted()
    before = desk.stored(item_id)
    desk.edit(item_id, key_persons=(KeyPerson("李雷"),))
    after = desk.stored(item_id)
    assert [part["code"] for part in after.parts] == ["phone.placeholder"]
    assert (after.record_version, after.version) == (2, before.version + 1)
    assert after.codes == ["phone", "phone.placeholder"]


def test_it_closes_itself_when_nothing_is_doubted_any_more(desk):
    item_id = desk.doubted()
    desk.edit(item_id, phones=("13926580147",), key_persons=(KeyPerson("李雷"),))
    closed = desk.stored(item_id)
    assert (closed.state, closed.closed_at) == (State.CLOSED, desk.now)
    assert desk.queue() == []
    desk.edit(item_id, phones=("13800138000",))
    assert len(desk.queue()) == 1


def test_judging_again_changes_nothing(desk, work, make):
    item_id = desk.doubted()
    before = desk.stored(item_id)
    ids = [desk.record(item_id).id]
    judging.judge(work, desk.policy, record_ids=ids, cause="test", now=desk.later(days=1).now)
    assert (desk.stored(item_id).version, desk.stored(item_id).changed_at) == (before.version, before.changed_at)


def test_what_was_passed_flows_and_stays_passed(desk, work):
    item_id = desk.doubted()
    desk.ruled(item_id)
    record = desk.record(item_id)
    assert record.triage == Triage.FLOW
    later = _newer_policy(desk, work)
    judging.judge(work, later, record_ids=[record.id], cause="test", now=desk.now)
    desk.edit(item_id, address="杭州市西湖区文三路 1 号")
    assert (desk.record(item_id).triage, desk.queue()) == (Triage.FLOW, [])


def test_a_passed_value_that_moves_in_its_list_stays_passed(desk):
    item_id = desk.doubted()
    desk.ruled(item_id)
    desk.edit(item_id, phones=("0571-88880000", "13800138000"))
    assert desk.record(item_id).triage == Triage.FLOW


def test_a_new_doubt_comes_up_beside_what_was_passed(desk):
    item_id = desk.doubted()
    desk.ruled(item_id)
    desk.edit(item_id, emails=("test@test.com",))
    new = desk.of_record(desk.record(item_id).id)
    assert (new.id != item_id, new.state) == (True, State.OPEN)
    assert [part["code"] for part in new.parts] == ["mail.placeholder"]
    assert desk.record(item_id).triage == Triage.REVIEW
    desk.edit(item_id, emails=())
    assert (desk.stored(new.id).state, desk.record(item_id).triage) == (State.CLOSED, Triage.FLOW)


def test_another_made_up_number_is_another_doubt(desk):
    item_id = desk.doubted()
    desk.ruled(item_id)
    desk.edit(item_id, phones=("13911111111",))
    assert desk.record(item_id).triage == Triage.REVIEW


def test_what_was_rejected_stays_away_until_the_record_changes(desk, work):
    item_id = desk.doubted()
    desk.ruled(item_id, Kind.REJECT, note="made up")
    record = desk.record(item_id)
    assert record.triage == Triage.QUARANTINE
    judging.judge(work, _newer_policy(desk, work), record_ids=[record.id], cause="test", now=desk.now)
    assert (desk.record(item_id).triage, desk.queue()) == (Triage.QUARANTINE, [])
    desk.edit(item_id, address="杭州市西湖区文三路 1 号")
    assert (desk.record(item_id).triage, len(desk.queue())) == (Triage.REVIEW, 1)


def test_what_was_returned_waits_for_its_owner_and_comes_back_changed(desk, make, work):
    item_id = desk.doubted()
    desk.ruled(item_id, Kind.RETURN, confirmed=("phone.placeholder",))
    assert (desk.record(item_id).triage, desk.queue()) == (Triage.REVIEW, [])
    visit = {"note": "王总看了样品，下周二报价", "at": desk.now, "channel": "visit", "now": desk.now}
    record_id = desk.record(item_id).id
    records.add_visit(work, desk.policy, actor=make.person("Ana"), record_id=record_id, **visit)
    assert len(desk.queue()) == 1


def test_what_is_being_decided_is_left_alone(desk):
    item_id = desk.doubted()
    verdict = desk.say(item_id)
    desk.edit(item_id, emails=("test@test.com",))
    assert (desk.stored(item_id).state, desk.queue()) == (State.PENDING, [])
    desk.settle(verdict.verdict_id)
    assert desk.queue() == [desk.of_record(desk.record(item_id).id).id] != [item_id]


def test_what_is_cleaned_while_it_is_being_decided_keeps_its_verdict(desk):
    item_id = desk.doubted()
    verdict = desk.say(item_id)
    desk.edit(item_id, phones=("13926580147",), key_persons=(KeyPerson("李雷"),))
    assert desk.stored(item_id).state == State.PENDING
    desk.settle(verdict.verdict_id)
    assert (desk.stored(item_id).state, desk.record(item_id).triage) == (State.DECIDED, Triage.FLOW)


def test_the_authors_are_all_who_wrote_something(desk, make, work):
    item_id = desk.doubted(by="Ana")
    desk.edit(item_id, address="杭州市西湖区文三路 1 号")
    item = desk.stored(item_id)
    ana, ops = make.person("Ana").id, make.person("Ops").id
    assert (item.author_id, item.author_ids) == (ana, sorted([ana, ops]))


def test_nobody_is_the_author_of_what_came_without_one(desk, work, make):
    item_id = desk.doubted()
    record = desk.record(item_id)
    with work() as unit:
        unit.session.execute(update(type(record)).where(type(record).id == record.id).values(author_id=None))
    desk.edit(item_id, phones=("13800138000", "13911111111"))
    page = desk.item(item_id)
    assert page.author is not None
    desk.edit(item_id, phones=("13800138000",), address="杭州市西湖区文三路 1 号")
    assert desk.item(item_id).author is None


def test_of_a_record_and_source_one_item_is_live(desk, work):
    item_id = desk.doubted()
    old = desk.stored(item_id)
    again = Review(**{c.name: getattr(old, c.name) for c in Review.__table__.columns if c.name != "id"})
    with pytest.raises(IntegrityError, match="uq__review__record_id_source_live"), work() as unit:
        unit.session.add(again)


def _newer_policy(desk, work):
    document = {section: dict(values) for section, values in desk.policy.document.items()}
    document["lists"]["page"] = 20
    return policies.ensure_current(work, read(document), now=desk.now)
