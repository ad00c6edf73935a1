"""A file comes in: one outcome a row, nothing twice, nothing lost."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import func, select, text

from greening.domain.intake import Mode, Outcome, Reason, State
from greening.domain.people import Actor
from greening.domain.policy import Policy
from greening.domain.refusals import Denied, IntakeUnderWay, NotFound
from greening.files import FileRefused
from greening.jobs import Kind
from greening.services import intake
from greening.services.intake import Run
from greening.storage import intakes
from greening.storage.events import Event as Logged
from greening.storage.jobs import Job
from greening.storage.people import Person
from greening.storage.records import Contact, Identifier, KeyPerson, Number, Record, RecordSource, Unit, Visit
from greening.storage.session import Work

USCC = ("91330100799655058B", "91110000802100433B")
"""Two that pass their check digit."""


@dataclass
class Desk:
    """Somebody of operations who imports, and what they import into."""

    work: Work
    policy: Policy
    ops: Actor
    now: datetime

    def upload(self, table: str, **said: Any) -> int:
        return intake.upload(
            self.work,
            self.policy,
            actor=said.pop("actor", self.ops),
            file_name="table.csv",
            stream=io.BytesIO(table.encode()),
            now=self.now,
            **said,
        )

    def stage(self, intake_id: int) -> State:
        return intake.stage(self.work, self.policy, intake_id=intake_id, now=self.now)

    def store(self, intake_id: int) -> State:
        return intake.store(self.work, self.policy, intake_id=intake_id, now=self.now)

    def judge(self, intake_id: int) -> int:
        spans = intake.spans(self.work, self.policy, intake_id=intake_id)
        judge = (intake.judge(self.work, self.policy, intake_id=intake_id, span=span, now=self.now) for span in spans)
        return sum(judge)

    def check(self, intake_id: int) -> Any:
        return intake.check(self.work, self.policy, intake_id=intake_id, now=self.now)

    def run(self, intake_id: int) -> Run:
        return intake.one(self.work, actor=self.ops, intake_id=intake_id)

    def bring(self, table: str, **said: Any) -> Run:
        """Import a table to the end."""
        intake_id = self.upload(table, **said)
        self.stage(intake_id)
        self.store(intake_id)
        self.judge(intake_id)
        return self.run(intake_id)

    def rows(self, run: Run, outcome: Outcome) -> list[intake.RowResult]:
        return list(intake.rows(self.work, self.policy, actor=self.ops, intake_id=run.id, outcome=outcome))

    def ask(self, *columns: Any) -> list[tuple[Any, ...]]:
        with self.work() as unit:
            return [tuple(row) for row in unit.session.execute(select(*columns).order_by(*columns))]

    def count(self, table: type) -> int:
        return self.ask(func.count(table.id))[0][0]


@pytest.fixture
def desk(work, make, now):
    return Desk(work, make.policy(), make.person("Ops"), now)


def counts(run):
    return {outcome.value: rows for outcome, rows in run.counts.items() if rows}


def test_every_row_has_one_outcome(desk):
    run = desk.bring("company,phone\n甲公司,400-000-0001\n\n,400-000-0002\n甲公司,400-000-0003\n乙公司,\n")
    assert (run.state, run.read) == (State.JUDGED, 5)
    assert counts(run) == {"created": 2, "unchanged": 1, "skipped": 1, "rejected": 1}
    assert [row.row_no for row in desk.rows(run, Outcome.SKIPPED)] == [2]
    assert [row.reason["code"] for row in desk.rows(run, Outcome.REJECTED)] == [Reason.NO_COMPANY]


def test_a_row_fills_every_table(desk):
    desk.bring(
        "公司名称,电话,联系人,职务,手机,邮箱,地址,统一社会信用代码,来源系统,来源ID,跟进记录\n"
        f"甲公司,0571-88880000,王磊,采购经理,13900001111,a@example.com,杭州市滨江区,{USCC[0]},旧系统,7,客户要报价单\n"
    )
    assert desk.ask(Record.company, Record.region_key, Record.version) == [("甲公司", "CN-3301", 1)]
    assert desk.ask(Unit.owner_id, Unit.mode) == [(None, "self")]
    assert desk.ask(RecordSource.system, RecordSource.source_id) == [("旧系统", "7")]
    assert desk.ask(Identifier.kind, Identifier.value, Identifier.valid) == [("uscc", USCC[0], True)]
    assert desk.ask(KeyPerson.name, KeyPerson.title) == [("王磊", "采购经理")]
    assert [raw for (raw,) in desk.ask(Contact.raw)] == ["0571-88880000", "13900001111", "a@example.com"]
    assert [value for (value,) in desk.ask(Number.value)] == ["+8613900001111", "+8657188880000", "a@example.com"]
    assert desk.ask(Visit.note, Visit.historic) == [("客户要报价单", True)]
    assert desk.ask(Logged.kind, Logged.actor_id, Logged.subject)[-1] == ("record.created", desk.ops.id, "record")


def test_the_number_of_a_person_hangs_on_the_person(desk):
    desk.bring("公司名称,电话,联系人,手机\n甲公司,0571-88880000,王磊,13900001111\n")
    with desk.work() as unit:
        held = select(Contact.raw, KeyPerson.name).outerjoin(KeyPerson).order_by(Contact.raw)
        assert unit.session.execute(held).all() == [("0571-88880000", None), ("13900001111", "王磊")]


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


def test_a_name_with_another_company_id_is_rejected_and_names_the_record(desk):
    desk.bring(f"company,USCC\n甲公司,{USCC[0]}\n")
    run = desk.bring(f"company,USCC\n甲公司,{USCC[1]}\n")
    [row] = desk.rows(run, Outcome.REJECTED)
    [(record_id,)] = desk.ask(Record.id)
    told = {"record_id": record_id, "company": "甲公司"}
    assert row.reason == {"code": Reason.NAME_TAKEN_BY_OTHER_ID, "params": told}
    assert row.record_id == record_id


def test_rejected_rows_are_given_back_as_they_were_read(desk):
    run = desk.bring("company,phone\n,400-000-0002\n")
    rejected = intake.rejected(desk.work, desk.policy, actor=desk.ops, intake_id=run.id)
    assert [(row.row_no, row.cells, row.reason["code"]) for row in rejected] == [
        (1, ("", "400-000-0002"), Reason.NO_COMPANY)
    ]


def test_rejected_rows_come_in_portions_without_a_gap(desk):
    few = replace(desk.policy, intake=replace(desk.policy.intake, chunk_rows=2))
    run = desk.bring("company,phone\n" + ",400-000-0002\n" * 5)
    rejected = intake.rejected(desk.work, few, actor=desk.ops, intake_id=run.id)
    assert [row.row_no for row in rejected] == [1, 2, 3, 4, 5]


def test_an_owner_is_known_by_number_from_when_the_record_was_created(desk, make):
    ana = make.person("Ana")
    desk.bring(f"company,owner employee number,created\n甲公司,{ana.employee_no.lower()},2024-05-01 08:00\n")
    assert desk.ask(Unit.owner_id, Unit.owned_since) == [(ana.id, datetime(2024, 5, 1, tzinfo=UTC))]


def test_whoever_entered_and_visited_is_known_by_number_or_by_a_name_that_only_one_has(desk, make):
    ana, bo = make.person("Ana"), make.person("Bo")
    run = desk.bring(f"company,created by,note,visited by\n甲公司,{ana.employee_no},要报价单,Bo\n乙公司,Zoe,,\n")
    assert desk.ask(Record.company, Record.author_id) == [("乙公司", None), ("甲公司", ana.id)]
    assert desk.ask(Visit.author_id) == [(bo.id,)]
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {Reason.REP_UNKNOWN: 1}


def test_an_opening_balance_may_exceed_what_a_rep_may_hold(desk, make):
    ana = make.person("Ana")
    table = "".join(f"公司{number:03},{ana.employee_no}\n" for number in range(80))
    assert counts(desk.bring("company,owner employee number\n" + table)) == {"created": 80}
    assert desk.ask(func.count(Unit.owner_id)) == [(80,)]


@pytest.mark.parametrize(("left_on", "reason"), [(None, Reason.OWNER_UNKNOWN), (date(2026, 2, 27), Reason.OWNER_LEFT)])
def test_without_an_owner_who_works_here_it_is_the_pools_and_the_row_says_so(desk, make, left_on, reason):
    number = "E-NOBODY"
    if left_on:
        number = make.person("Ana").employee_no
        with desk.work() as unit:
            unit.session.scalars(select(Person).where(Person.employee_no == number)).one().left_on = left_on
    run = desk.bring(f"company,owner employee number\n甲公司,{number}\n")
    [row] = desk.rows(run, Outcome.CREATED)
    assert row.problems == ({"code": reason, "params": {"person": number}},)
    assert desk.ask(Unit.owner_id) == [(None,)]
    assert intake.summary(desk.work, actor=desk.ops, intake_id=run.id).problems == {reason: 1}


@pytest.mark.parametrize(
    ("mode", "outcome", "address", "website"),
    [
        (Mode.CREATE, "unchanged", "杭州市滨江区一路1号", ""),
        (Mode.FILL_EMPTY, "updated", "杭州市滨江区一路1号", "a.example"),
        (Mode.UPDATE, "updated", "杭州市滨江区二路2号", "a.example"),
    ],
)
def test_an_existing_record_takes_over_what_the_mode_says(desk, mode, outcome, address, website):
    desk.bring(f"company,address,USCC\n甲公司,杭州市滨江区一路1号,{USCC[0]}\n")
    run = desk.bring(f"company,address,website,USCC\n甲公司,杭州市滨江区二路2号,a.example,{USCC[0]}\n", mode=mode)
    assert counts(run) == {outcome: 1}
    assert desk.ask(Record.address, Record.website) == [(address, website)]


@pytest.mark.parametrize("mode", [Mode.FILL_EMPTY, Mode.UPDATE])
def test_what_says_nothing_new_is_unchanged(desk, mode, make):
    ana = make.person("Ana")
    table = (
        "company,phone,contact,title,note,stage,owner employee number\n"
        f"甲公司,0571 88880000,王磊,经理,要报价单,谈判,{ana.employee_no}\n"
    )
    desk.bring(table)
    before = desk.ask(Record.version, Record.updated_at)
    assert counts(desk.bring(table, mode=mode)) == {"unchanged": 1}
    assert desk.ask(Record.version, Record.updated_at) == before
    assert desk.count(Visit) == 1


def test_rows_of_one_company_are_taken_over_in_their_order(desk):
    run = desk.bring("company,scale,website\n甲公司,10,a.example\n甲公司,20,\n甲公司,20,b.example\n", mode=Mode.UPDATE)
    assert counts(run) == {"created": 1, "updated": 2}
    assert desk.ask(Record.scale, Record.website, Record.version) == [("20", "b.example", 2)]


def test_an_update_that_would_make_two_records_one_company_is_rejected(desk):
    desk.bring(f"company,USCC\n甲公司,{USCC[0]}\n乙公司,{USCC[1]}\n")
    run = desk.bring(f"company,USCC\n乙公司,{USCC[0]}\n", mode=Mode.UPDATE)
    assert [row.reason["code"] for row in desk.rows(run, Outcome.REJECTED)] == [Reason.COMPANY_TAKEN]
    assert sorted(name for (name,) in desk.ask(Record.company)) == ["乙公司", "甲公司"]


def test_an_update_leaves_its_author_and_its_change_behind(desk):
    desk.bring("company,scale\n甲公司,10\n")
    desk.bring("company,scale\n甲公司,20\n", mode=Mode.UPDATE)
    [(stamps,)] = desk.ask(Record.stamps)
    assert stamps["scale"]["by"] == desk.ops.id
    with desk.work() as unit:
        [event] = unit.session.scalars(select(Logged).where(Logged.kind == "record.edited"))
        assert (event.before, event.after["scale"]) == ({"scale": "10"}, "20")


def test_a_file_takes_no_customer_from_anybody(desk, make):
    ana, bo = make.person("Ana"), make.person("Bo")
    desk.bring(f"company,owner employee number\n甲公司,{ana.employee_no}\n乙公司,\n")
    table = f"company,owner employee number\n甲公司,{bo.employee_no}\n乙公司,{bo.employee_no}\n"
    assert counts(desk.bring(table, mode=Mode.UPDATE)) == {"updated": 1, "unchanged": 1}
    assert sorted(owner for (owner,) in desk.ask(Unit.owner_id)) == sorted([ana.id, bo.id])


@pytest.mark.parametrize("mode", list(Mode))
def test_a_check_foretells_the_import_and_writes_nothing(desk, mode):
    desk.bring(f"company,website,USCC\n甲公司,,{USCC[0]}\n乙公司,b.example,\n")
    run_id = desk.upload(
        f"company,website,USCC,phone\n甲公司,a.example,{USCC[0]},\n乙公司,c.example,,\n丙公司,,,\n丙公司,d.example,,\n\n"
        f"甲公司,,{USCC[1]},\n,,,400-000-0001\n",
        mode=mode,
    )
    before = [desk.count(table) for table in (Record, Contact, Visit, Logged)]
    answer = desk.check(run_id)
    assert [desk.count(table) for table in (Record, Contact, Visit, Logged)] == before
    assert desk.run(run_id).checked == {key: [*map(plain, answer[key])] for key in ("outcomes", "problems")} | {
        "findings": answer["findings"]
    }
    foretold = {}
    for one in answer["outcomes"]:
        foretold[one["outcome"]] = foretold.get(one["outcome"], 0) + one["rows"]
    desk.store(run_id)
    assert foretold == counts(desk.run(run_id))


def plain(foreseen):
    return foreseen | {"first_rows": list(foreseen["first_rows"])}


def test_a_check_names_rows_reasons_and_findings(desk):
    answer = desk.check(desk.upload("company,phone\n甲公司,13800138000\n,\n,400-000-0001\n"))
    assert {(one["outcome"], one["code"]): list(one["first_rows"]) for one in answer["outcomes"]} == {
        ("created", ""): [1],
        ("skipped", Reason.BLANK): [2],
        ("rejected", Reason.NO_COMPANY): [3],
    }
    assert answer["findings"]["phone.placeholder"] == 1


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


def test_a_file_that_is_no_table_is_refused_and_not_kept(desk):
    with pytest.raises(FileRefused):
        desk.upload("")
    assert desk.ask(intakes.Intake.id) == []


def test_a_file_that_turns_out_broken_fails_its_run(desk):
    run_id = desk.upload("company\n" + "甲公司\n" * 5)
    short = replace(desk.policy, intake=replace(desk.policy.intake, rows=3))
    assert intake.stage(desk.work, short, intake_id=run_id, now=desk.now) == State.FAILED
    run = desk.run(run_id)
    assert (run.state, run.failure["code"], run.finished_at) == (State.FAILED, "file.too_many_rows", desk.now)


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


def test_the_table_refuses_rows_that_are_unaccounted_for(desk):
    run = desk.bring("company\n甲公司\n")
    with pytest.raises(Exception, match="every_row_accounted"), desk.work() as unit:
        unit.session.execute(text("UPDATE intake SET read = 2 WHERE id = :id"), {"id": run.id})


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


def test_real_mess_survives(desk):
    run = desk.bring(
        "公司名称,联系人,手机\n利明&#29486;股份有限公司,-,1.39E+10\nＡＢＣ（中国）有限公司,無,１３９００００１１１１\n"
        "\ufeff'; DROP TABLE record; --,<script>,\\N\n"
    )
    assert counts(run) == {"created": 3}
    assert "<script>" in [name for (name,) in desk.ask(KeyPerson.name)]


def test_visits_of_a_file_are_of_the_past(desk):
    later = desk.now + timedelta(days=1)
    desk.bring("company,note,visit time\n甲公司,要报价单,2025-01-02 10:00\n")
    [(at, entered_at, historic)] = desk.ask(Visit.at, Visit.entered_at, Visit.historic)
    assert (at, historic) == (datetime(2025, 1, 2, 2, tzinfo=UTC), True)
    assert entered_at < later
    [(codes,)] = desk.ask(Record.finding_codes)
    assert "visit.entered_late" not in codes
