"""Records that may be one, as somebody of the cast enters, changes and judges them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from intake_desk import Desk
from likenesses import AGAIN, MILL
from sqlalchemy import select

from greening.domain.candidates import State
from greening.services import candidates, matching, records
from greening.storage.candidates import Candidate


@pytest.fixture
def policy(make):
    return make.policy()


@pytest.fixture
def desk(work, make, now):
    return Desk(work, make.policy(), make.person("Ops"), now)


@pytest.fixture
def create(work, policy, make, now):
    def enter(record=MILL, by="Ana"):
        return records.create(work, policy, actor=make.person(by), record=record, now=now).record_id

    return enter


@pytest.fixture
def edit(work, policy, make, now):
    """Change a record as it stands; its version is looked up."""

    def save(record_id, by="Ana", **changed):
        actor = make.person(by)
        page = records.one(work, policy, actor=actor, record_id=record_id)
        given = {"record_id": record_id, "version": page.version, "record": replace(page.record, **changed)}
        return records.edit(work, policy, actor=actor, now=now + timedelta(hours=1), **given)

    return save


@pytest.fixture
def visit(work, policy, make, now):
    def write(record_id, by="Ana"):
        said = {"note": "电话沈砚秋, 要两台机器, 报价 8 万元, 周五回复", "at": now, "channel": "phone", "now": now}
        return records.add_visit(work, policy, actor=make.person(by), record_id=record_id, **said)

    return write


@pytest.fixture
def pairs(work):
    """(left, right, state) of every candidate."""

    def look():
        columns = (Candidate.left_id, Candidate.right_id, Candidate.state)
        with work() as unit:
            return [tuple(row) for row in unit.session.execute(select(*columns).order_by(*columns))]

    return look


@pytest.fixture
def pair(work, create):
    """The id of the candidate that two forms have left."""
    create(MILL), create(AGAIN, by="Bo")
    with work() as unit:
        return unit.session.scalars(select(Candidate.id)).one()


@pytest.fixture
def rule(work, policy, make, now):
    def say(candidate_id, verdict, by="Qi", **said):
        return candidates.rule(
            work, policy, actor=make.person(by), candidate_id=candidate_id, verdict=verdict, now=now, **said
        )

    return say


@pytest.fixture
def one(work, policy, make):
    return lambda pair, by="Qi": candidates.one(work, policy, actor=make.person(by), candidate_id=pair)


@pytest.fixture
def listed(work, policy, make):
    return lambda state=State.OPEN, by="Qi", **said: candidates.page(
        work, policy, actor=make.person(by), state=state, **said
    )


@pytest.fixture
def similar(work, policy, make):
    return lambda record_id, by="Ana": candidates.similar(work, policy, actor=make.person(by), record_id=record_id)


@pytest.fixture
def bring(desk, policy, now):
    """Import a table to the end, duplicates looked for; the run."""

    def to_the_end(table, **said):
        run = desk.bring(table, **said)
        matching.match_intake(desk.work, policy, intake_id=run.id, rows=(1, run.read + 1), now=now)
        return run

    return to_the_end
