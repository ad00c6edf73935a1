"""What a person does to a run, and may not do."""

from dataclasses import replace

import pytest
from intake_desk import counts

from greening.domain.intake import Mode, State
from greening.domain.refusals import Denied, IntakeUnderWay, NotFound
from greening.files import FileRefused
from greening.services import intake
from greening.storage import intakes
from greening.storage.jobs import Job
from greening.storage.records import Record


def test_what_is_configured_anew_is_read_anew(desk):
    run_id = desk.upload("firma,rubbish\n甲公司,乙公司\n", mapping={"firma": "company"})
    desk.check(run_id)
    intake.configure(desk.work, actor=desk.ops, intake_id=run_id, mapping={"firma": None, "rubbish": "company"})
    assert (desk.run(run_id).state, desk.run(run_id).checked) == (State.UPLOADED, None)
    desk.stage(run_id)
    desk.store(run_id)
    assert desk.ask(Record.company) == [("乙公司",)]


def test_a_run_that_was_started_cannot_be_changed(desk):
    run_id = desk.upload("company\n甲公司\n")
    intake.start(desk.work, actor=desk.ops, intake_id=run_id, now=desk.now)
    with pytest.raises(IntakeUnderWay):
        intake.configure(desk.work, actor=desk.ops, intake_id=run_id, mode=Mode.UPDATE)
    with pytest.raises(IntakeUnderWay):
        intake.start(desk.work, actor=desk.ops, intake_id=run_id, now=desk.now)
    assert desk.run(run_id).mode == Mode.CREATE


def test_a_run_that_was_not_started_can_be_discarded(desk):
    run_id = desk.upload("company\n甲公司\n")
    desk.stage(run_id)
    intake.discard(desk.work, actor=desk.ops, intake_id=run_id)
    assert [
        desk.ask(table) for table in (intakes.Intake.id, intakes.IntakeChunk.position, intakes.StagedRow.row_no)
    ] == [
        [],
        [],
        [],
    ]


def test_a_file_that_is_no_table_is_refused_and_not_kept(desk):
    with pytest.raises(FileRefused):
        desk.upload("")
    assert desk.ask(intakes.Intake.id) == []


def test_only_operations_import(desk, make):
    for name in ("Ana", "Chen", "Qi", "Ada"):
        with pytest.raises(Denied):
            desk.upload("company\n甲公司\n", actor=make.person(name))
    run_id = desk.upload("company\n甲公司\n")
    for ask in (intake.start, intake.ask_check):
        with pytest.raises(Denied):
            ask(desk.work, actor=make.person("Chen"), intake_id=run_id, now=desk.now)
    with pytest.raises(Denied):
        intake.rejected(desk.work, desk.policy, actor=make.person("Chen"), intake_id=run_id)
    assert desk.ask(Job.id) == []


def test_a_run_that_is_not_there_is_not_found(desk):
    for step in (desk.stage, desk.store, desk.run):
        with pytest.raises(NotFound):
            step(404)


def test_a_preview_says_where_columns_go_and_how_full_they_are(desk):
    run_id = desk.upload("company,colour\n甲公司,red\n乙公司,\n")
    preview = intake.preview(desk.work, desk.policy, actor=desk.ops, intake_id=run_id)
    assert [(c.header, c.target, c.samples, c.filled) for c in preview.columns] == [
        ("company", "company", ("甲公司", "乙公司"), 1.0),
        ("colour", None, ("red",), 0.5),
    ]
    assert preview.dialect.separator == ","


def test_a_saved_mapping_serves_the_next_file(desk):
    run_id = desk.upload("firma\n甲公司\n", mapping={"firma": "company"})
    intake.save_mapping(desk.work, actor=desk.ops, intake_id=run_id, name="Trade fair", now=desk.now)
    kept = intake.saved_mappings(desk.work, actor=desk.ops)
    assert list(kept) == ["Trade fair"]
    assert counts(desk.bring("firma\n乙公司\n", mapping=kept["Trade fair"])) == {"created": 1}


def test_runs_are_listed_newest_first(desk):
    first, second = desk.upload("company\n甲公司\n"), desk.upload("company\n乙公司\n")
    listed = intake.page(desk.work, desk.policy, actor=desk.ops)
    assert [run.id for run in listed] == [second, first]
    assert [run.id for run in intake.page(desk.work, desk.policy, actor=desk.ops, before=second)] == [first]


def test_a_run_that_failed_can_be_discarded_and_one_under_way_cannot(desk):
    short = replace(desk.policy, intake=replace(desk.policy.intake, rows=3))
    failed, begun = desk.upload("company\n" + "甲公司\n" * 5), desk.upload("company\n甲公司\n")
    intake.stage(desk.work, short, intake_id=failed, now=desk.now)
    intake.discard(desk.work, actor=desk.ops, intake_id=failed)
    intake.start(desk.work, actor=desk.ops, intake_id=begun, now=desk.now)
    with pytest.raises(IntakeUnderWay):
        intake.discard(desk.work, actor=desk.ops, intake_id=begun)
    assert desk.ask(intakes.Intake.id) == [(begun,)]
