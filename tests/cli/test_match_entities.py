"""Does who runs `match` every week find the same numbers on the same entities, and is asked before two become one?"""

import csv
import io

import pytest
from click.testing import CliRunner

from greening.cli.match import command

HEADER = ["id", "company", "phone", "city"]
ROWS = {
    "a1": ["苏州澜序机械有限公司", "0512-62658014", "苏州"],
    "a2": ["澜序机械", "0512 6265 8014", "苏州"],
    "b1": ["宁波桉川贸易有限公司", "0574-87250193", "宁波"],
    "b2": ["宁波桉川贸易有限公司", "", "宁波"],
    "c1": ["成都砚池文化传播有限公司", "028-86120457", "成都"],
}


@pytest.fixture
def run(tmp_path):
    """Match some rows with the numbers of the last run; what is said of them and the numbers of this one."""
    entities = tmp_path / "entities.csv"

    def again(*ids, labels=None, before=None):
        out = io.StringIO()
        csv.writer(out).writerows([HEADER, *([own, *ROWS[own]] for own in ids)])
        (tmp_path / "rows.csv").write_text(out.getvalue(), encoding="utf-8")
        if before is not None:
            entities.write_text(before, encoding="utf-8")
        given = [str(tmp_path / "rows.csv"), "--entities", str(entities)]
        if labels:
            (tmp_path / "labels.csv").write_text(labels, encoding="utf-8")
            given += ["--labels", str(tmp_path / "labels.csv")]
        done = CliRunner().invoke(command, given)
        with entities.open(encoding="utf-8", newline="") as stream:
            return done, {row["id"]: int(row["entity"]) for row in csv.DictReader(stream)}

    return again


def test_numbers_stay_when_rows_come_go_and_change_their_places(run):
    _, first = run("a1", "b1", "c1")
    assert first == {"a1": 1, "b1": 2, "c1": 3}
    done, second = run("b2", "c1", "a2", "b1")
    assert second == {"a2": 4, "b1": 2, "b2": 2, "c1": 3, "": 1}
    assert "3 entities" in done.stderr
    _, third = run("a1", "a2", "b1", "b2", "c1")
    assert third == {"a1": 4, "a2": 4, "b1": 2, "b2": 2, "c1": 3, "": 1}


def test_two_known_entities_are_asked_about_and_become_one_by_an_answer(run):
    done, found = run("a1", "a2", "c1", before="id,entity\na1,5\na2,9\nc1,4\n")
    assert found == {"a1": 5, "a2": 9, "c1": 4}
    assert "entities 5 and 9: a1 and a2" in done.stderr
    done, found = run("a1", "a2", "c1", labels="id_l,id_r,same\na2,a1,yes\n")
    assert found == {"a1": 5, "a2": 5, "c1": 4, "": 9}
    assert "entities 5 and 9" not in done.stderr


@pytest.mark.parametrize("before", ["id,number\na1,1\n", "id,entity\na1,x\n", "id,entity\na1,1\na1,2\n"])
def test_a_file_that_does_not_say_entities_is_refused_and_left_as_it_is(run, tmp_path, before):
    done, _ = run("a1", before="id,entity\na1,1\n")
    (tmp_path / "entities.csv").write_text(before, encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path / "rows.csv"), "--entities", str(tmp_path / "entities.csv")])
    assert done.exit_code == 3
    assert "entities.csv" in done.stderr
    assert (tmp_path / "entities.csv").read_text(encoding="utf-8") == before
