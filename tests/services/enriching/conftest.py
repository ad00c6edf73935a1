"""Ana completes a record of the pool, question by question."""

from itertools import count

import pytest
from sqlalchemy import select

from greening.services import enriching
from greening.storage.claims import Claim
from greening.storage.record_loading import load
from validators.record import KeyPerson

BARE = {"company": "西湖茶铺有限公司", "region": "330106", "address": "浙江省杭州市西湖区例举路1号"}
KEYS = count()


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def pooled(make):
    """A record of which only name and place are known."""
    return make.record(**BARE)


@pytest.fixture
def named(make):
    """One whose key person is known too, with a number that nobody has tried."""
    return make.record(
        **BARE, key_persons=(KeyPerson("李雷", "老板", phones=("13900001236",)),), phones=("0571-88880000",)
    )


@pytest.fixture
def ask(work, policy, make, now):
    def quest(record_id, by="Ana", skipped=(), at=now):
        return enriching.quest(work, policy, actor=make.person(by), record_id=record_id, skipped=skipped, now=at)

    return quest


@pytest.fixture
def answer(work, policy, make, now):
    def say(record_id, path, value, *, by="Ana", key="", stood=None, claim_id=None, at=now):
        return enriching.answer(
            work, policy, actor=make.person(by), path=path, value=value, key=key or f"k{next(KEYS)}", stood=stood,
            claim_id=claim_id, record_id=record_id, now=at,
        )  # fmt: skip

    return say


@pytest.fixture
def undo(work, policy, make, now):
    def take_back(saved, by="Ana", at=now):
        key = f"k{next(KEYS)}"
        return enriching.undo(work, policy, actor=make.person(by), answer_id=saved.answer_id, key=key, now=at)

    return take_back


@pytest.fixture
def outcome(work, policy, make, now):
    def say(record_id, said, path="key_persons[0].phones[0]", *, by="Ana", key="", stood=None):
        return enriching.outcome(
            work, policy, actor=make.person(by), path=path, said=said, key=key or f"k{next(KEYS)}", stood=stood,
            record_id=record_id, now=now,
        )  # fmt: skip

    return say


@pytest.fixture
def loaded(work):
    """A record as it stands, whoever may see it."""

    def one(record_id):
        with work() as unit:
            return load(unit.session, [record_id], visits=10)[record_id]

    return one


@pytest.fixture
def claim_of(work):
    def one(record_id):
        with work() as unit:
            return unit.session.scalars(select(Claim).order_by(Claim.id.desc())).first()

    return one
