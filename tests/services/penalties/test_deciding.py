"""A person decides every penalty, outside the line of whom it concerns; what is imposed runs and ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from greening.domain.inspections import Answer, Said
from greening.domain.penalties import suspended_until
from greening.domain.people import Role
from greening.domain.refusals import BadValue, Denied, NotFound
from greening.domain.refusals_complaints import DecisionReasonMissing, NotImpartial, OwnLine, PenaltyDecided
from greening.services import penalties
from greening.storage import suspensions
from greening.storage.events import Event
from greening.storage.notices import Notice
from greening.storage.penalties import Penalty
from greening.storage.people import Person
from validators.record import KeyPerson


def told(counter, code, name="Ana"):
    person_id = counter.make.person(name).id
    with counter.work() as unit:
        return unit.session.scalars(select(Notice).where(Notice.person_id == person_id, Notice.code == code)).all()


def until(counter, days=0.0):
    """Until when Ana's leads go to others, asked so many days later."""
    person_id, now = counter.make.person("Ana").id, counter.now + timedelta(days=days)
    with counter.work() as unit:
        own = suspensions.of(unit.session, [person_id], now).get(person_id, [])
    return suspended_until([one.period for one in own if one.what == "leads"], now)


def proposed(counter, record_id):
    counter.ruled(record_id, phone="fabricated")
    return counter.penalties()[-1].id


def test_what_a_machine_proposes_does_nothing_by_itself(counter, record_id):
    proposed(counter, record_id)
    assert (counter.suspensions(), told(counter, "penalty.suspended")) == ([], [])


def test_what_is_imposed_runs_for_its_days_and_ends_by_itself(counter, record_id):
    penalty_id = counter.suspended(record_id)
    [served] = counter.suspensions()
    assert (served.cause, served.began_at) == (f"penalty:{penalty_id}", counter.now)
    assert (until(counter), until(counter, days=8)) == (served.until, None)
    [notice] = told(counter, "penalty.suspended")
    assert notice.params == {
        "penalty": penalty_id,
        "trigger": "fabricated",
        "days": 7,
        "until": served.until.isoformat(),
    }


def test_what_is_waived_suspends_nobody_and_has_a_reason_all_the_same(counter, record_id):
    penalty_id = proposed(counter, record_id)
    counter.decide(penalty_id, imposed=False)
    with counter.work() as unit:
        penalty = unit.session.get_one(Penalty, penalty_id)
        [event] = unit.session.scalars(select(Event).where(Event.kind == "penalty.decided"))
    assert (penalty.decision, penalty.reason, penalty.decided_at) == ("waived", "两人都查实了", counter.now)
    assert (event.actor_id, event.subject_id) == (penalty.decided_by, penalty_id)
    assert counter.suspensions() == []


def test_whoever_may_not_decide_changes_nothing(counter, record_id, make):
    penalty_id = proposed(counter, record_id)
    for name in ("Ana", "Bo", "Chen", "Qi"):
        with pytest.raises(Denied):
            counter.decide(penalty_id, make.person(name))
    assert counter.penalties()[0].decision == ""


def test_nobody_decides_about_their_own_line(counter, record_id, make):
    penalty_id, chief = proposed(counter, record_id), counter.person("Lin", Role.OPS)
    with counter.work() as unit:
        unit.session.execute(update(Person).where(Person.id == make.person("Ana").id).values(manager_id=chief.id))
    with pytest.raises(OwnLine):
        counter.decide(penalty_id, chief)


def as_judge(counter, actor):
    with counter.work() as unit:
        unit.session.execute(update(Person).where(Person.id == actor.id).values(role=Role.ADJUDICATOR))
    return replace(actor, role=Role.ADJUDICATOR)


def test_neither_a_reviewer_nor_the_complainant_decides(counter, record_id, make):
    penalty_id = proposed(counter, record_id)
    with pytest.raises(OwnLine):
        counter.decide(penalty_id, as_judge(counter, make.person("Qi")))
    with pytest.raises(NotImpartial):
        counter.decide(penalty_id, as_judge(counter, make.person("Bo")))


def test_the_database_refuses_them_too(counter, record_id, make):
    penalty_id = proposed(counter, record_id)
    for name in ("Qi", "Bo", "Ana", "Amy"):
        decided = {"decision": "imposed", "reason": "查实", "decided_at": counter.now}
        decided["decided_by"] = make.person(name).id
        with pytest.raises(IntegrityError), counter.work() as unit:
            unit.session.execute(update(Penalty).where(Penalty.id == penalty_id).values(**decided))


