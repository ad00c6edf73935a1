"""Whoever was suspended says what speaks against it, once; somebody else decides, and a won appeal gives back."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from greening.domain.people import Role
from greening.domain.refusals import Denied
from greening.domain.refusals_complaints import AppealNotOpen, OwnLine
from greening.storage import penalising, suspensions
from greening.storage import penalties as stored
from greening.storage.notices import Notice
from greening.storage.penalties import Appeal
from validators.record import KeyPerson


def running(counter):
    person_id = counter.make.person("Ana").id
    with counter.work() as unit:
        own = suspensions.of(unit.session, [person_id], counter.now).get(person_id, [])
    return [one for one in own if one.what == "leads" and one.began_at <= counter.now]


def wronged(counter):
    person_id = counter.make.person("Ana").id
    with counter.work() as unit:
        since = counter.now - timedelta(days=90)
        return stored.wronged(unit.session, [person_id], since=since).get(person_id)


def test_an_appeal_that_is_won_ends_it_now_and_puts_her_first(counter, record_id):
    _, then = counter.appealed(record_id, after=2)
    assert running(then) == []
    assert wronged(then) == then.now
    [served] = counter.suspensions()
    assert (served.ended_at, served.until > then.now) == (then.now, True)


def test_it_runs_on_while_it_waits_and_after_it_is_lost(counter, record_id):
    _, then = counter.appealed(record_id, won=False, after=2)
    assert len(running(then)) == 1
    assert wronged(then) is None
    with counter.work() as unit:
        codes = unit.session.scalars(select(Notice.code).where(Notice.code.startswith("appeal."))).all()
    assert codes == ["appeal.lost"]


@pytest.mark.slow
def test_the_time_that_was_wrongly_served_counts_towards_what_waits_behind_it(counter, record_id, make):
    first = counter.suspended(record_id)
    person = KeyPerson("王芳", "店长", phones=("13900001777",))
    other = make.record("Ana", company="杭州拱墅茶铺有限公司", region="330105", key_persons=(person,))
    counter.suspended(other, by="Wei")
    _, queued = counter.suspensions()
    counter.appeal(first)
    then = counter.later(days=3)
    then.decide_appeal(first)
    _, moved = counter.suspensions()
    assert moved.until < queued.until
    assert [one.id for one in running(then)] == [moved.id]


def test_a_suspension_that_was_taken_back_counts_for_no_later_one(counter, record_id):
    _, then = counter.appealed(record_id)
    with counter.work() as unit:
        conduct = penalising.conduct(unit.session, counter.make.person("Ana").id, counter.policy, then.now)
    assert (conduct.suspensions, list(conduct.noticed)) == (0, [])


def test_only_whoever_it_concerns_appeals_and_only_once(counter, record_id):
    penalty_id = counter.suspended(record_id)
    with pytest.raises(Denied):
        counter.appeal(penalty_id, by="Amy")
    counter.appeal(penalty_id)
    with pytest.raises(AppealNotOpen):
        counter.appeal(penalty_id)


def test_there_is_nothing_to_appeal_against_before_it_is_imposed(counter, record_id):
    counter.ruled(record_id, phone="fabricated")
    penalty_id = counter.penalties()[0].id
    with pytest.raises(AppealNotOpen):
        counter.appeal(penalty_id)
    with pytest.raises(IntegrityError, match="no penalty to appeal against"), counter.work() as unit:
        unit.session.add(Appeal(penalty_id=penalty_id, words="冤枉", at=counter.now))


def test_whoever_imposed_it_does_not_decide_the_appeal(counter, record_id, make):
    penalty_id = counter.suspended(record_id)
    counter.appeal(penalty_id)
    with pytest.raises(OwnLine):
        counter.decide_appeal(penalty_id, make.person("Ada"))
    decided = {"decision": "lost", "reason": "不成立", "decided_by": make.person("Ada").id, "decided_at": counter.now}
    with pytest.raises(IntegrityError, match="somebody else"), counter.work() as unit:
        unit.session.execute(update(Appeal).values(**decided))
    counter.decide_appeal(penalty_id)
    with pytest.raises(AppealNotOpen):
        counter.decide_appeal(penalty_id, counter.person("Ben", Role.OPS))
