"""Is one block one transaction, and are jobs sent only for what was committed?"""

import os

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, OperationalError

from greening.storage.session import make_engine


def note_event(unit) -> None:
    unit.session.execute(text("INSERT INTO event (at, kind, subject, subject_id) VALUES (now(), 'test', 'test', 1)"))


def events(engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM event"))


def test_leaving_the_block_commits_and_then_sends(work, engine, queued, now):
    with work() as unit:
        note_event(unit)
        noted = unit.note_job("kind", "key", now=now)
        assert (events(engine), queued) == (0, [])

    assert (events(engine), queued) == (1, [noted])


def test_an_exception_leaves_nothing_and_sends_nothing(work, engine, queued, now):
    def begin_and_fail():
        with work() as unit:
            note_event(unit)
            unit.note_job("kind", "key", now=now)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        begin_and_fail()
    assert (events(engine), queued) == (0, [])


def moments(unit) -> int:
    """How many transactions two questions are: each has a time of its own."""
    return len({unit.session.scalar(text("SELECT now()")) for _ in range(2)})


def test_a_look_asks_each_question_by_itself_and_the_next_block_is_one_transaction_again(work):
    with work() as unit:
        assert moments(unit) == 1
    with work(look=True) as unit:
        assert moments(unit) == 2
    with work() as unit:
        assert moments(unit) == 1


def test_what_is_due_later_is_not_sent_now(work, queued, now):
    with work() as unit:
        assert unit.note_job("kind", "key", now=now, run_after=now.replace(year=now.year + 10))

    assert queued == []


def test_work_that_is_open_already_is_noted_once(work, queued, now):
    with work() as unit:
        first = unit.note_job("kind", "key", now=now)
    with work() as unit:
        assert unit.note_job("kind", "key", now=now) is None

    assert queued == [first]


def test_a_commit_that_fails_sends_nothing(work, engine, queued, now):
    def lose_the_connection():
        with work() as unit:
            unit.note_job("kind", "key", now=now)
            pid = unit.session.scalar(text("SELECT pg_backend_pid()"))
            with engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

    with pytest.raises(OperationalError):
        lose_the_connection()
    assert queued == []


def test_nobody_waits_for_ever(engine):
    with engine.connect() as connection:
        limits = [connection.scalar(text(f"SHOW {name}_timeout")) for name in ("statement", "lock")]

    assert limits == ["1min", "10s"]


def test_a_connection_that_broke_is_replaced(engine, database_url):
    with engine.connect() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
    administrator = make_engine(database_url)
    with administrator.connect() as other:
        assert other.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    administrator.dispose()

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != pid


def test_a_forked_process_opens_connections_of_its_own(engine):
    with engine.connect() as ours:
        inherited = ours.scalar(text("SELECT pg_backend_pid()"))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with engine.connect() as connection:
            os.write(writing, str(connection.scalar(text("SELECT pg_backend_pid()"))).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        assert int(answer.read()) != inherited


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_every_address_of_postgresql_is_read_by_one_driver(scheme):
    engine = make_engine(f"{scheme}://u@h/d")
    assert (engine.driver, engine.dialect.name) == ("psycopg", "postgresql")


def test_an_error_names_no_values(engine):
    with engine.connect() as connection, pytest.raises(DataError) as caught:
        connection.execute(text("SELECT CAST(:number AS integer)"), {"number": "13900001234"})
    assert "13900001234" not in str(caught.value).partition("[SQL")[2]
