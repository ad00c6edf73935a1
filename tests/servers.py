"""Which servers do the tests use? A PostgreSQL and a Valkey of this run alone, started when the first test asks.

Run by conftest as a process beside the tests, so that no worker's end takes them from the others. It answers on a Unix
socket with the addresses, ends when its standard input does, that is with the run however that ends, and leaves nothing.
"""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from greening import embedded
from greening.embedded import places
from greening.storage import migrate
from greening.storage.session import make_engine

TEMPLATE = "greening_template"
UNSAFE_AND_FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "200"}
SOCKET = "ask"
DATA = "data"
START_SECONDS = 100
KEPT = "alembic_version"
EMPTY_ALL = f"""
    DO $$ DECLARE name text; BEGIN
        SET LOCAL session_replication_role = replica;  -- past the triggers that keep the logs append-only
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{KEPT}' LOOP
            EXECUTE format('DELETE FROM %I', name);
        END LOOP;
    END $$
"""


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Run this module for as long as the block lasts; gives the socket on which `ask` gets the addresses."""
    root = Path(__file__).parents[1]
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / SOCKET))
        listener.listen()
        command = [sys.executable, "-W", "ignore", __file__, folder, str(listener.fileno())]
        environment = os.environ | {"PYTHONPATH": str(root)}
        with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=root, env=environment, pass_fds=[listener.fileno()]):
            yield folder / SOCKET  # leaving closes its standard input and waits for it


def ask(address: Path) -> dict[str, str]:
    """``{"database": URL of the migrated template's server, "redis": URL}``."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(START_SECONDS)
        client.connect(str(address))
        answer = json.loads(client.makefile().read())
    if "failure" in answer:
        raise RuntimeError(answer["failure"])
    return answer


def empty(engine: Engine) -> None:
    """Every table of a migrated database but the one that says how far it is migrated; measured with 22 tables: 1.5 ms."""
    with engine.begin() as connection:
        connection.execute(text(EMPTY_ALL))


def remove(data_dir: Path) -> None:
    """A data folder and, where root had to keep it elsewhere, what belongs to it."""
    away = data_dir / places.AWAY
    if away.exists():
        shutil.rmtree(away.read_text())
    shutil.rmtree(data_dir, ignore_errors=True)


def main(folder: Path, listener: socket.socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run ends first, and we with it
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    folder.chmod(0o711)  # root's servers are another user's
    try:
        if _asked(listener):
            _serve(folder, listener)
    finally:
        remove(folder / DATA)
        shutil.rmtree(folder)


def _serve(folder: Path, listener: socket.socket) -> None:
    try:
        with embedded.servers(folder / DATA, postgres_options=UNSAFE_AND_FAST) as urls:
            _make_template(urls.database)
            _answer(listener, {"database": urls.database, "redis": urls.redis})
    except Exception:  # noqa: BLE001  whatever it was, the tests must say so
        _answer(listener, {"failure": traceback.format_exc()})


def _make_template(url: str) -> None:
    server = make_engine(url)
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    server.dispose()
    template = make_engine(url.replace("@/greening?", f"@/{TEMPLATE}?"))
    migrate.upgrade(template)
    template.dispose()


def _answer(listener: socket.socket, addresses: dict[str, str]) -> None:
    """Tell everybody who asks, until the run ends."""
    asked = True
    while asked:
        client, _ = listener.accept()
        with client:
            client.sendall(json.dumps(addresses).encode())
        asked = _asked(listener)


def _asked(listener: socket.socket) -> bool:
    """Wait until somebody asks (True) or the run is over (False)."""
    ready, _, _ = select.select([listener, sys.stdin], [], [])
    return sys.stdin not in ready


if __name__ == "__main__":
    main(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
