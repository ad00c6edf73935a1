"""What has grown old since it was judged is judged again by itself, and nothing else is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from greening.domain.changes import Stamp
from greening.services import judging, records
from greening.storage.records import Record as Row
from validators import Level

TERM = timedelta(days=180)


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def sweep(work, policy, now):
    def later(after, rules=None):
        rules = rules or policy
        done = judging.rejudge_aged(work, rules, now=now + after)
        return done.judged + done.unchanged

    return later


@pytest.fixture
def row(work):
    def of(record_id):
        with work() as unit:
            return unit.session.get(Row, record_id)

    return of


@pytest.fixture
def proven(work, policy, make, now):
    """A record whose company's number was proven so long ago, judged since."""

    def one(company, ago=timedelta(0)):
        record_id = make.record(company=company, phones=("0571-85020178",))
        stamp = Stamp(None, now - ago, "").proven("verdict:1", now - ago).to_json()
        with work() as unit:
            unit.session.execute(update(Row).where(Row.id == record_id).values(stamps={"phones[0]": stamp}))
        judging.judge(work, policy, record_ids=[record_id], cause="test:1", now=now)
        return record_id

    return one


def test_a_record_says_when_its_oldest_proof_grows_old(proven, row, now):
    assert row(proven("西湖茶铺有限公司", timedelta(days=100))).ages_at == now + timedelta(days=80)


def test_nothing_is_due_of_what_nobody_has_proven_or_met(make, row, sweep):
    assert row(make.record()).ages_at is None
    assert sweep(2 * TERM) == 0


def test_a_proof_that_grew_old_costs_its_points_once_the_term_is_over(proven, row, sweep):
    tea = proven("西湖茶铺有限公司")
    fresh = row(tea).score
    assert sweep(TERM) == 0
    assert sweep(TERM + timedelta(hours=1)) == 1
    assert row(tea).score < fresh
    assert "record.verify_again" in row(tea).finding_codes
    assert (row(tea).ages_at, sweep(TERM + timedelta(hours=2))) == (None, 0)


def test_a_last_contact_grows_old_too(make, row, sweep):
    tea = make.record(by="Ana")
    said = {"note": "采购经理要样品，周五前寄到", "at": make.now, "channel": "visit", "now": make.now}
    records.add_visit(make.work, make.policy(), actor=make.person("Ana"), record_id=tea, **said)
    assert row(tea).ages_at == make.now + TERM
    assert sweep(TERM + timedelta(hours=1)) == 1
    assert "record.stale" in row(tea).finding_codes


def test_a_round_takes_as_many_as_the_policy_says_the_oldest_first(proven, row, policy, sweep):
    younger, older = (proven(f"{name}有限公司", timedelta(days=days)) for name, days in (("龙井", 10), ("碧螺春", 50)))
    small = replace(policy, records=replace(policy.records, aged_chunk=1, aged_at_once=1))
    assert sweep(2 * TERM, small) == 1
    assert (row(older).ages_at, row(younger).ages_at is None) == (None, False)


def test_an_undated_proof_does_not_age(work, policy, make, row, now):
    tea = make.record(phones=("0571-85020178",))
    with work() as unit:
        stamp = Stamp(None, now, "", Level.PROVEN).to_json()
        unit.session.execute(update(Row).where(Row.id == tea).values(stamps={"phones[0]": stamp}))
    judging.judge(work, policy, record_ids=[tea], cause="test:1", now=now)
    assert row(tea).ages_at is None
