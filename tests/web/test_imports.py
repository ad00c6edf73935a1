"""A file in, in five steps; jobs are done here by hand where workers would do them."""

import csv
import io
from dataclasses import replace

import pytest
from intake_desk import Desk
from surfing import HTMX, fields, words

TABLE = "公司名称,电话,展位\n苏州澜序机械有限公司,0512-62658014,B3\n,0512-62658015,B4\n\n杭州西湖茶铺有限公司,13800138000,B5\n"

GB18030 = TABLE.encode("gb18030")


@pytest.fixture
def ops(browser_of):
    return browser_of("Ops")


@pytest.fixture
def desk(work, policy, make, now):
    return Desk(work, policy, make.person("Ops"), now)


def send(browser, content=GB18030, name="展会名单.csv", **form):
    return browser.send("/imports", file=(io.BytesIO(content), name), **form)


def imported(desk, run_id=1):
    desk.stage(run_id)
    desk.store(run_id)
    desk.judge(run_id)


def run_of(answer):
    return int(answer.location.split("/")[2])


def test_owners_are_given_places_unless_the_books_are_opened(ops, desk, make):
    desk.policy = replace(desk.policy, library=replace(desk.policy.library, cap=1))
    rows = "".join(f"公司{n},{make.person('Ana').employee_no}\n" for n in range(3))
    run = run_of(send(ops, f"company,owner employee number\n{rows}".encode(), "a.csv"))
    full = "The owner’s library is full; the record went to the public pool"

    ops.resend(f"/imports/{run}/rules")
    desk.check(run)
    assert full in words(ops.get(f"/imports/{run}/check").text)
    ops.resend(f"/imports/{run}/rules", opening="1")
    desk.check(run)
    assert full not in words(ops.get(f"/imports/{run}/check").text)
    assert 'value="1" checked' in ops.get(f"/imports/{run}/rules").text
    assert desk.run(run).opening


def test_a_file_is_walked_from_hand_in_to_result(ops, desk):
    uploaded = send(ops)
    run = run_of(uploaded)
    assert uploaded.location == f"/imports/{run}/columns"

    columns = ops.get(uploaded.location).text
    assert "2 of 3 recognised" in columns
    assert "GB18030 · separated by comma · header in row 1" in words(columns)
    assert fields(columns) | {"column-0": "company", "column-1": "phones[0]", "column-2": ""} == fields(columns)

    rules = ops.resend(uploaded.location)
    assert rules.location == f"/imports/{run}/rules"
    checking = ops.resend(rules.location, mode="fill-empty")
    assert checking.location == f"/imports/{run}/check"
    assert "is being read" in ops.get(checking.location).text
    assert 'hx-trigger="every 1s"' in ops.get(checking.location, **HTMX).text

    desk.check(run)
    checked = ops.get(checking.location).text
    assert "2 + 1 + 1 = 4" in words(checked)
    assert "No company name" in words(checked)
    assert "Made-up number" in words(checked)
    assert "hx-trigger" not in checked.partition('<main id="main"')[2]

    started = ops.send(f"/imports/{run}/start")
    assert started.location == f"/imports/{run}/result"
    assert "being imported" in ops.get(started.location).text

    imported(desk, run)
    result = words(ops.get(started.location).text)
    assert "Every row is accounted for and every new record is judged." in result
    assert "2 + 1 + 1 = 4" in result


def test_leaving_and_coming_back_finds_the_step_where_one_was(ops, desk):
    run = run_of(send(ops))
    assert ops.get(f"/imports/{run}").location == f"/imports/{run}/columns"
    ops.resend(f"/imports/{run}/columns", **{"column-2": "stage"})
    assert fields(ops.get(f"/imports/{run}/columns").text)["column-2"] == "stage"
    desk.check(run)
    assert ops.get(f"/imports/{run}").location == f"/imports/{run}/check"
    ops.send(f"/imports/{run}/start")
    for step in ("", "/file", "/columns", "/rules", "/check"):
        assert ops.get(f"/imports/{run}{step}").location == f"/imports/{run}/result"


def test_once_started_nothing_about_it_can_be_changed(ops):
    run = run_of(send(ops))
    ops.send(f"/imports/{run}/start")
    for step in ("columns", "rules", "file", "start"):
        assert ops.send(f"/imports/{run}/{step}").status_code == 409


def test_rejected_rows_come_back_with_their_reasons_and_run_nothing(ops, desk):
    table = "公司名称,备注\n,=1+1\n,0512-62658014\n"
    run = run_of(send(ops, table.encode()))
    ops.send(f"/imports/{run}/start")
    imported(desk, run)
    answer = ops.get(f"/imports/{run}/rejected.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    answer.close()
    assert rows == [
        ["公司名称", "备注", "Reason"],
        ["", "'=1+1", "No company name"],
        ["", "0512-62658014", "No company name"],
    ]


def test_a_mapping_is_kept_under_a_name_and_used_again(ops):
    first = run_of(send(ops))
    ops.resend(f"/imports/{first}/columns", name="Trade fair", **{"column-2": "stage"})
    second = run_of(send(ops))
    assert fields(ops.get(f"/imports/{second}/columns").text)["column-2"] == ""
    ops.send(f"/imports/{second}/columns/saved", saved="Trade fair")
    assert fields(ops.get(f"/imports/{second}/columns").text)["column-2"] == "stage"


def test_a_path_that_nobody_knows_is_no_path(ops):
    run = run_of(send(ops))
    ops.resend(f"/imports/{run}/columns", **{"column-2": "owner_id"})
    assert fields(ops.get(f"/imports/{run}/columns").text)["column-2"] == ""


def test_how_the_file_is_read_can_be_said(ops):
    run = run_of(send(ops, "名单\n公司;电话\n苏州澜序机械有限公司;0512-62658014\n".encode()))
    said = ops.resend(f"/imports/{run}/file", separator=";", header_row="2")
    assert said.location == f"/imports/{run}/columns"
    assert "separated by semicolon · header in row 2" in words(ops.get(said.location).text)


def test_a_way_of_reading_that_does_not_fit_leads_back_to_saying_it(ops):
    run = run_of(send(ops))
    ops.resend(f"/imports/{run}/file", header_row="99")
    answer = ops.get(f"/imports/{run}/columns")
    assert answer.status_code == 422
    assert 'name="header_row"' in answer.text
    assert "errsum" in answer.text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.xlsx", "The file is no table"),
        (b"PK\x03\x04" + bytes(50), "a.xlsx", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(ops, content, name, said):
    answer = send(ops, content, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert "No" not in words(ops.get("/imports").text).partition("Nothing has been imported yet")[0][-5:]


def test_no_file_at_all_is_said_beside_the_field(ops):
    answer = ops.send("/imports")
    assert answer.status_code == 422
    assert "Choose a file" in words(answer.text)


def test_a_file_name_is_shown_and_never_run(ops):
    run = run_of(send(ops, name='<img src=x onerror="alert(1)">.csv'))
    for path in ("/imports", f"/imports/{run}/columns", "/"):
        assert "<img" not in ops.get(path).text


def test_a_manager_sees_what_came_of_it_but_imports_nothing(ops, browser_of, desk):
    run = run_of(send(ops))
    ops.send(f"/imports/{run}/start")
    imported(desk, run)
    chen = browser_of("Chen")
    assert "展会名单.csv" in chen.get("/imports").text
    assert 'name="file"' not in chen.get("/imports").text
    assert chen.get(f"/imports/{run}/result").status_code == 200
    assert chen.get(f"/imports/{run}/rejected.csv").status_code == 403
    assert desk.run(run).counts["created"] == 2
