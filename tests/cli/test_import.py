"""Does `import` account for every row, say so to people and programs, and leave nothing behind when it only looks?"""

import csv
import json

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from greening.cli._exits import Failed
from greening.cli.import_ import command

TABLE = "company,phone\n苏州样例机械有限公司,0512-65550100\n\n,4000000100\n宁波示范贸易有限公司,4000000200\n"


@pytest.fixture
def ask(engine):
    """One value out of the database."""

    def run(sql: str):
        with engine.connect() as connection:
            return connection.scalar(text(sql))

    return run


@pytest.fixture
def bring(engine, database_url, redis_url, tmp_path, monkeypatch):
    """Run the command on a table, in a folder of its own; its result."""
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "GREENING_DATA_DIR": str(tmp_path / "data")}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def run(table: str, *options: str):
        (tmp_path / "customers.csv").write_text(table, encoding="utf-8")
        return CliRunner().invoke(command, [*options, "customers.csv"], catch_exceptions=False)

    return run


def told(result) -> dict:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_every_row_is_accounted_for_and_judged(bring, ask):
    done = told(bring(TABLE, "--json"))
    outcomes = {key: done[key] for key in ("created", "updated", "unchanged", "skipped", "rejected")}
    assert outcomes == {"created": 2, "updated": 0, "unchanged": 0, "skipped": 1, "rejected": 1}
    assert (done["read"], done["judged"], done["dry_run"]) == (4, 2, False)
    assert done["reasons"] == {"row.blank": 1, "row.no_company": 1}
    assert ask("SELECT count(*) FROM record WHERE judged_version = version") == 2


def test_rejected_rows_are_written_beside_with_their_reason(bring, tmp_path):
    path = told(bring(TABLE, "--json", "--lang", "en"))["rejected_file"]
    with (tmp_path / path).open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert (header, row[:2]) == (["company", "phone", "Reason"], ["", "4000000100"])
    assert row[2].startswith("The row names no company")


def test_without_rejected_rows_no_file_is_written(bring, tmp_path):
    assert told(bring("company\n苏州样例机械有限公司\n", "--json"))["rejected_file"] is None
    assert not list(tmp_path.glob("*.rejected.csv"))


def test_a_dry_run_says_the_same_and_leaves_nothing_behind(bring, ask):
    foreseen = told(bring(TABLE, "--json", "--dry-run"))
    assert (ask("SELECT count(*) FROM record"), ask("SELECT count(*) FROM intake")) == (0, 0)
    done = told(bring(TABLE, "--json"))
    shared = ("read", "created", "updated", "unchanged", "skipped", "rejected", "reasons", "problems", "findings")
    assert {key: foreseen[key] for key in shared} == {key: done[key] for key in shared}


def test_the_books_are_opened_where_the_command_says_so(bring, ask):
    assert told(bring(TABLE, "--json", "--opening"))["created"] == 2
    assert ask("SELECT opening FROM intake")


def test_people_read_counts_and_what_was_found(bring):
    result = bring(TABLE)
    assert result.exit_code == 0
    assert "4 of 4 rows accounted for" in result.stdout
    assert "customers.csv.rejected.csv" in result.stdout


def test_a_file_that_is_no_table_is_refused_with_what_to_do(bring, ask):
    result = bring("")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "The file is empty" in result.stderr
    assert ask("SELECT count(*) FROM intake") == 0


def test_a_file_of_unknown_columns_is_refused(bring, ask):
    result = bring("colour,shape\nred,round\n")
    assert (result.exit_code, ask("SELECT count(*) FROM intake")) == (3, 0)
    assert "None of the columns is known" in result.stderr


def test_a_mapping_says_where_columns_go(bring, ask, tmp_path):
    (tmp_path / "map.json").write_text('{"firma": "company"}', encoding="utf-8")
    assert told(bring("firma\n苏州样例机械有限公司\n", "--mapping", "map.json", "--json"))["created"] == 1
    assert ask("SELECT company FROM record") == "苏州样例机械有限公司"


@pytest.mark.parametrize(("content", "said"), [(None, "no mapping named"), ("[]", "has to be"), ("{", "has to be")])
def test_a_mapping_that_is_none_is_refused(bring, tmp_path, content, said):
    if content:
        (tmp_path / "map.json").write_text(content, encoding="utf-8")
    result = bring("firma\n甲\n", "--mapping", "map.json")
    assert result.exit_code == 3
    assert said in result.stderr


def test_numbers_are_read_where_the_region_says(bring, ask):
    bring("company,phone\n樣例股份有限公司,02-23671162\n", "--region", "TW")
    assert ask("SELECT value FROM number") == "+886223671162"


def test_a_staff_list_is_taken_over(bring, ask):
    listed = "employee number,name,role,region,team\nE-1,Ana,rep,East,Hangzhou 1\nE-2,,rep,East,Hangzhou 1\n"
    done = told(bring(listed, "--json", "--people"))
    assert (done["read"], done["created"], done["rejected"]) == (2, 1, 1)
    assert ask("SELECT name FROM person") == "Ana"


def test_what_to_import_has_to_be_said_once(bring):
    assert bring(TABLE, "--people", "customers.csv").exit_code == 2


def test_a_staff_list_without_numbers_is_refused_in_words(bring):
    with pytest.raises(Failed, match=r"员工名单缺少这些列：employee_no$"):
        bring("姓名,部门\n沈砚秋,华东\n", "--lang", "zh", "--people")
