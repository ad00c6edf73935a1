"""Do the embedded servers come and go with the commands that use them, whatever happens to those commands?"""

import os
import signal
import subprocess
from contextlib import suppress

import psycopg
import pytest
import redis
from commands import addresses, at_work_in, query, start, up

from greening import embedded
from greening.embedded import NotStarted, places, postgres


def test_the_servers_are_set_up_as_the_rest_relies_on(data_dir):
    with embedded.servers(data_dir) as urls:
        settings = {
            name: query(urls.database, f"SHOW {name}") for name in ("jit", "timezone", "listen_addresses", "fsync")
        }
        query(urls.database, "CREATE EXTENSION pg_trgm")
        collation = query(urls.database, "SELECT datlocale FROM pg_database WHERE datname = 'greening'")
        with redis.Redis.from_url(urls.redis) as client:
            kept = client.config_get("maxmemory-policy", "appendonly", "bind")
            client.set("key", "value")

    assert settings == {"jit": "off", "timezone": "UTC", "listen_addresses": "", "fsync": "on"}
    assert collation == "C.UTF-8"
    assert kept == {"maxmemory-policy": "noeviction", "appendonly": "yes", "bind": "127.0.0.1"}


def test_what_was_written_is_there_at_the_next_start(data_dir):
    with embedded.servers(data_dir) as urls:
        query(urls.database, "CREATE TABLE kept AS SELECT 7 AS number")
        with redis.Redis.from_url(urls.redis) as client:
            client.set("kept", 7)

    with embedded.servers(data_dir) as urls, redis.Redis.from_url(urls.redis) as client:
        assert query(urls.database, "SELECT number FROM kept") == 7
        assert client.get("kept") == b"7"


def test_nobody_without_the_password_speaks_to_valkey(data_dir):
    with embedded.servers(data_dir) as urls:
        port = urls.redis.rpartition(":")[2]
        with redis.Redis.from_url(f"redis://127.0.0.1:{port}") as client, pytest.raises(redis.AuthenticationError):
            client.ping()


def test_only_the_owner_reads_secrets_and_data(data_dir):
    with embedded.servers(data_dir):
        files = [file for file in data_dir.iterdir() if file.is_file()]
        assert {oct(file.stat().st_mode & 0o077) for file in files if file.stat().st_size} == {"0o0"}
        assert places.find(data_dir).home.stat().st_mode & 0o077 == 0


def test_addresses_that_are_given_are_passed_on_and_nothing_is_started(fresh):
    with embedded.servers(fresh, database_url="postgresql://there", redis_url="redis://there") as urls:
        assert urls == embedded.Urls("postgresql://there", "redis://there")
    assert not fresh.exists()


def test_a_second_command_uses_what_runs_and_leaves_it(data_dir):
    with up(data_dir) as first:
        with embedded.servers(data_dir) as urls:
            assert [urls.database, urls.redis] == first.urls
        assert postgres.answers(first.urls[0])


def test_two_data_folders_never_share_a_server(data_dir):
    with embedded.servers(data_dir) as ours, embedded.servers(data_dir.with_name("other")) as theirs:
        query(ours.database, "CREATE TABLE ours AS SELECT 1")
        with pytest.raises(psycopg.errors.UndefinedTable):
            query(theirs.database, "SELECT * FROM ours")
        assert ours.redis != theirs.redis


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_a_command_stops_its_servers_quietly(data_dir, told):
    with up(data_dir) as command:
        command.send_signal(told)
        _, stderr = command.communicate(timeout=30)

    assert command.returncode == 0
    assert stderr == "running until Ctrl-C\n"
    assert at_work_in(data_dir) == []


def test_servers_of_a_killed_command_end_and_the_next_start_finds_its_data(data_dir):
    with up(data_dir) as command:
        query(command.urls[0], "CREATE TABLE kept AS SELECT 7 AS number")
        command.kill()
        command.wait()
        with embedded.servers(data_dir) as urls:
            assert query(urls.database, "SELECT number FROM kept") == 7

    assert at_work_in(data_dir) == []


def test_servers_killed_with_their_command_are_started_anew(data_dir):
    with up(data_dir) as command:
        query(command.urls[0], "CREATE TABLE kept AS SELECT 7 AS number")
        for pid in [*at_work_in(data_dir), command.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        command.wait()

        with embedded.servers(data_dir) as urls:
            assert query(urls.database, "SELECT number FROM kept") == 7


def test_a_pid_file_from_before_a_reboot_names_somebody_else_by_now(data_dir):
    with embedded.servers(data_dir):
        pid_file = places.find(data_dir).home / "postgresql" / "postmaster.pid"
        left = pid_file.read_text().splitlines()
    bystander = subprocess.Popen(["/bin/sleep", "60"], user=pid_file.parent.stat().st_uid, cwd="/")
    pid_file.write_text("\n".join([str(bystander.pid), *left[1:]]))

    with embedded.servers(data_dir) as urls:
        assert postgres.answers(urls.database)
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_a_start_that_was_killed_half_way_is_begun_again(fresh):
    unfinished = places.find(fresh).home / "postgresql.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")

    with embedded.servers(fresh) as urls:
        assert postgres.answers(urls.database)


def test_a_server_that_cannot_start_says_why_and_leaves_nothing(data_dir):
    with (
        pytest.raises(NotStarted, match="no_such_setting"),
        embedded.servers(data_dir, postgres_options={"no_such_setting": "1"}),
    ):
        pass
    assert at_work_in(data_dir) == []


def test_a_command_that_waits_is_told_when_nothing_comes(data_dir, monkeypatch):
    monkeypatch.setattr(embedded, "WAIT_SECONDS", 0.2)
    with up(data_dir) as command:
        (data_dir / "postgresql.lock").write_text("")
        with pytest.raises(NotStarted, match="has not brought its server up"), embedded.servers(data_dir):
            pass
        assert command.poll() is None


def test_commands_that_start_at_once_share_one_server(fresh):
    with start(fresh) as first, start(fresh) as second:
        try:
            assert addresses(first) == addresses(second)
        finally:
            second.terminate()
            first.terminate()
