"""The file that a provider of number states sends back is taken as it is, or refused with what to do."""

import pytest
from sqlalchemy import text

from greening.__main__ import main


@pytest.fixture
def here(database_url, redis_url, engine, tmp_path, monkeypatch):
    """The servers of this test are those that a command finds."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("GREENING_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def states(here, tmp_path, monkeypatch, capsys):
    """The command on a file of that text: exit code, what it says, and what it complains of."""

    def run(content, *options):
        file = tmp_path / "answer.csv"
        file.write_text(content, encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["greening", "states", str(file), *options])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, *capsys.readouterr()

    return run


def test_columns_are_found_by_what_stands_in_them(states, engine):
    code, said, complained = states("批次,手机号,检测结果\n1,13900005551,空号\n2,13900005552,实号\n3,无,空号\n")
    assert (code or 0, said.strip()) == (0, "2 numbers taken, 2 of them say something new.")
    assert complained.strip() == "1 rows without one readable number were left out: 3"
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT value, state, provider FROM number_state ORDER BY value")).all()
    assert stored == [("+8613900005551", "empty", "file"), ("+8613900005552", "active", "file")]


def test_a_file_of_something_else_is_refused_in_the_readers_language(states, engine):
    code, said, complained = states("公司,城市\n云岫茶业,杭州\n", "--lang", "zh")
    assert (code, said) == (1, "")
    assert "号码" in complained
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM number_state")) == 0
