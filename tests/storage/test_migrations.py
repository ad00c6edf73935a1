"""Do the migrations make the tables that the code expects, once, whoever runs them at once?"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from greening.storage import migrate
from greening.storage.session import make_engine


@pytest.fixture
def empty(server_urls: dict[str, str], worker_id: str) -> Iterator[Engine]:
    """A database without any table."""
    name = f"empty_{worker_id}"
    server = make_engine(server_urls["database"])
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    engine = make_engine(server_urls["database"].replace("@/greening?", f"@/{name}?"))
    yield engine
    engine.dispose()


def test_tables_in_code_and_in_the_database_are_the_same(engine):
    assert migrate.differences(engine) == []


def test_an_empty_database_is_brought_to_the_newest_form(empty):
    assert migrate.current(empty) is None
    assert migrate.upgrade(empty) == migrate.head()
    assert migrate.current(empty) == migrate.head()


def test_processes_that_migrate_at_once_wait_for_each_other(empty):
    with ThreadPoolExecutor(3) as processes:
        assert list(processes.map(migrate.upgrade, [empty] * 3)) == [migrate.head()] * 3


def test_migrating_twice_changes_nothing(engine):
    assert migrate.upgrade(engine) == migrate.current(engine)


@pytest.mark.parametrize("table", ["event", "assessment", "candidate_ruling"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_was_decided_is_never_edited(engine, table, change):
    with engine.connect() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text(change.format(table)))


def test_rows_on_their_way_in_cost_no_log(engine):
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT relpersistence FROM pg_class WHERE relname = 'staged_row'")) == "u"
