"""Entering, changing, reading and following up, as somebody of the cast."""

from datetime import timedelta

import pytest
from factories import TEA
from sqlalchemy import func, select, text

from greening.services import records
from greening.storage.record_loading import load

TABLES = ("record", "unit", "identifier", "key_person", "contact", "number", "visit", "assessment", "event", "job")


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def create(work, policy, make, now):
    def enter(record=TEA, by="Ana"):
        return records.create(work, policy, actor=make.person(by), record=record, now=now)

    return enter


@pytest.fixture
def one(work, policy, make):
    return lambda record_id, by="Ana": records.one(work, policy, actor=make.person(by), record_id=record_id)


@pytest.fixture
def edit(work, policy, make, now):
    def save(record_id, record, version=1, by="Ana"):
        actor = make.person(by)
        return records.edit(
            work, policy, actor=actor, record_id=record_id, version=version, record=record, now=now + timedelta(hours=1)
        )

    return save


@pytest.fixture
def snapshot(work):
    """What stands in the tables, to see that nothing has changed."""

    def take():
        with work() as unit:
            return [
                unit.session.scalar(text(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t"))
                for name in TABLES
            ]

    return take


@pytest.fixture
def count(work):
    """How many rows a table has."""

    def rows(table):
        with work() as unit:
            return unit.session.scalar(select(func.count()).select_from(table))

    return rows


@pytest.fixture
def stored(work):
    """A record as it stands, whoever may see it."""

    def record(record_id):
        with work() as unit:
            return load(unit.session, [record_id], visits=10)[record_id].record

    return record


@pytest.fixture
def visit(work, policy, make, now):
    def write(record_id, note="电话李雷, 要两箱龙井, 报价 800 元, 周五回复", by="Ana", at=now):
        return records.add_visit(
            work, policy, actor=make.person(by), record_id=record_id, note=note, at=at, channel="phone", now=now
        )

    return write


@pytest.fixture
def judged(work, policy, make, now):
    def judge(record, record_id=None, by="Ana"):
        return records.draft_judgement(work, policy, actor=make.person(by), record=record, record_id=record_id, now=now)

    return judge
