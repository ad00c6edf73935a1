"""What a ruling took comes back when an appeal against it is won, but for what somebody else has by now."""

from datetime import timedelta

import pytest
from complaining import KP_NAME, KP_PHONE
from factories import USCC
from restitution import balance, phones, right_of, rows, state, told, write
from sqlalchemy import update

from greening.domain.complaints import Kind
from greening.domain.entitlements import End
from greening.domain.inspections import Answer, Said
from greening.domain.restitutions import Kept, Lost
from greening.storage import (
    entitlements,
    holdings,
    merging,
)
from greening.storage.entitlements import Entitlement
from greening.storage.people import Person
from validators.record import KeyPerson


def test_what_was_taken_for_nothing_stands_as_it_stood(counter, record_id):
    counter.proven(record_id, KP_PHONE, KP_NAME)
    right_of(counter, record_id)
    before = state(counter, record_id)
    penalty_id, then = counter.appealed(record_id)
    assert state(then, record_id) == before
    back = told(counter, penalty_id)
    assert (back.facts, back.unpaid, back.opened, len(back.rights)) == ({KP_PHONE: None}, 0, True, 1)
    assert [one.kind for one in rows(counter)] == ["proven", "proven", "reversal", "restored"]


def test_the_days_that_a_right_still_had_begin_again_with_the_decision(counter, record_id):
    right_id = right_of(counter, record_id)
    penalty_id, then = counter.appealed(record_id, after=9)
    with counter.work() as unit:
        ended = unit.session.get_one(Entitlement, right_id)
        given = entitlements.live(unit.session, counter.unit(record_id), then.now)
    assert (ended.ending, given.restores_id) == (End.FABRICATED, right_id)
    assert (given.began_at, given.until) == (then.now, ended.until + timedelta(days=9))
    assert told(counter, penalty_id).rights[0].until == given.until


def test_leads_that_are_somebody_elses_by_now_stay_theirs(counter, record_id, make):
    right_of(counter, record_id)
    penalty_id = counter.suspended(record_id)
    right_of(counter, record_id, "Wei")
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    [one] = told(counter, penalty_id).rights
    assert (one.until, one.lost) == (None, Lost.OTHERS)
    with counter.work() as unit:
        live = entitlements.live(unit.session, counter.unit(record_id), counter.now)
        assert live.rep_id == make.person("Wei").id
        assert holdings.wrong(unit.session) == []


@pytest.mark.slow
def test_whoever_came_by_the_right_again_has_it_once(counter, record_id):
    right_of(counter, record_id)
    penalty_id = counter.suspended(record_id)
    right_of(counter, record_id)
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    assert told(counter, penalty_id).rights[0].lost is Lost.OWN


@pytest.mark.slow
def test_whoever_has_left_gets_no_leads_back(counter, record_id, make):
    right_of(counter, record_id)
    penalty_id = counter.suspended(record_id)
    counter.appeal(penalty_id)
    with counter.work() as unit:
        unit.session.execute(update(Person).where(Person.id == make.person("Ana").id).values(active=False))
    counter.decide_appeal(penalty_id)
    assert told(counter, penalty_id).rights[0].lost is Lost.LEFT


def test_what_somebody_has_written_since_is_left_and_named(counter, record_id, make):
    counter.proven(record_id)
    penalty_id = counter.suspended(record_id)
    write(counter, record_id, "Ana", key_persons=(KeyPerson("李雷", "老板", phones=("13900001299",)),))
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    assert phones(counter, record_id) == [("13900001299",)]
    assert told(counter, penalty_id).facts == {KP_PHONE: Kept.CHANGED}
    assert balance(counter) == 12, "what was paid comes back all the same"


@pytest.mark.slow
def test_whoever_was_paid_for_the_field_again_is_not_paid_twice(counter, record_id):
    counter.proven(record_id)
    penalty_id = counter.suspended(record_id)
    write(counter, record_id, "Ana", key_persons=(KeyPerson("李雷", "老板", phones=("13900001299",)),))
    counter.proven(record_id, cause="verdict:2")
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    back = told(counter, penalty_id)
    assert (balance(counter), back.points, back.unpaid) == (12, 0, 12)


@pytest.mark.slow
def test_what_another_record_is_known_by_meanwhile_is_left(counter, make):
    record_id = make.record(
        "Ana", company="杭州西湖茶铺有限公司", region="330106", ids=(USCC,), phones=("13900001234",)
    )
    complaint_id = counter.taken(record_id, kinds={Kind.OTHER})
    said = [Said(path, Answer.FABRICATED, "查无此号") for path in ("ids[0]", "phones[0]")]
    for actor in (None, counter.person("Quan")):
        counter.say(complaint_id, said, actor)
    penalty_id = counter.penalties()[0].id
    counter.decide(penalty_id)
    make.record("Bo", company="杭州上城茶铺有限公司", region="330102", ids=(USCC,))
    counter.appeal(penalty_id)
    counter.decide_appeal(penalty_id)
    assert told(counter, penalty_id).facts == {"ids[0]": Kept.TAKEN, "phones[0]": None}


@pytest.mark.slow
def test_what_is_part_of_another_record_by_now_is_left(counter, record_id, make):
    other = make.record("Ops", company="杭州西湖茶行有限公司", region="330106")
    penalty_id = counter.suspended(record_id)
    later = counter.later(days=40)
    with counter.work() as unit:
        merging.merge(unit, counter.policy, kept_id=other, gone_id=record_id, by=None, now=later.now)
    counter.appeal(penalty_id)
    later.decide_appeal(penalty_id)
    assert told(counter, penalty_id).facts == {KP_PHONE: Kept.MERGED}
