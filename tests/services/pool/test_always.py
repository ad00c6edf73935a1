"""Whatever people do in whatever order: counters say what is there, nobody is over the cap, every owner has a history."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from greening.domain.refusals import Refusal
from greening.services import claims, records
from greening.storage.ownership import Ownership
from greening.storage.records import Unit
from validators.record import Record

REPS, ACTS, CAP = ("Ana", "Bo", "Chen"), 70, 2


@pytest.mark.parametrize("seed", range(2))
def test_counters_say_what_is_there_after_anything(desk, make, work, seed):
    chance, room = random.Random(seed), desk.capped(CAP)
    pool = [make.record(company=f"宁波{n}号船厂") for n in range(5)]
    make.right(pool[0], by="Bo")
    now = desk.now

    def claim(name, record_id):
        claims.claim(work, room.policy, actor=make.person(name), unit_ids=[desk.unit(record_id)], now=now)

    def enter(name, record_id):
        record = Record(company=f"绍兴{record_id}号布行{now:%j}")
        records.create(work, room.policy, actor=make.person(name), record=record, now=now)

    acts = {
        "take": lambda *of: room.take(*of, now=now),
        "ask": lambda *of: room.ask(*of, now=now),
        "release": lambda *of: room.release(*of, now=now),
        "claim": claim,
        "enter": enter,
    }
    done = 0
    for _ in range(ACTS):
        now += timedelta(days=chance.choice((0, 0, 1, 20)))
        try:
            acts[chance.choice(list(acts))](chance.choice(REPS), chance.choice(pool))
        except Refusal:
            continue
        done += 1

    assert done > ACTS // 8
    assert desk.wrong() == []
    with work() as unit:
        held = unit.session.execute(
            select(Unit.owner_id, func.count()).where(Unit.owner_id.is_not(None)).group_by(Unit.owner_id)
        ).all()
        standing = unit.session.scalar(select(func.count()).where(Ownership.ended_at.is_(None)))
    assert max(count for _, count in held) <= CAP
    assert standing == sum(count for _, count in held)
