"""Does `check` judge every row of whatever file it is given, and say so in a form that people and programs can use?"""

import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from processes import ROOT

from greening.cli.check import command
from validators import PhoneKind, Severity, Verdict

ROWS = [
    ["公司名称", "电话", "联系人", "手机", "拜访记录", "拜访时间"],
    ["苏州样例机械有限公司", "0512-65550100", "甲", "4000000100", "继续跟进", "2024-03-01"],
    ["", "", "", "", "", ""],
    ["宁波示范贸易有限公司", "13800138000", "", "", "", ""],
]
KEYS = ["row", "score", "completeness", "triage", "findings", "phones", "visits"]


@pytest.fixture
def check(tmp_path):
    """Run the command on rows, text or bytes, or on a path; its result."""

    def run(content, *options: str, name: str = "customers.csv"):
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, list):
            csv.writer(text := io.StringIO()).writerows(content)
            content = text.getvalue()
        if not isinstance(content, Path):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(command, [str(path), *options], catch_exceptions=False)

    return run


def judged(result) -> list[dict]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_has_one_object_a_row_in_the_order_of_the_file_and_nothing_else(check):
    rows = judged(check(ROWS, "--json"))
    assert [row["row"] for row in rows] == [1, 2, 3]
    for row in rows:
        assert list(row) == KEYS
        assert 0 <= row["score"] <= 100
        assert 0 <= row["completeness"] <= 100
        assert row["triage"] in {"flow", "review", "quarantine"}
        for finding in row["findings"]:
            assert list(finding) == ["code", "field", "severity", "params", "message"]
            assert finding["severity"] in set(Severity)
        for phone in row["phones"]:
            assert list(phone) == ["raw", "kind", "e164", "extension"]
            assert phone["kind"] in set(PhoneKind)
        for visit in row["visits"]:
            assert list(visit) == ["verdict"]
            assert visit["verdict"] in set(Verdict)


def test_numbers_are_the_companys_then_the_key_persons(check):
    first, _, last = judged(check(ROWS, "--json"))
    assert [phone["raw"] for phone in first["phones"]] == ["0512-65550100", "4000000100"]
    assert first["phones"][0] == {"raw": "0512-65550100", "kind": "landline", "e164": "+8651265550100", "extension": ""}
    assert last["phones"][0]["kind"] == "placeholder"


def test_a_placeholder_is_found_where_it_stands(check):
    last = judged(check(ROWS, "--json"))[-1]
    found = next(finding for finding in last["findings"] if finding["code"] == "phone.placeholder")
    assert found["field"] == "phones[0]"
    assert found["severity"] in {"WARNING", "BLOCKER"}


def test_a_note_without_content_is_void(check):
    first = judged(check(ROWS, "--json"))[0]
    assert first["visits"] == [{"verdict": "void"}]
    assert any(
        finding["code"].startswith("visit.") and finding["severity"] == "WARNING" for finding in first["findings"]
    )


def test_a_blank_row_is_judged_as_an_empty_record(check):
    blank = judged(check(ROWS, "--json"))[1]
    assert (blank["score"], blank["triage"], blank["phones"], blank["visits"]) == (0, "quarantine", [], [])
    assert any(finding["code"].startswith("record.") for finding in blank["findings"])


@pytest.mark.parametrize("answer", [["--json"], ["--rows", "5"]])
def test_several_processes_give_the_answer_of_one(check, answer):
    rows = [
        ["公司名称", "电话", "拜访记录"],
        *([f"样例{at % 7}有限公司", "0512-65550100", f"见了{at}次"] for at in range(600)),
    ]
    alone, shared = (check(rows, "--as-of", "2026-03-02", "--jobs", jobs, *answer) for jobs in ("1", "3"))
    assert shared.exit_code == alone.exit_code == 0
    assert shared.stdout == alone.stdout
    assert len(alone.stdout.splitlines()) == 600 or "--json" not in answer


def test_a_number_on_ten_companies_is_found_as_shared(check):
    names = "甲乙丙丁戊己庚辛壬癸子丑"
    rows = [["公司名称", "电话"], *([f"{name}{name}样例有限公司", "0512-65550100"] for name in names)]
    for row in judged(check(rows, "--json")):
        assert "repeat.phone_agent" in {finding["code"] for finding in row["findings"]}


