"""What is proven pays its author once; what is taken back is a row, and the sum of the rows is what somebody has."""

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from submission_desk import FULL, PHONE, Desk
from waiting import when_let_go

from greening.domain.credits import Kind
from greening.domain.ownership import Begin, End
from greening.domain.refusals import NotFound
from greening.services import records
from greening.storage import credits as ledger
from greening.storage import holdings, judging, ownership, proving, units
from greening.storage.claims import Claim
from greening.storage.credits import Credit
from greening.storage.events import Event
from greening.storage.record_loading import load
from greening.storage.records import Record
from validators.finding import Level

CALL, MAIL = "visit:1", "visit:2"


@pytest.fixture
def desk(make, now) -> Desk:
    return Desk(make, make.policy(), now, make.person("Qi"))


@pytest.fixture
def unit_id(desk) -> int:
    """What Ana has completed of a record of the pool."""
    claim_id = desk.claimed()
    desk.complete(claim_id)
    with desk.work() as unit:
        return units.of_record(unit.session, desk.record_id(claim_id))[0].id


@pytest.fixture
def prove(desk, unit_id):
    def prove(*paths, cause=CALL, by=None):
        with desk.work() as unit:
            who = desk.make.person(by).id if by else None
            asked = {"unit_id": unit_id, "paths": paths, "cause": cause, "verifier_id": who}
            return proving.prove(unit, desk.policy, **asked, now=desk.now)

    return prove


@pytest.fixture
def take_back(desk, unit_id):
    def take_back(*paths, cause="complaint:1", price=None, by="Ana"):
        with desk.work() as unit:
            asked = {"unit_id": unit_id, "rep_id": desk.make.person(by).id, "cause": cause, "price": price}
            return proving.take_back(unit, desk.policy, **asked, paths=paths or None, now=desk.now)

    return take_back


def test_a_proven_value_rises_and_the_record_is_judged_with_it(desk, unit_id, prove, work):
    with work() as unit:
        before = unit.session.scalars(select(Record.score)).one()
    [grant] = prove(PHONE)
    with work() as unit:
        [there] = unit.session.scalars(select(Record)).all()
        loaded = load(unit.session, [there.id], visits=0)[there.id]
    assert (grant.rep_id, grant.points, grant.kind) == (desk.make.person("Ana").id, Decimal(12), Kind.PROVEN)
    assert (loaded.record.levels[PHONE], loaded.stamps[PHONE].proof) == (Level.PROVEN, CALL)
    assert there.score == before + 5


def test_one_event_proves_once_and_is_told_once(prove, desk, work):
    assert len(prove(PHONE)) == 1
    assert (prove(PHONE), len(desk.rows())) == ((), 1)
    with work() as unit:
        assert unit.session.scalars(select(Event.kind).where(Event.kind == "record.proven")).all() == ["record.proven"]


def test_two_proofs_at_once_both_stand(prove, desk, unit_id, work):
    def call(unit):
        asked = {"unit_id": unit_id, "paths": [PHONE], "cause": CALL, "verifier_id": None}
        proving.prove(unit, desk.policy, **asked, now=desk.now)

    when_let_go(work, call, lambda: prove("address", cause=MAIL))
    with work() as unit:
        record_id = unit.session.scalars(select(Record.id)).one()
        stamps = load(unit.session, [record_id], visits=0)[record_id].stamps
    assert (stamps[PHONE].proof, stamps["address"].proof) == (CALL, MAIL)


def test_what_stands_nowhere_proves_nothing(prove, desk):
    assert (prove("phones[7]", "address[1]"), desk.rows()) == ((), [])


def test_a_unit_that_is_not_there_is_refused(work, desk):
    nothing = {"unit_id": 0, "paths": [PHONE], "cause": CALL, "verifier_id": None}
    with pytest.raises(NotFound), work() as unit:
        proving.prove(unit, desk.policy, **nothing, now=desk.now)


def test_a_second_rep_who_proves_it_earns_a_part(prove, desk):
    prove(PHONE, by="Bo")
    assert (desk.balance("Ana"), desk.balance("Bo")) == (Decimal(12), Decimal("2.4"))


def test_operations_are_not_paid_for_what_they_entered(prove, desk):
    assert prove("company") == ()
    assert [(one.rep_id, one.points) for one in prove("company", cause=MAIL, by="Bo")] == [
        (desk.make.person("Bo").id, Decimal("2.0"))
    ]


def test_what_somebody_types_after_giving_the_customer_up_is_not_paid(desk, prove, unit_id, work):
    ana = desk.make.person("Ana")
    policy = {"policy_version": desk.policy.version, "by": ana.id}
    with work() as unit:
        row = units.locked(unit.session, [unit_id])[unit_id]
        holdings.take_place(unit.session, ana.id, cap=50)
        then = desk.now - timedelta(days=100)
        ownership.begin(unit.session, row, ana.id, how=Begin.TAKE, **policy, now=then)
        ownership.end(unit.session, row, how=End.RELEASE, by=ana.id, reason="no need", now=then + timedelta(days=10))
    assert prove(PHONE) == ()
    later = replace(desk, policy=replace(desk.policy, credits=replace(desk.policy.credits, held_before=timedelta(90))))
    with work() as unit:
        asked = {"unit_id": unit_id, "paths": ["website"], "cause": CALL, "verifier_id": None}
        assert len(proving.prove(unit, later.policy, **asked, now=desk.now)) == 1


