"""How do web and workers run beside each other? As processes that never outlive this one, and of which none is missed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from signal import SIGTERM

import click

from greening.cli._exits import Failed
from greening.config import CHECKOUT, Settings
from greening.embedded.children import bound_to_us

FIRST_PORT = 8000
PORTS_TRIED = 100
POLL_SECONDS = 0.2
TOO_SHORT_SECONDS = 5.0
"""Who ends sooner has not started properly and would end again."""
STOP_SECONDS = 25.0
GRACE_SECONDS = 10
"""For requests under way when the web is asked to stop."""


@dataclass
class Process:
    """One process we keep running: ended by accident, it is started again."""

    name: str
    command: Sequence[str]
    pass_fds: Sequence[int] = ()
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)

    def start(self) -> None:
        self.started = time.monotonic()
        self.running = subprocess.Popen(  # noqa: S603  the command is ours
            bound_to_us(self.command, ends_by=SIGTERM),
            pass_fds=self.pass_fds,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on
        )


def web(listener: socket.socket, settings: Settings) -> Process:
    """Serve on a socket that is listening already, so that nobody can take its port in between."""
    command = (
        *(sys.executable, "-m", "gunicorn", "--chdir", str(CHECKOUT), "--bind", f"fd://{listener.fileno()}"),
        *("--worker-class", "gthread", "--preload", "--workers", str(settings.web_workers), "--threads", "4"),
        *("--graceful-timeout", str(GRACE_SECONDS), "--log-level", "warning", "wsgi:app"),
    )
    return Process("web", command, [listener.fileno()])


def workers(settings: Settings) -> Process:
    """The process that does, with as many children as are set, what was noted for the background."""
    return Process("workers", (sys.executable, "-m", "workers", "--count", str(settings.job_workers)))


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """A listening socket on the port that is set, or on the next free one from FIRST_PORT. Raises: Failed."""
    ports = [settings.port] if settings.port else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in ports:
        try:
            listener = socket.create_server((settings.host, port), backlog=512)
        except OSError as taken:
            reason = os.strerror(taken.errno or 0)
            continue
        with listener:
            yield listener
        return
    tried = str(ports[0]) if len(ports) == 1 else f"from {ports[0]} to {ports[-1]}"
    raise Failed(
        f"cannot listen on port {tried} ({reason}): end what has it, or say another with --port or GREENING_PORT"
    )


def address(listener: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{host}:{port}"


@contextmanager
def running(processes: Sequence[Process]) -> Iterator[None]:
    """Have all of them run for as long as the block lasts."""
    try:
        for process in processes:
            process.start()
        yield
    finally:
        _stop(processes)


def run_together(processes: Sequence[Process], *, started: Callable[[], None] = lambda: None) -> None:
    """Keep all of them running until we are interrupted, then stop all. Raises: Failed when one cannot stay up."""
    with running(processes):
        try:
            started()
            while True:
                time.sleep(POLL_SECONDS)
                for process in processes:
                    _keep(process)
        except KeyboardInterrupt:
            click.echo("stopping", err=True)


def _keep(process: Process) -> None:
    assert process.running
    code = process.running.poll()
    if code is None:
        return
    if time.monotonic() - process.started < TOO_SHORT_SECONDS:
        raise Failed(f"{process.name} ended with {code} while starting")
    click.echo(f"{process.name} ended with {code}: starting it again", err=True)
    process.start()


def _stop(processes: Sequence[Process]) -> None:
    alive = [process.running for process in processes if process.running and process.running.poll() is None]
    for each in alive:
        each.send_signal(SIGTERM)
    give_up = time.monotonic() + STOP_SECONDS
    for each in alive:
        try:
            each.wait(max(0.0, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()