@pytest.mark.parametrize("kind", ["gb18030", "utf-16", "packed", "workbook"])
def test_every_kind_of_file_is_judged_alike(check, kind):
    csv.writer(text := io.StringIO()).writerows(ROWS)
    if kind == "workbook":
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(stream := io.BytesIO())
        content = stream.getvalue()
    else:
        content = gzip.compress(text.getvalue().encode()) if kind == "packed" else text.getvalue().encode(kind)
    assert judged(check(content, "--json")) == judged(check(ROWS, "--json"))


def test_the_country_decides_how_a_number_is_read(check):
    rows = [["phone"], ["02-25550100"]]
    assert judged(check(rows, "--json", "--region", "TW"))[0]["phones"][0]["e164"] == "+886225550100"
    assert judged(check(rows, "--json", "--region", "台湾"))[0]["phones"][0]["e164"] == "+886225550100"


def test_one_column_of_any_name_is_enough_with_a_mapping(check, tmp_path):
    (tmp_path / "mapping.json").write_text('{"raw": "phone"}')
    rows = judged(check([["raw"], ["0512-65550100"]], "--json", "--mapping", str(tmp_path / "mapping.json")))
    assert [phone["kind"] for phone in rows[0]["phones"]] == ["landline"]


def test_a_preset_is_a_mapping(check):
    (row,) = judged(
        check([["公司名稱", "總機電話"], ["範例股份有限公司", "02-25550100"]], "--json", "--mapping", "tpex")
    )
    assert row["phones"][0]["e164"] == "+886225550100"


def test_the_day_of_judging_can_be_said(check):
    late = [
        ["公司名称", "拜访记录", "拜访时间"],
        ["苏州样例机械有限公司", "王经理要两台样机，下周三去签合同", "2024-03-01"],
    ]
    before, after = (
        {finding["code"] for finding in judged(check(late, "--json", "--as-of", day))[0]["findings"]}
        for day in ("2024-02-01", "2024-04-01")
    )
    assert before != after


def test_people_get_the_worst_rows_and_a_summary(check):
    result = check(ROWS, "--rows", "1")
    assert result.exit_code == 0
    assert "1 lowest scores of 3 rows" in result.stdout
    assert "phone.placeholder" in result.stdout
    assert "3 rows judged" in result.stdout


def test_people_are_told_how_the_file_was_read(check):
    told = check([["公司名称", "负责人", "电话", "蔬菜"], ["样例", "甲", "1", "白菜"]]).stderr
    assert "utf-8" in told
    assert "负责人 → key_persons[0].name" in told
    assert "蔬菜" in told


def test_a_file_without_headers_is_told_that_it_lacks_them(check):
    told = check("样例机械厂,13926580147\n示范贸易行,13826580148\n", "--lang", "zh").stderr
    assert "第1行被当作列名" in told
    assert "第1行被当作列名" not in check(ROWS, "--lang", "zh").stderr


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_answer_is_in_the_language_that_was_asked_for(check, language):
    result = check(ROWS, "--lang", language)
    assert result.exit_code == 0
    assert ("rows judged" in result.stdout) == (language == "en")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "CSV or .xlsx"),
        (b"PK\x03\x04", "damaged"),
        ("蔬菜,水果\n白菜,苹果\n".encode(), '{"蔬菜": "phone"}'),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(check, content, says):
    result = check(content, "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert says in result.stderr


@pytest.mark.parametrize(
    ("mapping", "says"), [("nowhere", "no mapping named nowhere"), ("{}", "no mapping"), (".", "no mapping named .")]
)
def test_a_mapping_that_is_not_there_is_named(check, mapping, says):
    result = check(ROWS, "--mapping", mapping)
    assert (result.exit_code, result.stdout) == (3, "")
    assert says in result.stderr


@pytest.mark.parametrize("options", [["--region", "Atlantis"], ["--as-of", "soon"], ["--lang", "tlh"], ["--nonsense"]])
def test_wrong_usage_is_told_by_its_exit_code(check, options):
    assert check(ROWS, *options).exit_code == 2


def test_a_file_that_is_not_there_is_wrong_usage(check, tmp_path):
    assert check(tmp_path / "none.csv").exit_code == 2


def test_no_database_is_asked_and_stdout_is_only_the_answer(tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text("name,phone\nExample Ltd,0512-65550100\n")
    nowhere = {"PATH": "", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1"}
    result = subprocess.run(
        [sys.executable, "-W", "error", "-m", "greening", "check", str(file), "--json"],
        cwd=ROOT,
        env=nowhere,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert [json.loads(line)["row"] for line in result.stdout.splitlines()] == [1]
    assert "Traceback" not in result.stderr