def test_what_was_typed_while_holding_it_is_paid_after_it_was_given_up(desk, work):
    record_id = desk.make.record(by="Ana", company="龙井茶铺有限公司", website="http://longjing.example")
    with work() as unit:
        [row] = units.of_record(unit.session, record_id, lock=True)
        ownership.end(unit.session, row, how=End.RELEASE, by=None, reason="no need", now=desk.now + timedelta(days=1))
        asked = {"unit_id": row.id, "paths": ["website"], "cause": CALL, "verifier_id": None}
        assert len(proving.prove(unit, desk.policy, **asked, now=desk.now + timedelta(days=2))) == 1


def test_an_edit_takes_the_proof_along_and_a_new_value_begins_again(desk, prove, unit_id, work):
    prove(PHONE, "website")
    with work() as unit:
        record_id = unit.session.scalars(select(Record.id)).one()
    person = replace(FULL["key_persons"][0], phones=("13900007777", "13900001236"))
    shown = records.one(work, desk.policy, actor=desk.make.person("Ana"), record_id=record_id)
    desk.complete(_claim(desk), key_persons=(person,))
    with work() as unit:
        stamps = load(unit.session, [record_id], visits=0)[record_id].stamps
    assert shown.version == 2
    assert stamps["key_persons[0].phones[1]"].level == Level.PROVEN
    assert (stamps[PHONE].level, stamps[PHONE].proof) == (Level.FILLED, "")


def test_a_value_proven_twice_stays_proven_when_one_proof_falls(desk, prove, unit_id, work):
    prove(PHONE)
    prove(PHONE, cause=MAIL)
    with work() as unit:
        proving.unprove(unit, desk.policy, unit_id=unit_id, cause=CALL, now=desk.now)
        record_id = unit.session.scalars(select(Record.id)).one()
        assert load(unit.session, [record_id], visits=0)[record_id].stamps[PHONE].level == Level.PROVEN


def test_the_price_of_a_lie_takes_back_the_newest_beyond_it(desk, prove, take_back):
    prove("website", cause="visit:1")
    prove("address", cause="visit:2")
    prove(PHONE, cause="visit:3")
    taken = take_back(PHONE, price=Decimal(22))
    assert {(one.path, one.points) for one in taken} == {(PHONE, -12), ("address", -10)}
    assert desk.balance() == sum(row.points for row in desk.rows())
    assert take_back(PHONE, cause="complaint:2") == ()


def test_all_of_a_unit_is_taken_back_where_no_value_is_named(desk, prove, take_back):
    prove("website", "address", PHONE)
    assert (len(take_back()), desk.balance()) == (3, 0)


def test_a_value_that_has_moved_is_found_by_its_proof(desk, prove, take_back):
    prove(PHONE)
    person = replace(FULL["key_persons"][0], phones=("13900007777", "13900001236"))
    desk.complete(_claim(desk), key_persons=(person,))
    assert [one.points for one in take_back("key_persons[0].phones[1]")] == [-12]


def test_a_judgement_begun_before_a_proof_does_not_undo_it(desk, prove, unit_id, work, monkeypatch):
    with work() as unit:
        record_id = unit.session.scalars(select(Record.id)).one()
        loaded = load(unit.session, [record_id], visits=0)[record_id]
    stale = {record_id: replace(loaded, assessment_id=None)}  # so that what it finds is news
    prove(PHONE)
    with work() as unit:
        after = unit.session.scalars(select(Record.score)).one()
    monkeypatch.setattr(judging, "load", lambda *_, **__: stale)
    with work() as unit:
        judging.judge(unit.session, [record_id], desk.policy, desk.now)
        assert unit.session.scalars(select(Record.score)).one() == after


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_proven_and_taken_back_the_sum_of_the_rows_is_what_they_have(desk, prove, take_back, unit_id, seed):
    dice, paths = random.Random(seed), ["website", "address", PHONE, "industry", "emails[0]"]
    for step in range(25):
        cause = f"visit:{dice.randrange(8)}"
        act = dice.random()
        if act < 0.6:
            prove(*dice.sample(paths, 2), cause=cause, by=dice.choice([None, "Bo", "Ana"]))
        elif act < 0.8:
            take_back(dice.choice(paths), cause=f"complaint:{step}", by=dice.choice(["Ana", "Bo"]))
        else:
            with desk.work() as unit:
                proving.unprove(unit, desk.policy, unit_id=unit_id, cause=cause, now=desk.now)
    with desk.work() as unit:
        sums = dict(unit.session.execute(select(Credit.rep_id, func.sum(Credit.points)).group_by(Credit.rep_id)).all())
        assert ledger.balances(unit.session, list(sums)) == sums
        assert all(points >= 0 for points in sums.values())
        reversals = unit.session.scalars(select(Credit.reverses_id).where(Credit.kind == Kind.REVERSAL)).all()
        events = unit.session.execute(select(Credit.cause, Credit.path, Credit.kind, Credit.reverses_id)).all()
    assert (len(set(reversals)), len(set(events))) == (len(reversals), len(events))


def _claim(desk):
    with desk.work() as unit:
        return unit.session.scalars(select(Claim.id)).one()
