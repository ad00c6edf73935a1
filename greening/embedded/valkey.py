"""How does the embedded Valkey start and stop? On a free port of the loopback, behind a password of this start."""

import secrets
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from greening.embedded import children, places
from greening.embedded.children import NotStarted
from greening.embedded.places import Place

LOOPBACK = "127.0.0.1"
START_SECONDS = 30.0
STOP_SECONDS = 10.0
PORTS_TRIED = 5
"""A free port can be taken by somebody else before our server has it."""
CONFIG = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
daemonize no
save ""
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
"""


@contextmanager
def running(place: Place) -> Iterator[str]:
    """Run Valkey for as long as the block lasts, and give its address, password included."""
    process, address = start(place)
    try:
        yield address
    finally:
        stop(process)


def start(place: Place) -> tuple[subprocess.Popen[bytes], str]:
    """Start on the data of `place`; returns when it answers. Raises: NotStarted."""
    for attempt in range(PORTS_TRIED):
        try:
            return _start(place, _free_port())
        except NotStarted as failed:
            if "Address already in use" not in str(failed) or attempt == PORTS_TRIED - 1:
                raise
    raise AssertionError


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask to save and end."""
    children.stop(process, by=(signal.SIGTERM,), seconds=STOP_SECONDS)


def answers(address: str) -> bool:
    """Whether a server that knows the password answers there now. Spoken by hand: the client takes 0.4 s to load."""
    url = urlsplit(address)
    with suppress(OSError), socket.create_connection((url.hostname, url.port), timeout=5) as connection:
        connection.sendall(f"AUTH {url.password}\r\nPING\r\n".encode())
        answer = connection.makefile("rb")
        return (answer.readline(), answer.readline()) == (b"+OK\r\n", b"+PONG\r\n")
    return False


def _start(place: Place, port: int) -> tuple[subprocess.Popen[bytes], str]:
    folder, log = place.home / "valkey", place.data_dir / "valkey.log"
    password = secrets.token_urlsafe(24)
    address = f"redis://:{password}@{LOOPBACK}:{port}/0"
    places.own(folder, place.owner)
    config = CONFIG.format(host=LOOPBACK, port=port, password=password, folder=folder)
    process = children.start(
        (place.valkey_server, "-"), owner=place.owner, cwd=folder, log=log, ends_by=signal.SIGTERM, stdin=config
    )
    try:
        children.wait_until(lambda: answers(address), process, log=log, seconds=START_SECONDS)
    except BaseException:
        stop(process)
        raise
    return process, address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
