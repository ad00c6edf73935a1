"""What was found, by one or by two who do not see each other, and what follows of each kind of fault."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from complaining import KP_NAME, KP_PHONE
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from greening.domain.complaints import Kind, State
from greening.domain.entitlements import End as RightEnd
from greening.domain.inspections import Answer, Said
from greening.domain.ownership import Begin, End
from greening.domain.refusals_complaints import AnswerMissing, InspectionStale, InspectionTaken, SecondLook
from greening.services import records
from greening.storage import credits as ledger
from greening.storage import freezes, holdings, ownership, record_loading, units
from greening.storage.entitlements import Entitlement
from greening.storage.events import Event
from greening.storage.freezes import Cause
from greening.storage.inspections import InspectedFact, InspectionAnswer
from greening.storage.notices import Notice
from greening.storage.penalties import Penalty
from greening.storage.records import Record, Visit

HONEST = ("stale", "mistake", "careless")


def phones(counter, record_id):
    with counter.work() as unit:
        loaded = record_loading.load(unit.session, [record_id], visits=5)[record_id].record
        return [phone for person in loaded.key_persons for phone in person.phones]


def events(counter, kind):
    with counter.work() as unit:
        return list(unit.session.scalars(select(Event).where(Event.kind == kind)))


def credit(counter, name="Ana"):
    person_id = counter.make.person(name).id
    with counter.work() as unit:
        return ledger.balances(unit.session, [person_id]).get(person_id, Decimal())


def right(counter, right_id):
    with counter.work() as unit:
        return unit.session.get_one(Entitlement, right_id)


@pytest.mark.parametrize("kind", ["mistake", "fabricated"])
def test_what_is_wrong_is_struck_and_the_record_judged_anew(counter, record_id, kind):
    before = counter.record(record_id)
    complaint_id = counter.ruled(record_id, phone=kind)
    assert phones(counter, record_id) == []
    after = counter.record(record_id)
    assert (after.version, after.judged_version) == (before.version + 1, before.version + 1)
    assert after.score < before.score
    [struck] = events(counter, "record.struck")
    assert (struck.before, struck.after) == ({KP_PHONE: "13900001236"}, {})
    assert counter.stored(complaint_id).state == State.UPHELD


@pytest.mark.parametrize("kind", HONEST)
def test_a_mistake_is_no_lie_nothing_is_lost_and_the_author_may_put_it_right(counter, record_id, make, kind):
    counter.proven(record_id)
    right_id, had = make.right(record_id), credit(counter)
    counter.ruled(record_id, phone=kind)
    assert (credit(counter), right(counter, right_id).ended_at) == (had, None)
    assert counter.penalties() == []
    with counter.work() as unit:
        [told] = unit.session.scalars(select(Notice).where(Notice.person_id == make.person("Ana").id))
        [fact] = unit.session.scalars(select(InspectedFact))
    assert (told.code, told.record_id) == ("facts.reopened", record_id)
    assert told.params == {"facts": 1, "until": fact.reopened_until.isoformat()}


def test_something_made_up_costs_the_credit_the_right_and_is_put_before_a_person(counter, record_id, make):
    counter.proven(record_id)
    right_id = make.right(record_id)
    assert credit(counter) > 0
    complaint_id = counter.ruled(record_id, phone="fabricated")
    assert credit(counter) == 0
    assert right(counter, right_id).ending == RightEnd.FABRICATED
    [penalty] = counter.penalties()
    assert (penalty.trigger, penalty.level, penalty.days, penalty.decision) == ("fabricated", 1, 7, "")
    assert (penalty.complaint_id, penalty.params) == (complaint_id, {"fabricated": 1})
    assert penalty.reviewer_ids == sorted([make.person("Qi").id, counter.person("Quan").id])


@pytest.mark.slow
def test_a_lie_costs_more_than_it_brought(counter, record_id, make):
    """Of five submissions one was looked at: the price is nine times the points, as far as there is credit."""
    others = [make.record("Ana", company=f"杭州{n}号茶铺有限公司", phones=(f"0571-8888001{n}",)) for n in range(4)]
    for other in others:
        make.claim(other, state="submitted")
        counter.proven(other, "phones[0]", cause=f"verdict:{other}")
    counter.proven(record_id)
    counter.ruled(record_id, phone="fabricated")
    assert credit(counter) == 0


def test_whoever_inherited_what_another_entered_loses_nothing(counter, record_id, make):
    """Bo took the customer that Ana had padded; the right to its leads is his by now."""
    bo = make.person("Bo")
    hand_over(counter, record_id, bo.id)
    right_id = make.right(record_id, by="Bo")
    counter.ruled(record_id, by="Wei", phone="fabricated")
    assert right(counter, right_id).ended_at is None
    assert (counter.penalties("Bo"), len(counter.penalties("Ana"))) == ([], 1)
    with counter.work() as unit:
        assert unit.session.scalars(select(Notice).where(Notice.person_id == bo.id)).all() == []


def hand_over(counter, record_id, to):
    with counter.work() as unit:
        [there] = units.of_record(unit.session, record_id, lock=True)
        how = {"policy_version": counter.policy.version, "now": counter.now}
        ownership.end(unit.session, there, how=End.RELEASE, by=None, reason="换人跟", now=counter.now)
        assert holdings.take_place(unit.session, to, cap=50)
        ownership.begin(unit.session, there, to, how=Begin.TAKE, by=to, **how)


def test_the_unit_is_nobodys_to_win_for_a_while(counter, record_id):
    unit_id, complaint_id = counter.unit(record_id), counter.ruled(record_id, phone="mistake")
    with counter.work() as unit:
        assert freezes.standing(unit.session, [unit_id], counter.now) == {unit_id: {Cause.CLOSED}}
        assert freezes.standing(unit.session, [unit_id], counter.now + timedelta(days=40)) == {}
    assert counter.case(complaint_id).closed_until > counter.now + timedelta(days=15)


def test_a_complainant_gets_none_of_the_leads_that_pass_the_author_by(counter, record_id, make):
    counter.ruled(record_id, by="Bo", phone="mistake")
    [barred] = counter.suspensions("Bo", "barred")
    assert (barred.against_id, (barred.until - counter.now).days) == (make.person("Ana").id, 30)
    assert re.fullmatch("sealed:[0-9a-f]{16}", barred.cause), "the cause says for which complaint it is"


@pytest.mark.parametrize(("answer", "state"), [("true", State.REFUTED), ("unknown", State.UNPROVEN)])
def test_a_complaint_alone_changes_nothing(counter, record_id, make, answer, state):
    before, unit_id = counter.record(record_id), counter.unit(record_id)
    complaint_id = counter.ruled(record_id, phone=answer)
    assert counter.stored(complaint_id).state == state
    assert counter.record(record_id).version == before.version
    assert (counter.penalties(), counter.suspensions("Bo", "barred")) == ([], [])
    with counter.work() as unit:
        assert freezes.standing(unit.session, [unit_id], counter.now) == {}


def test_fabricated_waits_for_a_second_who_sees_neither_answer_nor_evidence(counter, record_id):
    complaint_id, quan = counter.taken(record_id), counter.person("Quan")
    assert counter.find(complaint_id, phone="fabricated", name="true") is None
    seen = counter.case(complaint_id, quan)
    assert {one.path for one in seen.asks} == {KP_PHONE, KP_NAME}
    assert seen.is_second
    assert "照着号码打过去了" not in repr(seen)
    assert "fabricated" not in repr(seen)
    assert phones(counter, record_id) == ["13900001236"]


def test_of_two_answers_the_milder_one_holds(counter, record_id):
    complaint_id = counter.taken(record_id)
    counter.find(complaint_id, phone="fabricated")
    assert counter.find(complaint_id, counter.person("Quan"), phone="stale") == State.UPHELD
    [fact] = counter.case(complaint_id).ruled
    assert fact.ruled is Answer.STALE
    assert counter.penalties() == []


def test_the_second_is_not_the_first_and_answers_all_that_the_first_did(counter, record_id):
    complaint_id = counter.taken(record_id)
    counter.find(complaint_id, phone="fabricated", name="true")
    with pytest.raises(SecondLook):
        counter.find(complaint_id, phone="fabricated", name="true")
    with pytest.raises(AnswerMissing):
        counter.find(complaint_id, counter.person("Quan"), phone="fabricated")


def test_nobody_answers_for_whoever_took_it(counter, record_id):
    complaint_id = counter.taken(record_id)
    with pytest.raises(InspectionTaken):
        counter.find(complaint_id, counter.person("Quan"), phone="mistake")


def test_whatever_is_wrong_needs_evidence_and_something_to_be_wrong(counter, record_id):
    complaint_id = counter.taken(record_id)
    for said in ([], [Said(KP_PHONE, Answer.MISTAKE, " ")]):
        with pytest.raises(AnswerMissing):
            counter.say(complaint_id, said)
    with pytest.raises(InspectionStale):
        counter.say(complaint_id, [Said("phones[7]", Answer.TRUE)])
    assert counter.count(InspectionAnswer) == 0


def test_what_was_put_right_meanwhile_is_not_struck(counter, record_id, make):
    complaint_id, ana = counter.taken(record_id), make.person("Ana")
    counter.find(complaint_id, phone="fabricated")
    page = records.one(counter.work, counter.policy, actor=ana, record_id=record_id)
    person = replace(page.record.key_persons[0], phones=("13900001299",))
    mended = replace(page.record, key_persons=(person,))
    given = {"record_id": record_id, "version": page.version, "record": mended, "now": counter.now}
    records.edit(counter.work, counter.policy, actor=ana, **given)
    counter.find(complaint_id, counter.person("Quan"), phone="fabricated")
    assert phones(counter, record_id) == ["13900001299"]


def test_a_struck_follow_up_counts_for_nothing_any_more(counter, record_id, make):
    ana = make.person("Ana")
    visit_id = records.add_visit(
        counter.work,
        counter.policy,
        actor=ana,
        record_id=record_id,
        note="李老板同意周五看样品,预算三万",
        at=counter.now,
        channel="phone",
        now=counter.now,
    )
    complaint_id = counter.taken(record_id, kinds={Kind.VISIT})
    asked = counter.case(complaint_id).asks[0]
    assert (asked.path, asked.is_doubted) == (f"visits[{visit_id}]", True)
    counter.say(complaint_id, [Said(f"visits[{visit_id}]", Answer.CARELESS, "老板说没见过面")])
    with counter.work() as unit:
        assert unit.session.get_one(Visit, visit_id).struck_at == counter.now
        assert record_loading.load(unit.session, [record_id], visits=5)[record_id].visit_ids == ()


@pytest.mark.slow
def test_what_the_author_wrote_alike_elsewhere_is_listed(counter, record_id, make):
    like = make.record("Ana", company="杭州滨江茶铺有限公司", phones=("13900009999",))
    make.record("Bo", company="杭州余杭茶铺有限公司", phones=("13900008888",))
    make.record("Ana", company="杭州上城茶铺有限公司", phones=("0571-88880011",))
    complaint_id = counter.ruled(record_id, by="Wei", phone="fabricated")
    assert [one.record_id for one in counter.case(complaint_id).similar] == [like]


def test_the_database_wants_two_people_for_fabricated(counter, record_id):
    complaint_id = counter.taken(record_id)
    counter.find(complaint_id, phone="fabricated")
    with counter.work() as unit:
        said = unit.session.scalars(select(InspectionAnswer)).one()
    row = {"inspection_id": said.inspection_id, "path": KP_PHONE, "value": "", "at": counter.now}
    made = InspectedFact(**row, ruled="fabricated", policy_version=counter.policy.version)
    with pytest.raises(IntegrityError, match="two people"), counter.work() as unit:
        unit.session.add(made)
    again = InspectionAnswer(**row, place=2, answer="fabricated", evidence="同上", reviewer_id=said.reviewer_id)
    with pytest.raises(IntegrityError, match="somebody else"), counter.work() as unit:
        unit.session.add(again)


def test_what_was_found_is_never_changed(counter, record_id):
    counter.ruled(record_id, phone="mistake")
    tables = (InspectionAnswer, InspectedFact)
    for change in (*(update(one).values(path="phones[0]") for one in tables), *map(delete, tables)):
        with pytest.raises(Exception, match="is append-only"), counter.work() as unit:
            unit.session.execute(change)


def test_legacy_data_has_nobody_to_blame(counter, record_id):
    with counter.work() as unit:
        unit.session.execute(update(Record).where(Record.id == record_id).values(author_id=None, stamps={}))
    counter.ruled(record_id, phone="fabricated")
    assert phones(counter, record_id) == []
    assert counter.count(Penalty) == 0
