"""What an import finds sleeps until one side moves; what a save has opened stays open."""

from dataclasses import replace

import pytest
from likenesses import AGAIN, MILL
from sqlalchemy import select

from greening.domain.records import derive
from greening.jobs import Kind
from greening.services import matching
from greening.storage.jobs import Job
from greening.storage.match_keys import MatchKey, MatchPrint
from greening.storage.records import Record

TABLE = "company,region,phone\n杭州澜序机械有限公司,330108,0571-55501234\n澜序机械,330100,0571 5550 1234\n苏州砚川包装有限公司,,0512-55501235\n"


@pytest.fixture
def two(bring, desk):
    """Two records of one company that came with a file."""
    bring(TABLE)
    return [one for one, company in desk.ask(Record.id, Record.company) if "澜序" in company]


def test_what_a_file_brings_twice_sleeps(two, pairs):
    assert pairs() == [(*two, "asleep")]


@pytest.mark.parametrize("side", [0, 1])
def test_a_follow_up_wakes_it(two, pairs, visit, side):
    visit(two[side])
    assert pairs() == [(*two, "open")]


@pytest.mark.parametrize("side", [0, 1])
def test_an_edit_wakes_it(two, pairs, edit, side):
    edit(two[side], by="Ops", scale="50-99")
    assert pairs() == [(*two, "open")]


def test_another_import_does_not(two, pairs, bring):
    bring(TABLE)
    bring("company,region,phone,scale\n澜序机械,330100,0571 5550 1234,50-99\n", mode="update")
    assert pairs() == [(*two, "asleep")]


def test_an_import_closes_no_eyes(create, bring, pairs):
    first, second = create(MILL), create(AGAIN, by="Bo")
    bring(TABLE, mode="update")
    assert pairs() == [(first, second, "open")]


def test_a_file_meets_what_is_stored(create, bring, pairs, desk):
    first = create(MILL)
    bring("company,phone\n澜序机械,0571 5550 1234\n")
    assert pairs() == [(first, desk.ask(Record.id)[1][0], "asleep")]


def test_an_import_writes_the_keys_that_a_form_writes(create, desk, work):
    desk.bring(
        "company,region,phone,website,address\n"
        + ",".join((MILL.company, MILL.region, MILL.phones[0], MILL.website, MILL.address))
        + "\n"
    )
    hashes = {one for (one,) in desk.ask(MatchKey.hash)}
    assert hashes == {key.hash for key in derive(MILL).keys}
    assert desk.ask(MatchPrint.print) == [(derive(MILL).print,)]


def test_an_import_that_changes_a_record_changes_its_keys(create, desk):
    record_id = create(AGAIN, by="Ops")
    desk.bring("company,region,phone\n澜序机械,330100,0571-55507777\n", mode="update")
    strong = desk.ask(MatchKey.hash, MatchKey.strong)
    after = derive(replace(AGAIN, phones=(*AGAIN.phones, "0571-55507777")))
    assert desk.ask(MatchPrint.record_id, MatchPrint.print) == [(record_id, after.print)]
    assert dict(strong) == {key.hash: key.strong for key in after.keys}


def test_a_file_is_looked_through_piece_by_piece_when_it_is_judged(desk):
    intake_id = desk.upload(TABLE)
    desk.stage(intake_id), desk.store(intake_id)
    noted = select(Job.args).where(Job.kind == Kind.MATCH_INTAKE)
    with desk.work() as unit:
        assert unit.session.scalars(noted).all() == []
    desk.judge(intake_id)
    with desk.work() as unit:
        assert unit.session.scalars(noted).all() == [{"intake_id": intake_id, "first": 1, "last": 3}]


def test_pieces_find_what_lies_in_different_ones(desk, policy, pairs, now):
    run = desk.bring(TABLE)
    for row in (1, 2, 3):
        matching.match_intake(desk.work, policy, intake_id=run.id, rows=(row, row), now=now)
    assert len(pairs()) == 1
