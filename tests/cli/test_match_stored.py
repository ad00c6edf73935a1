"""Does `match --stored` find among all that is stored what `match FILE` finds in a file of it, and does what people ruled hold?"""

import csv

import pytest
from click.testing import CliRunner
from intake_desk import Desk
from sqlalchemy import delete, select, text, update

from greening.cli.match import command
from greening.domain.candidates import FoundBy
from greening.services import candidates, matching
from greening.storage.candidates import Candidate
from greening.storage.match_keys import MatchPrint
from greening.storage.records import Record

TABLE = """company,region,phone,website,address
杭州澜序机械有限公司,330108,0571-55501234,https://lanxu.example,浙江省杭州市滨江区例举路 8 号
澜序机械,330100,0571 5550 1234,,
苏州砚川包装有限公司,320500,0512-55501235,,
砚川包装,320500,0512 5550 1235,,
宁波桉川贸易有限公司,330200,0574-87250193,,
宁波桉川贸易,330200,,,
宁波桉川贸易有限公司镇海分公司,330211,0574-87250193,,
"""
MILL, PACKERS, TRADERS = (0, 1), (2, 3), (4, 5)
"""Rows that are one company."""


@pytest.fixture
def stored(work, make, now):
    """The table, imported: the ids of its records, in its order."""
    Desk(work, make.policy(), make.person("Ops"), now).bring(TABLE)
    with work() as unit:
        return list(unit.session.scalars(select(Record.id).order_by(Record.id)))


@pytest.fixture
def match(database_url, redis_url, tmp_path):
    """Run the command in this process; what it said, and the rows of the pairs that it wrote."""
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "GREENING_DATA_DIR": str(tmp_path)}

    def run(*arguments):
        out = tmp_path / "pairs.csv"
        out.unlink(missing_ok=True)
        done = CliRunner(env=told).invoke(command, [*arguments, "--out", str(out)], catch_exceptions=False)
        return done, list(csv.reader(out.read_text().splitlines()))[1:] if out.exists() else None

    return run


@pytest.fixture
def rule(work, make, now, stored):
    """Say what a pair of rows is."""

    def say(pair, verdict):
        both = [stored[at] for at in pair]
        found = {"record_ids": both, "found_by": FoundBy.SWEEP}
        matching.match_records(work, make.policy(), **found, now=now)
        with work() as unit:
            asked = select(Candidate.id).where(Candidate.left_id == both[0], Candidate.right_id == both[1])
            candidate_id = unit.session.scalars(asked).one()
        given = {"candidate_id": candidate_id, "verdict": verdict, "now": now}
        candidates.rule(work, make.policy(), actor=make.person("Qi"), **given)

    return say


@pytest.fixture
def code(stored):
    """What a row, or the two of a pair, are called."""
    return lambda *rows: tuple(f"R-{stored[at]}" for at in rows)


def ends(pairs):
    return [tuple(row[:2]) for row in pairs]


def test_the_same_pairs_as_in_a_file_of_it(stored, code, match, tmp_path):
    header, *rows = TABLE.splitlines()
    lines = [f"id,{header}", *(f"R-{own},{row}" for own, row in zip(stored, rows, strict=True))]
    (tmp_path / "export.csv").write_text("\n".join(lines), encoding="utf-8")
    file, expected = match(str(tmp_path / "export.csv"))
    done, pairs = match("--stored")
    assert (done.exit_code, pairs) == (0, expected)
    assert {code(*MILL), code(*PACKERS), code(*TRADERS)} <= set(ends(pairs))
    assert "7 stored records" in done.stderr
    assert done.stdout == file.stdout


def test_what_people_ruled_holds_in_pairs_and_entities(code, match, rule, tmp_path):
    rule(MILL, "different"), rule(PACKERS, "same")
    entities = tmp_path / "entities.csv"
    done, pairs = match("--stored", "--entities", str(entities))
    assert "2 pairs are as people ruled" in done.stderr
    assert code(*MILL) not in ends(pairs)
    assert next(row[2] for row in pairs if tuple(row[:2]) == code(*PACKERS)) == "1.000000"
    with entities.open() as stream:
        entity = {row["id"]: row["entity"] for row in csv.DictReader(stream)}
    (mill, again), (packers, as_well) = ((entity[one] for one in code(*pair)) for pair in (MILL, PACKERS))
    assert (mill == again, packers == as_well) == (False, True)


def test_what_waits_to_be_read_anew_is_compared_all_the_same_and_counted(stored, code, match, work):
    with work() as unit:
        older = update(MatchPrint).where(MatchPrint.record_id == stored[0])
        unit.session.execute(older.values(version=0, features="[[]]"))
        unit.session.execute(delete(MatchPrint).where(MatchPrint.record_id == stored[2]))
    done, pairs = match("--stored")
    assert {code(*MILL), code(*PACKERS)} <= set(ends(pairs))
    assert "2 of them wait to be read anew" in done.stderr


def test_in_a_folder_nothing_is_put_or_compared_twice_and_what_is_part_of_another_is_left_out(
    stored, code, match, work, tmp_path
):
    folder = tmp_path / "work"
    _, pairs = match("--stored", "--work", str(folder))
    files = {path: path.stat().st_mtime_ns for path in folder.rglob("*.table")}
    assert match("--stored", "--work", str(folder))[1] == pairs
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.table")} == files
    assert [path.stat().st_mode & 0o077 for path in folder.glob("*")] == [0]
    kept, gone = (stored[at] for at in MILL)
    with work() as unit:
        unit.session.execute(update(Record).where(Record.id == gone).values(merged_into_id=kept, name_key=""))
    done, pairs = match("--stored", "--work", str(folder))
    assert "6 stored records" in done.stderr
    assert (code(*MILL) in ends(pairs), code(*PACKERS) in ends(pairs)) == (False, True)


def test_where_nothing_is_stored_nothing_is_found(work, match):
    done, pairs = match("--stored")
    assert (done.exit_code, pairs) == (0, [])


def test_another_version_of_the_tables_is_told_not_read(engine, match):
    with engine.begin() as connection:
        stood = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        with pytest.raises(Exception, match="the database is at 0001"):
            match("--stored")
    finally:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :stood"), {"stood": stood})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Give FILE, or --stored"),
        ([__file__, "--stored"], "Give FILE, or --stored"),
        (["--stored", "--labels", __file__, "--engine", "spark"], "--stored goes without --labels, --engine"),
    ],
)
def test_a_file_and_what_is_stored_are_two_questions(match, arguments, said):
    done, _ = match(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
