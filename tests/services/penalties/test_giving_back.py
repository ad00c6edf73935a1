"""What a ruling took comes back when an appeal against it is won: once, and all of it that nobody else has by now."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from complaining import KP_NAME, KP_PHONE
from factories import USCC
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from greening.domain import credits as rules
from greening.domain import entitlements as terms
from greening.domain.complaints import Kind
from greening.domain.entitlements import End
from greening.domain.inspections import Answer, Said
from greening.domain.people import Role
from greening.domain.refusals_complaints import NotImpartial
from greening.domain.restitutions import Kept, Lost
from greening.services import records
from greening.storage import credits as ledger
from greening.storage import (
    entitlements,
    freezes,
    holdings,
    holidays,
    lead_reps,
    merging,
    record_loading,
    restitutions,
)
from greening.storage import penalties as stored
from greening.storage.credits import Credit
from greening.storage.entitlements import Entitlement
from greening.storage.events import Event
from greening.storage.freezes import Cause
from greening.storage.lead_reps import About
from greening.storage.match_keys import MatchKey
from greening.storage.notices import Notice
from greening.storage.penalties import Appeal
from greening.storage.people import Person
from greening.storage.records import Record
from greening.storage.restitutions import Restitution
from validators.record import KeyPerson

NEXT_PHONE = "key_persons[0].phones[1]"
BY_ANOTHER = f"UPDATE record SET stamps = jsonb_set(stamps, '{{{NEXT_PHONE},by}}', to_jsonb(CAST(:who AS bigint)))"


def told(counter, penalty_id):
    """What an appeal has given back, and what not."""
    with counter.work() as unit:
        return restitutions.of_penalty(unit.session, penalty_id)


def state(counter, record_id):
    """All that a ruling may take of somebody: values, whence they are, credit, rights, counters, keys, standing."""
    ana = counter.make.person("Ana").id
    with counter.work() as unit:
        session = unit.session
        there = record_loading.load(session, [record_id], visits=9)[record_id]
        row = session.get_one(Record, record_id)
        held = holdings.of(session, ana)
        right = entitlements.live(session, counter.unit(record_id), counter.now)
        return {
            "record": there.record,
            "stamps": there.stamps,
            "visits": there.visit_ids,
            "judged": (row.score, row.completeness, row.finding_codes, row.triage, row.version == row.judged_version),
            "credit": ledger.balances(session, [ana]),
            "pays": [one.id for one in rules.standing(ledger.ledger(session, counter.unit(record_id)))],
            "right": right and (right.rep_id, right.until, right.claim_id),
            "former": entitlements.former(session, counter.unit(record_id)),
            "held": (held.owned, held.pits),
            "wrong": holdings.wrong(session),
            "keys": set(session.execute(select(MatchKey.hash, MatchKey.strong)).all()),
            "checked": checked(counter, session),
            "closed": freezes.standing(session, [counter.unit(record_id)], counter.now),
        }


def checked(counter, session):
    """How many facts of hers the turns of leads go by, and how many of them were true."""
    ana, calendar = counter.make.person("Ana").id, holidays.of_organisation(session, counter.policy)
    rep = lead_reps.load(session, counter.policy, About(0, frozenset(), calendar, counter.now), [ana])[ana]
    return rep.sampled, rep.verified


def rows(counter):
    with counter.work() as unit:
        return unit.session.scalars(select(Credit).order_by(Credit.id)).all()


def balance(counter, name="Ana"):
    person_id = counter.make.person(name).id
    with counter.work() as unit:
        return ledger.balances(unit.session, [person_id]).get(person_id, Decimal())


def right_of(counter, record_id, name="Ana"):
    """The right to the leads of a record, to the end of a day, as a pass gives it; its id."""
    right_id = counter.make.right(record_id, by=name)
    with counter.work() as unit:
        calendar = holidays.of_organisation(unit.session, counter.policy)
        unit.session.get_one(Entitlement, right_id).until = terms.until(
            counter.now, calendar, counter.policy.entitlements
        )
    return right_id


def write(counter, record_id, by="Ops", **typed):
    """Somebody changes a record."""
    actor = counter.make.person(by)
    page = records.one(counter.work, counter.policy, actor=actor, record_id=record_id)
    given = {"record_id": record_id, "version": page.version, "record": replace(page.record, **typed)}
    records.edit(counter.work, counter.policy, actor=actor, **given, now=counter.now)


def phones(counter, record_id):
    with counter.work() as unit:
        there = record_loading.load(unit.session, [record_id], visits=0)[record_id].record
        return [person.phones for person in there.key_persons]


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
