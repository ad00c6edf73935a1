"""How is one server process started, and how is it ended? As the right user, never outliving us, and with time to save."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")
QUIET_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
"""Nothing of ours: PGDATA, PGPORT and their like would be obeyed."""
POLL_SECONDS = 0.02


class NotStarted(Exception):
    """A server did not come up; the message says why and where its log is."""


def bound_to_us(
    command: Sequence[str | Path], *, ends_by: signal.Signals, owner: tuple[int, int] | None = None
) -> list[str]:
    """`command` so wrapped that the kernel sends it `ends_by` when we die, and that it runs as `owner` (uid, gid).

    Start it from a thread that lives as long as the process shall: the kernel watches the thread.
    """
    uid, gid = owner or (os.getuid(), os.getgid())
    launcher = (sys.executable, "-I", "-S", LAUNCH, os.getpid(), ends_by.value, uid, gid)
    return [str(part) for part in (*launcher, *command)]


def start(
    command: Sequence[str | Path],
    *,
    owner: tuple[int, int],
    cwd: Path,
    log: Path,
    ends_by: signal.Signals,
    stdin: str = "",
) -> subprocess.Popen[bytes]:
    """Start `command` as `bound_to_us` says. `log` is begun anew, the one before kept as ``*.old``."""
    if log.exists():
        log.replace(log.with_name(f"{log.name}.old"))
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as sink:
        process = subprocess.Popen(  # noqa: S603  the command is ours
            bound_to_us(command, ends_by=ends_by, owner=owner),
            cwd=cwd,
            env=QUIET_ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=sink,
            start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on, in order
        )
    assert process.stdin
    with process.stdin as pipe:
        pipe.write(stdin.encode())
    return process


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], *, log: Path, seconds: float) -> None:
    """Wait until `ready()`. Raises: NotStarted when the process ends first or `seconds` have gone by."""
    give_up = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise NotStarted(f"{log.stem} ended with {process.returncode} while starting: {last_lines(log)}")
        if time.monotonic() > give_up:
            raise NotStarted(f"{log.stem} did not answer within {seconds:.0f} s: {last_lines(log)}")
        time.sleep(POLL_SECONDS)


def stop(process: subprocess.Popen[bytes], *, by: Sequence[signal.Signals], seconds: float) -> None:
    """Ask with each signal of `by` in turn, the politest first, giving each `seconds`."""
    for ask in by:
        process.send_signal(ask)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()
    process.wait()


def last_lines(log: Path, count: int = 5) -> str:
    """The end of a log and where it is, for a message."""
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return " / ".join([*lines, f"see {log}"])
