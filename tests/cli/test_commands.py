"""Do the commands do what they say, with exit codes that a script can rely on?"""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from processes import ROOT, children, is_alive, wait_until
from sqlalchemy import select, text

from greening.storage import migrate
from greening.storage.people import Person

Run = Callable[..., subprocess.CompletedProcess[str]]
PASSWORD = "korrekt pferd batterie"


def run(environment: dict[str, str], *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "greening", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, check=False)


@pytest.fixture
def environment(database_url, redis_url, engine, tmp_path) -> dict[str, str]:
    """Servers that are given, so that nothing has to be started."""
    return os.environ | {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "GREENING_DATA_DIR": str(tmp_path / "data"),
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def greening(environment) -> Run:
    return partial(run, environment)


def test_help_lists_every_command(greening):
    shown = greening("--help")

    assert shown.returncode == 0
    assert {"check", "doctor", "migrate", "serve", "up", "user", "worker"} <= set(
        re.findall(r"^  (\S+)", shown.stdout, re.MULTILINE)
    )


@pytest.mark.parametrize(
    ("arguments", "told", "code", "says"),
    [
        (["nonsense"], {}, 2, "No such command"),
        (["up", "--nonsense"], {}, 2, "No such option"),
        (["migrate"], {"DATABASE_URL": "postgresql://ana:geheim@127.0.0.1:1/none"}, 3, "DATABASE_URL is right"),
        (["user", "add", "--employee-no", "E", "--name", "A", "--role", "rep", "--team", "T"], {}, 2, "--region"),
        (["up"], {"GREENING_PORT": "x", "DATABASE_URL": "mysql://"}, 2, "GREENING_PORT"),
        (["migrate"], {"DATABASE_URL": "", "GREENING_DATA_DIR": "/proc/greening"}, 3, "/proc/greening"),
    ],
)
def test_what_cannot_be_begun_says_why(environment, arguments, told, code, says):
    done = run(environment | told, *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_migrate_prints_the_revision(greening):
    done = greening("migrate")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{migrate.head()}\n", "")


@pytest.fixture
def at(engine) -> Iterator[Callable[[str], None]]:
    """Say that the database is at another revision than it is."""

    def say(revision: str) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})

    yield say
    say(migrate.head())


def test_a_given_database_that_is_behind_is_not_touched(greening, at):
    at("0001")
    done = greening("worker")

    assert done.returncode == 1
    assert "python -m greening migrate" in done.stderr


def test_a_database_of_a_newer_program_is_not_touched(greening, at):
    at("9999")
    done = greening("migrate")

    assert (done.returncode, done.stdout) == (1, "")
    assert "9999" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_person_is_added_once(greening, work):
    arguments = ["user", "add", "--employee-no", "E-NEW", "--name", "张伟", "--role", "ops", "--password-stdin"]

    added, again = (greening(*arguments, stdin=f"{PASSWORD}\n") for _ in range(2))

    with work() as unit:
        person = unit.session.scalars(select(Person)).one()
    assert (added.returncode, added.stdout) == (0, f"{person.id}\n")
    assert person.password_hash
    assert PASSWORD not in person.password_hash
    assert (again.returncode, again.stdout) == (1, "")
    assert "already" in again.stderr
    assert "Traceback" not in again.stderr


def test_a_password_that_is_too_short_is_refused(greening):
    arguments = ["user", "add", "--employee-no", "E-NEW", "--name", "张伟", "--role", "ops", "--password-stdin"]

    done = greening(*arguments, stdin="123\n")

    assert done.returncode == 1
    assert "at least 12 characters" in done.stderr
    assert "password.too_short" not in done.stderr


def test_doctor_finds_nothing_wrong_where_nothing_is(greening):
    done = greening("doctor")

    assert done.returncode == 0
    assert "fault" not in done.stdout
    assert f"tables at {migrate.head()}" in done.stdout


def test_doctor_says_how_to_mend_every_fault(environment):
    nowhere = {"DATABASE_URL": "postgresql://127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1"}
    done = run(environment | nowhere, "doctor")

    lines = done.stdout.splitlines()
    faults = [number for number, line in enumerate(lines) if line.startswith("fault")]
    assert done.returncode == 1
    assert [lines[number].split()[1] for number in faults] == ["database", "queue"]
    assert all("->" in lines[number + 1] for number in faults)


def test_doctor_tells_a_variable_that_nobody_reads(environment):
    done = run(environment | {"GREENING_PROT": "8001"}, "doctor")

    assert done.returncode == 0
    assert "GREENING_PROT" in done.stdout
    assert "GREENING_PORT" in done.stdout


def test_a_port_that_is_taken_says_which_and_what_to_do(environment):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(environment, "serve", "--port", port)

    assert done.returncode == 1
    assert port in done.stderr
    assert "GREENING_PORT" in done.stderr


def serve(environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "greening", "serve", "--with-jobs", "--workers", "1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as wrong:
        return wrong.code
    except OSError:
        return 0


def family(pid: int) -> list[int]:
    return [pid, *(descendant for child in children(pid) for descendant in family(child))]


@pytest.mark.parametrize(
    "told", [signal.SIGTERM, *(pytest.param(one, marks=pytest.mark.slow) for one in (signal.SIGINT, signal.SIGKILL))]
)
def test_pages_and_workers_come_and_go_with_their_command(environment, told):
    with serve(environment) as command:
        address = command.stdout.readline().strip()
        wait_until(lambda: status(f"{address}/healthz"))
        everybody = family(command.pid)
        command.send_signal(told)
        _, stderr = command.communicate(timeout=40)

    wait_until(lambda: not any(is_alive(pid) for pid in everybody))
    assert len(everybody) >= 6  # this, gunicorn with one worker, workers with a sweeper and one of theirs
    assert command.returncode == (-told if told == signal.SIGKILL else 0)
    assert "Traceback" not in stderr
    assert status(address) == 0


def test_the_next_free_port_is_taken(environment):
    with serve(environment) as first, serve(environment) as second:
        addresses = [command.stdout.readline() for command in (first, second)]
        for command in (first, second):
            command.terminate()

    assert addresses[0] != addresses[1]
