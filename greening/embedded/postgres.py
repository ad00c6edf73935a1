"""How does the embedded PostgreSQL start and stop? Reached through a socket that only its user and ours can open."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg

from greening.embedded import children
from greening.embedded.children import NotStarted
from greening.embedded.places import SOCKET_NAME, Place

ROLE = "greening"
DATABASE = "greening"
START_SECONDS = 60.0
"""Recovery after a crash replays the log first."""
STOP_SECONDS = 30.0
ORPHAN_SECONDS = 15.0
OPTIONS = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "unix_socket_permissions": "0700",
}


@contextmanager
def running(place: Place, options: Mapping[str, str]) -> Iterator[str]:
    """Run PostgreSQL for as long as the block lasts, and give its address. `options` are settings beyond OPTIONS."""
    process = start(place, options)
    try:
        yield url(place)
    finally:
        stop(process)


def start(place: Place, options: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start on the data of `place`, made where there is none; returns when it answers. Raises: NotStarted."""
    data, log = place.home / "postgresql", place.data_dir / "postgresql.log"
    if not data.exists():
        _create(place, data)
    _outlive_orphans(data)
    for left in place.run.glob(f"{SOCKET_NAME}*"):  # a killed server's; its number may be a zombie's or somebody else's
        left.unlink()
    config = _configure(place, options)
    command = (place.postgres_bin / "postgres", "-D", data, "-c", f"config_file={config}")
    process = children.start(command, owner=place.owner, cwd=place.home, log=log, ends_by=signal.SIGINT)
    try:
        children.wait_until(lambda: answers(url(place, "postgres")), process, log=log, seconds=START_SECONDS)
        _ensure_database(place)
    except BaseException:
        stop(process)
        raise
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask for a fast shutdown, which ends sessions and saves; then for an immediate one."""
    children.stop(process, by=(signal.SIGINT, signal.SIGQUIT), seconds=STOP_SECONDS)


def url(place: Place, database: str = DATABASE) -> str:
    """The address of a database of the server at `place`; it holds no secret, the server asks the kernel who we are."""
    return f"postgresql://{ROLE}@/{database}?host={quote(str(place.run), safe='')}"


def answers(address: str) -> bool:
    """Whether a server takes a connection there now."""
    with suppress(psycopg.OperationalError), psycopg.connect(address, connect_timeout=5):
        return True
    return False


def _create(place: Place, data: Path) -> None:
    """Initialise beside and rename, so that a kill half way leaves nothing that looks finished."""
    unfinished = data.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    log = place.data_dir / "initdb.log"
    command = (
        *(place.postgres_bin / "initdb", "-D", unfinished, "-U", ROLE, "-A", "peer", "-E", "UTF8"),
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
    )
    process = children.start(command, owner=place.owner, cwd=place.home, log=log, ends_by=signal.SIGKILL)
    if process.wait():
        raise NotStarted(f"initdb ended with {process.returncode}: {children.last_lines(log)}")
    unfinished.rename(data)


def _configure(place: Place, options: Mapping[str, str]) -> Path:
    """Write the three files anew at each start: paths and names may have changed. They are kept outside the data."""
    files = {name: place.home / name for name in ("postgresql.conf", "pg_hba.conf", "pg_ident.conf")}
    settings = {
        **OPTIONS,
        "unix_socket_directories": f'"{place.run}"',
        "hba_file": str(files["pg_hba.conf"]),
        "ident_file": str(files["pg_ident.conf"]),
        **options,
    }
    us = pwd.getpwuid(os.getuid()).pw_name
    contents = {
        "postgresql.conf": "".join(f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()),
        "pg_hba.conf": "local all all peer map=us\n",
        "pg_ident.conf": f'us "{us}" {ROLE}\n',
    }
    for name, file in files.items():
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(contents[name])
        os.chown(file, *place.owner)
    return files["postgresql.conf"]


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _outlive_orphans(data: Path) -> None:
    """After our predecessor was killed, wait until its server has ended, and clear what it left.

    PostgreSQL itself would refuse to start when the number in its pid file is by now somebody else's.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    give_up = time.monotonic() + ORPHAN_SECONDS
    while orphans := _at_work_in(data):
        if time.monotonic() > give_up:
            for pid in orphans:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
            give_up += ORPHAN_SECONDS
        time.sleep(children.POLL_SECONDS)
    pid_file.unlink(missing_ok=True)


def _at_work_in(data: Path) -> list[int]:
    """Processes whose working folder is `data`: every one of a PostgreSQL server's is, and nobody else's."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink() == data:
                found.append(int(process.name))
    return found


def _ensure_database(place: Place) -> None:
    with psycopg.connect(url(place, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")  # a constant of ours
