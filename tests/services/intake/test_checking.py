"""A dry run foretells the import and writes nothing."""

import pytest
from intake_desk import USCC, counts

from greening.domain.intake import Mode, Reason
from greening.services import intake
from greening.storage.events import Event as Logged
from greening.storage.records import Contact, Record, Visit


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


def test_what_was_found_out_about_a_run_that_was_started_meanwhile_is_not_said(desk):
    run_id = desk.upload("company\n甲公司\n")

    def start(_):
        intake.start(desk.work, actor=desk.ops, intake_id=run_id, now=desk.now)

    assert intake.check(desk.work, desk.policy, intake_id=run_id, now=desk.now, report=start) is None
    assert desk.run(run_id).checked is None
