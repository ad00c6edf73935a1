"""What can be wrong with this machine and what it was told, and how is each mended? One function a question."""

import importlib.metadata
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from greening import config
from greening.cli._processes import FIRST_PORT
from greening.config import CHECKOUT, Settings
from greening.embedded import NotStarted, binaries, places

NEEDED_PYTHON = (3, 11)
PIN = re.compile(r"^(\S+)==(\S+) \\$", re.MULTILINE)
"""A line of requirements.txt that holds on every machine: one with a condition goes on behind the version."""
FREE_BYTES = 500_000_000
"""A cluster, its log and a few hundred thousand records."""


class State(StrEnum):
    """A fault keeps Greening from running; a lack costs only what the advice names."""

    OK = "ok"
    LACK = "lack"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Sign:
    """The answer to one question: what was found and, unless all is well, how to mend it."""

    state: State
    subject: str
    found: str
    mend: str = ""


def signs() -> Iterator[Sign]:
    """Every answer that needs no server."""
    yield _python()
    yield _packages()
    try:
        settings = config.load()
    except config.Invalid as wrong:
        yield from (
            Sign(State.FAULT, "settings", problem, "correct or unset the variable") for problem in wrong.problems
        )
        return
    yield Sign(State.OK, "settings", f"{settings.mode}, data in {settings.data_dir}")
    yield from _strangers()
    for question in (_data_folder, _room, _binaries, _socket_path, _port):
        yield question(settings)
    yield _left_behind()
    yield _chromium()


def _strangers() -> Iterator[Sign]:
    for name, meant in config.unknown().items():
        yield Sign(State.LACK, "settings", f"{name} is read by nobody", f"set {meant} instead" if meant else "unset it")


def _python() -> Sign:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < NEEDED_PYTHON:
        return Sign(State.FAULT, "python", version, "install Python 3.11 or newer, then: rm -r .venv && make setup")
    if sys.prefix == sys.base_prefix:
        return Sign(
            State.LACK, "python", f"{version}, outside .venv", "call .venv/bin/python, which `make setup` makes"
        )
    return Sign(State.OK, "python", f"{version} in {sys.prefix}")


def _packages() -> Sign:
    pins = dict(PIN.findall((CHECKOUT / "requirements.txt").read_text()))
    wrong = [f"{name} {_installed(name)} for {pin}" for name, pin in pins.items() if _installed(name) != pin]
    if wrong:
        return Sign(State.FAULT, "packages", ", ".join(wrong), "make setup")
    return Sign(State.OK, "packages", f"{len(pins)} as pinned")


def _installed(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def _data_folder(settings: Settings) -> Sign:
    nearest = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    if os.access(nearest, os.W_OK | os.X_OK):
        return Sign(State.OK, "data folder", "can be written")
    return Sign(
        State.FAULT, "data folder", f"{nearest} cannot be written", "set GREENING_DATA_DIR to a folder of yours"
    )


def _room(settings: Settings) -> Sign:
    nearest = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    found = f"{free / 1e9:.1f} GB free"
    if free < FREE_BYTES:
        return Sign(State.FAULT, "disk", found, "make room, or set GREENING_DATA_DIR to a folder on another disk")
    return Sign(State.OK, "disk", found)


def _binaries(settings: Settings) -> Sign:
    if settings.database_url and settings.redis_url:
        return Sign(State.OK, "binaries", "not needed: both addresses are given")
    try:
        programs = binaries.shipped()
        version = subprocess.run([programs[0] / "postgres", "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    except (NotStarted, OSError, subprocess.CalledProcessError) as wrong:
        return Sign(State.FAULT, "binaries", str(wrong), "set DATABASE_URL and REDIS_URL to servers of your own")
    return Sign(State.OK, "binaries", version.stdout.strip())


def _socket_path(settings: Settings) -> Sign:
    home = settings.data_dir / "servers"
    run = places.run_folder(home)
    if run.is_relative_to(home):
        return Sign(State.OK, "socket path", "short enough")
    return Sign(State.OK, "socket path", f"too long below the data folder: {run} is used")


def _port(settings: Settings) -> Sign:
    port = settings.port or FIRST_PORT
    with socket.socket() as probe:
        taken = probe.connect_ex((settings.host, port)) == 0
    if taken and settings.port:
        return Sign(State.LACK, "port", f"{port} is taken", "end what has it, or set GREENING_PORT to another")
    return Sign(State.OK, "port", f"{port} is taken, the next free one will do" if taken else f"{port} is free")


def _left_behind() -> Sign:
    """Databases of checkouts that are gone: only root keeps them outside the data folder, and nobody else sees them."""
    left = places.left_behind() if os.getuid() == 0 else []
    if left:
        return Sign(State.LACK, "left behind", "databases of deleted data folders", f"rm -r {' '.join(map(str, left))}")
    return Sign(State.OK, "left behind", "nothing")


def _chromium() -> Sign:
    if found := shutil.which("chromium"):
        return Sign(State.OK, "chromium", found)
    return Sign(State.LACK, "chromium", "none: browser tests are skipped", "apt-get install chromium fonts-noto-cjk")
