"""What comes back comes back once, to whom it was taken from, and whoever it concerns is told."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from complaining import KP_PHONE
from restitution import BY_ANOTHER, NEXT_PHONE, balance, checked, phones, right_of, rows, state, told, write
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from greening.domain.complaints import Kind
from greening.domain.inspections import Answer, Said
from greening.domain.people import Role
from greening.domain.refusals_complaints import NotImpartial
from greening.services import records
from greening.storage import penalties as stored
from greening.storage import (
    record_loading,
)
from greening.storage.events import Event
from greening.storage.freezes import Cause
from greening.storage.notices import Notice
from greening.storage.penalties import Appeal
from greening.storage.restitutions import Restitution
from validators.record import KeyPerson


@pytest.mark.slow
def test_a_follow_up_that_was_struck_counts_again(counter, record_id, make):
    visit_id = records.add_visit(
        counter.work, counter.policy, actor=make.person("Ana"), record_id=record_id,
        note="李老板同意周五看样品,预算三万", at=counter.now, channel="phone", now=counter.now,
    )  # fmt: skip
    complaint_id = counter.taken(record_id, kinds={Kind.VISIT})
    for actor in (None, counter.person("Quan")):
        counter.say(complaint_id, [Said(f"visits[{visit_id}]", Answer.FABRICATED, "老板说没见过面")], actor)
    penalty_id = counter.penalties()[0].id
    counter.decide(penalty_id)
    counter.appeal(penalty_id)
    before = state(counter, record_id)["visits"]
    counter.decide_appeal(penalty_id)
    after = state(counter, record_id)
    assert (before, after["visits"], after["judged"][-1]) == ((), (visit_id,), True)


@pytest.mark.slow
def test_the_customer_stays_closed_while_anything_else_is_wrong(counter, record_id):
    counter.ruled(record_id, phone="fabricated", name="mistake")
    penalty_id = counter.penalties()[0].id
    counter.decide(penalty_id)
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    assert told(counter, penalty_id).opened is False
    assert state(counter, record_id)["closed"] == {counter.unit(record_id): {Cause.CLOSED}}
    assert phones(counter, record_id) == [("13900001236",)]
    with counter.work() as unit:
        there = record_loading.load(unit.session, [record_id], visits=0)[record_id].record
    assert there.key_persons[0].name == "", "a mistake is no matter of the appeal"


def test_what_another_has_made_up_beside_it_is_for_another_appeal(counter, record_id, make):
    person = KeyPerson("李雷", "老板", phones=("13900001236", "13900001299"))
    write(counter, record_id, "Ops", key_persons=(person,))
    with counter.work() as unit:
        unit.session.execute(text(BY_ANOTHER), {"who": make.person("Wei").id})
    right_of(counter, record_id, "Wei")
    complaint_id = counter.taken(record_id)
    said = [Said(path, Answer.FABRICATED, "查无此号") for path in (KP_PHONE, NEXT_PHONE)]
    for actor in (None, counter.person("Quan")):
        counter.say(complaint_id, said, actor)
    for name, there in (("Ana", person.phones[:1]), ("Wei", person.phones)):
        [penalty] = counter.penalties(name)
        counter.decide(penalty.id)
        counter.appeal(penalty.id, name)
        counter.decide_appeal(penalty.id)
        back = told(counter, penalty.id)
        assert (len(back.facts), len(back.rights), phones(counter, record_id)) == (1, name == "Wei", [there])


def test_a_fact_that_an_appeal_has_cleared_is_held_against_nobody(counter, record_id, make):
    penalty_id = counter.suspended(record_id)
    asked = {"record_ids": [record_id], "author_id": make.person("Ana").id, "before": counter.now + timedelta(days=9)}
    with counter.work() as unit:
        assert stored.made_up(unit.session, **asked)
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    with counter.work() as unit:
        assert not stored.made_up(unit.session, **asked)


@pytest.mark.slow
def test_whoever_complained_stays_out_of_the_leads_of_whom_it_concerned(counter, record_id):
    _, then = counter.appealed(record_id, after=2)
    [barred] = counter.suspensions("Bo", "barred")
    assert (barred.ended_at, barred.until > then.now) == (None, True)


def test_whoever_complained_does_not_decide_the_appeal(counter, record_id, make):
    penalty_id = counter.suspended(record_id)
    counter.appeal(penalty_id)
    bo = replace(make.person("Bo"), role=Role.ADJUDICATOR)
    with pytest.raises(NotImpartial):
        counter.decide_appeal(penalty_id, bo)
    decided = {"decision": "won", "reason": "成立", "decided_by": bo.id, "decided_at": counter.now}
    with pytest.raises(IntegrityError, match="somebody else"), counter.work() as unit:
        unit.session.execute(update(Appeal).values(**decided))


def test_whoever_is_cleared_is_told_what_is_theirs_again(counter, record_id, make):
    counter.proven(record_id)
    right_of(counter, record_id)
    counter.appealed(record_id)
    with counter.work() as unit:
        own = select(Notice).where(Notice.person_id == make.person("Ana").id, Notice.code.endswith("restored"))
        right, appeal = unit.session.scalars(own.order_by(Notice.id)).all()
        kinds = set(unit.session.scalars(select(Event.kind).where(Event.kind.endswith(".restored"))))
    assert (right.code, right.record_id) == ("right.restored", record_id)
    assert (appeal.code, appeal.params["points"], appeal.params["facts"]) == ("appeal.restored", "12.0", 1)
    assert kinds == {"record.restored", "right.restored", "credit.restored"}


def test_what_was_given_back_can_be_taken_again_for_another_reason(counter, record_id):
    counter.proven(record_id)
    counter.appealed(record_id)
    counter.ruled(record_id, "Wei", phone="fabricated")
    assert (balance(counter), [one.kind for one in rows(counter)]) == (
        0,
        ["proven", "reversal", "restored", "reversal"],
    )
    with counter.work() as unit:
        assert checked(counter, unit.session) == (1, 0)


TWICE = {
    "uq__restitution__appeal_id": "INSERT INTO restitution (appeal_id, at, told, policy_version) SELECT appeal_id, at, told, 1 FROM restitution",
    "uq__entitlement__restores_id": """
        INSERT INTO entitlement (unit_id, rep_id, began_at, until, restores_id, policy_version)
        SELECT unit_id, rep_id, until, until + interval '1 day', restores_id, 1 FROM entitlement WHERE restores_id IS NOT NULL
    """,
    "uq__credit__reverses_id": """
        INSERT INTO credit (unit_id, rep_id, path, kind, points, cause, reverses_id, at, policy_version)
        SELECT unit_id, rep_id, path, kind, points, 'appeal:9', reverses_id, at, 1 FROM credit WHERE kind = 'restored'
    """,
    "even_turn": """
        INSERT INTO credit (unit_id, rep_id, path, kind, points, cause, reverses_id, at, policy_version)
        SELECT unit_id, rep_id, path, kind, points, 'appeal:9', id, at, 1 FROM credit WHERE kind = 'restored'
    """,
}


def test_the_database_gives_nothing_back_twice(counter, record_id):
    counter.proven(record_id)
    right_of(counter, record_id)
    counter.appealed(record_id)
    for name, statement in TWICE.items():
        with pytest.raises(DBAPIError) as refused, counter.work() as unit:
            unit.session.execute(text(statement))
        assert refused.value.orig.diag.constraint_name == name


def test_the_database_gives_nothing_back_that_was_not_won(counter, record_id):
    penalty_id, _ = counter.appealed(record_id, won=False)
    with counter.work() as unit:
        appeal_id = stored.appeal(unit.session, penalty_id).id
    row = Restitution(appeal_id=appeal_id, at=counter.now, told={}, policy_version=counter.policy.version)
    with pytest.raises(IntegrityError, match="only an appeal that is won"), counter.work() as unit:
        unit.session.add(row)


def test_a_lost_appeal_gives_nothing_back(counter, record_id, make):
    counter.proven(record_id)
    make.right(record_id)
    penalty_id, then = counter.appealed(record_id, won=False)
    assert told(counter, penalty_id) is None
    taken = state(then, record_id)
    assert (taken["right"], taken["credit"]) == (None, {make.person("Ana").id: Decimal()})
    assert taken["record"].key_persons[0].phones == ()