def test_a_decision_has_a_reason_and_is_made_once(counter, record_id, make):
    penalty_id = proposed(counter, record_id)
    who = {"actor": make.person("Ada"), "penalty_id": penalty_id, "imposed": True, "now": counter.now}
    with pytest.raises(DecisionReasonMissing):
        penalties.decide(counter.work, counter.policy, **who, reason="  ")
    with pytest.raises(BadValue):
        penalties.decide(counter.work, counter.policy, **who, reason="长" * 5000)
    counter.decide(penalty_id)
    with pytest.raises(PenaltyDecided):
        counter.decide(penalty_id, imposed=False)


def test_what_was_decided_is_never_changed(counter, record_id):
    penalty_id = counter.suspended(record_id)
    with pytest.raises(Exception, match="decided once"), counter.work() as unit:
        unit.session.execute(update(Penalty).where(Penalty.id == penalty_id).values(decision="waived"))


def test_one_suspension_runs_and_the_next_one_waits(counter, record_id, make):
    counter.suspended(record_id)
    person = KeyPerson("王芳", "店长", phones=("13900001777",))
    other = make.record("Ana", company="杭州拱墅茶铺有限公司", region="330105", key_persons=(person,))
    counter.suspended(other, by="Wei")
    first, second = counter.suspensions()
    assert (second.began_at, counter.penalties()[1].days) == (first.until, 14)
    assert until(counter) == second.until


def test_whoever_is_told_that_it_is_over_is_told_once(counter, record_id):
    counter.suspended(record_id)
    assert penalties.sweep(counter.work, counter.policy, now=counter.now) == 0
    after = counter.later(days=9)
    assert [penalties.sweep(after.work, after.policy, now=after.now) for _ in range(2)] == [1, 0]
    assert len(told(counter, "penalty.over")) == 1


def test_a_rate_that_is_surely_too_large_is_told_first_with_its_numbers(counter, make):
    """Thirty facts of hers were looked at; nine were careless."""
    persons = tuple(KeyPerson(f"王芳{n}", phones=(f"139000017{n:02}",)) for n in range(15))
    big = make.record("Ana", company="杭州拱墅茶铺有限公司", region="330105", key_persons=persons)
    complaint_id = counter.taken(big)
    facts = [one.path for one in counter.case(complaint_id).asks if one.path.startswith("key_persons")]
    said = [Said(path, Answer.CARELESS if n < 9 else Answer.TRUE, "没核实") for n, path in enumerate(facts)]
    assert len(said) == 30
    counter.say(complaint_id, said)
    [penalty] = counter.penalties()
    assert (penalty.trigger, penalty.level, penalty.params) == ("careless", 0, {"careless": 9, "sampled": 30})
    counter.decide(penalty.id)
    assert counter.suspensions() == []
    assert len(told(counter, "penalty.notice")) == 1
    actor, now = make.person("Qi"), counter.later(days=1).now
    again = penalties.propose(counter.work, counter.policy, actor=actor, person_id=penalty.person_id, now=now)
    assert again is None, "the same facts led to a second penalty"


def test_whoever_it_concerns_sees_it_once_it_is_imposed_with_the_facts_and_the_price(counter, record_id, make):
    counter.proven(record_id)
    penalty_id = proposed(counter, record_id)
    mine = {"actor": make.person("Ana"), "penalty_id": penalty_id}
    with pytest.raises(NotFound):
        penalties.one(counter.work, counter.policy, **mine)
    counter.decide(penalty_id)
    page = penalties.one(counter.work, counter.policy, **mine)
    assert (page.may_appeal, page.may_decide, page.may_decide_appeal) == (True, False, False)
    [example] = page.examples
    assert (example.record_id, example.value) == (record_id, "139****1236")
    assert page.reversed_points > 0
    with pytest.raises(Denied):
        penalties.one(counter.work, counter.policy, actor=make.person("Bo"), penalty_id=penalty_id)
    assert (
        penalties.one(counter.work, counter.policy, actor=make.person("Chen"), penalty_id=penalty_id).row.person
        == "Ana"
    )


def test_what_waits_is_shown_to_whoever_may_decide_it(counter, record_id, make):
    proposed(counter, record_id)
    counted = {
        name: penalties.waiting(counter.work, counter.policy, actor=make.person(name), now=counter.now).count
        for name in ("Ada", "Ops", "Qi", "Ana")
    }
    assert counted == {"Ada": 1, "Ops": 1, "Qi": 0, "Ana": 0}
