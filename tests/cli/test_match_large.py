"""Does `match` go on in a folder, and does it leave alone what was compared before?"""

import csv
import io

import pytest
from click.testing import CliRunner

from greening.cli.match import command

BASE = [
    ["id", "company", "phone", "city"],
    ["a1", "苏州澜序机械有限公司", "0512-62658014", "苏州"],
    ["a2", "澜序机械", "0512 6265 8014", "苏州"],
    ["b1", "宁波桉川贸易有限公司", "0574-87250193", "宁波"],
]
NEW = [["id", "company", "phone", "city"], ["b2", "宁波桉川贸易", "0574-87250193", "宁波"]]


@pytest.fixture
def match(tmp_path):
    """Run the command on files of rows; the answer, and the pairs that it wrote."""

    def write(name, rows):
        csv.writer(text := io.StringIO(), lineterminator="\n").writerows(rows)
        (tmp_path / name).write_text(text.getvalue())
        return str(tmp_path / name)

    def run(rows, *options, **files):
        given = [part for option, own in files.items() for part in (f"--{option}", write(f"{option}.csv", own))]
        pairs = tmp_path / "pairs.csv"
        pairs.unlink(missing_ok=True)
        arguments = [write("rows.csv", rows), *options, *given, "--out", str(pairs), "--json"]
        done = CliRunner().invoke(command, arguments, catch_exceptions=False)
        found = csv.reader(pairs.read_text().splitlines() if pairs.exists() else ())
        return done, [tuple(row[:2]) for row in found][1:]

    return run


def test_new_rows_are_compared_with_those_before_and_these_not_again(match):
    assert match(NEW, against=BASE)[1] == [("b1", "b2")]
    assert match(BASE + NEW[1:])[1] == [("b1", "b2"), ("a1", "a2")]


def test_a_row_that_is_in_both_files_is_refused(match):
    done, _ = match(BASE[:2], against=BASE)
    assert done.exit_code == 3
    assert "a1" in done.stderr


def test_in_a_folder_the_same_pairs_are_found_with_their_reasons_and_found_again(match, tmp_path):
    folder = tmp_path / "work" / "companies"
    plain, pairs = match(BASE)
    for _ in range(2):
        assert match(BASE, "--work", str(folder))[1] == pairs == [("a1", "a2")]
        assert "phone.same" in (tmp_path / "pairs.csv").read_text()
    assert [path.name for path in folder.glob("*/found-*/*")] == ["00000.table"]
    assert [path.stat().st_mode & 0o077 for path in folder.glob("*")] == [0]
    assert plain.exit_code == 0


def test_of_two_files_the_one_that_cannot_be_read_is_named(match):
    done, _ = match(NEW, against=[["left", "right"], ["1", "2"]])
    assert done.exit_code == 3
    assert "against.csv: No column of a company is known" in done.stderr


@pytest.mark.parametrize("option", ["--out", "--ask", "--entities"])
def test_a_folder_that_is_not_there_is_told_before_anything_is_compared(tmp_path, option):
    (tmp_path / "rows.csv").write_text("id,company\n1,A\n")
    done = CliRunner().invoke(command, [str(tmp_path / "rows.csv"), option, str(tmp_path / "nowhere" / "x.csv")])
    assert done.exit_code == 2
    assert "There is no folder" in done.stderr
    assert "Compared" not in done.stderr
