"""Steps can be repeated, and run at once, and each happens once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import pytest
from intake_desk import USCC, counts
from sqlalchemy import func, text

from greening.domain.intake import Outcome, State
from greening.jobs import Kind
from greening.services import intake
from greening.storage import intakes
from greening.storage.jobs import Job
from greening.storage.records import Contact, Record


def test_the_same_file_twice_creates_nothing_twice(desk):
    table = f"company,phone,USCC\n甲公司,400-000-0001,{USCC[0]}\n乙公司,400-000-0002,\n甲公司,,{USCC[1]}\n"
    first, again = desk.bring(table), desk.bring(table)
    assert counts(first) == {"created": 2, "rejected": 1}
    assert counts(again) == {"unchanged": 2, "rejected": 1}
    assert (desk.count(Record), desk.count(Contact)) == (2, 2)


def test_one_file_imported_twice_at_once_creates_nothing_twice(desk):
    table = "company\n" + "".join(f"公司{number:03}\n" for number in range(300))
    ids = [desk.upload(table), desk.upload(table)]
    for intake_id in ids:
        desk.stage(intake_id)
    together = Barrier(2)

    def store(intake_id):
        together.wait()
        return desk.store(intake_id)

    with ThreadPoolExecutor(2) as both:
        list(both.map(store, ids))
    assert sorted(desk.run(one).counts[Outcome.CREATED] for one in ids) == [0, 300]
    assert desk.count(Record) == 300


def test_a_file_is_stored_when_the_one_before_it_is(desk, work):
    run_id = desk.upload("company\n甲公司\n")
    desk.stage(run_id)
    with ThreadPoolExecutor(1) as beside:
        with work() as unit:
            intakes.be_alone(unit.session)
            stored = beside.submit(desk.store, run_id)
            wait_for_a_lock(desk)
        assert stored.result() == State.STORED


def test_a_file_staged_twice_at_once_is_staged_once(desk):
    run_id = desk.upload("company\n" + "".join(f"公司{number:03}\n" for number in range(300)))
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(desk.stage, [run_id, run_id])) == [State.STAGED] * 2
    assert desk.ask(func.count(intakes.StagedRow.row_no)) == [(300,)]


def test_the_last_of_many_pieces_judged_at_once_ends_the_run(desk):
    few = replace(desk.policy, records=replace(desk.policy.records, chunk=1))
    run_id = desk.upload("company\n" + "".join(f"公司{number:03}\n" for number in range(24)))
    desk.stage(run_id)
    desk.store(run_id)
    spans = intake.spans(desk.work, few, intake_id=run_id)

    def judge(span):
        return intake.judge(desk.work, few, intake_id=run_id, span=span, now=desk.now)

    with ThreadPoolExecutor(4) as workers:
        assert list(workers.map(judge, spans)) == [1] * 24
    assert (desk.run(run_id).state, desk.run(run_id).judged) == (State.JUDGED, 24)


def test_a_record_that_a_person_saves_meanwhile_is_met(desk, work):
    run_id = desk.upload("company\n甲公司\n")
    desk.stage(run_id)
    with ThreadPoolExecutor(1) as beside:
        with work() as unit:
            keys = {"name_key": "甲公司", "region_key": "CN", "sort_key": "jia", "search_key": "甲公司"}
            unit.session.add(Record(company="甲公司", **keys, created_at=desk.now, updated_at=desk.now))
            unit.session.flush()
            stored = beside.submit(desk.store, run_id)
            wait_for_a_lock(desk)
        assert stored.result() == State.JUDGED
    assert counts(desk.run(run_id)) == {"unchanged": 1}


def wait_for_a_lock(desk):
    """Until somebody waits for what another transaction has written."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    patience = Event()
    for _ in range(100):
        with desk.work() as unit:
            if unit.session.scalar(waiting):
                return
        patience.wait(0.05)
    pytest.fail("nobody waits")


def test_a_step_that_is_done_changes_nothing_again(desk):
    run_id = desk.upload("company\n甲公司\n乙公司\n")
    assert [desk.stage(run_id), desk.stage(run_id)] == [State.STAGED] * 2
    assert [desk.store(run_id), desk.store(run_id)] == [State.STORED] * 2
    assert desk.stage(run_id) == State.STORED
    assert [desk.judge(run_id), desk.judge(run_id)] == [2, 0]
    assert desk.run(run_id).state == State.JUDGED
    assert desk.count(Record) == 2


def test_rows_lost_in_a_crash_are_staged_again(desk, queued):
    run_id = desk.upload("company\n甲公司\n乙公司\n")
    desk.stage(run_id)
    with desk.work() as unit:
        unit.session.execute(text("TRUNCATE staged_row"))  # what recovery does to an unlogged table
    assert desk.store(run_id) == State.UPLOADED
    assert desk.ask(Job.kind, Job.id) == [(Kind.STAGE_INTAKE, queued[-1])]
    desk.stage(run_id)
    desk.store(run_id)
    assert counts(desk.run(run_id)) == {"created": 2}


def test_a_started_run_goes_on_by_itself(desk):
    run_id = desk.upload("company\n甲公司\n")
    intake.start(desk.work, actor=desk.ops, intake_id=run_id, now=desk.now)
    desk.stage(run_id)
    desk.store(run_id)
    kinds = [kind for _, kind in desk.ask(Job.id, Job.kind)]
    assert kinds == [Kind.STAGE_INTAKE, Kind.STORE_INTAKE, Kind.JUDGE_INTAKE]


def test_a_file_that_is_only_looked_at_is_not_stored(desk):
    run_id = desk.upload("company\n甲公司\n")
    intake.ask_check(desk.work, actor=desk.ops, intake_id=run_id, now=desk.now)
    desk.check(run_id)
    assert [kind for (kind,) in desk.ask(Job.kind)] == [Kind.CHECK_INTAKE]


def test_a_file_that_turns_out_broken_fails_its_run(desk):
    run_id = desk.upload("company\n" + "甲公司\n" * 5)
    short = replace(desk.policy, intake=replace(desk.policy.intake, rows=3))
    assert intake.stage(desk.work, short, intake_id=run_id, now=desk.now) == State.FAILED
    run = desk.run(run_id)
    assert (run.state, run.failure["code"], run.finished_at) == (State.FAILED, "file.too_many_rows", desk.now)
