"""Real workers, and a real web server, in the world of `benchmarks.claims`: each forked from a process that has loaded everything.

What is started here does what `python -m workers` and gunicorn do; only what a fresh interpreter would have to load is there.
"""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from benchmarks import _claims_world
from greening.web.app import create_app
from greening.wiring import Wiring, use
from workers import supervisor
from workers.runner import die_with


def live(part: Callable[..., None], parent: int, log: Path, *said: Any) -> None:
    """Be one of them, until killed or `parent` ends; what it says goes to `log`."""
    die_with(parent)
    with log.open("ab") as sink:
        os.dup2(sink.fileno(), 1)
        os.dup2(sink.fileno(), 2)
    part(*said)


def workers(app: Wiring, count: int) -> None:
    """A supervisor with so many workers, in a hurry."""
    hasty = replace(app, policy=_claims_world.impatient(app.policy))
    use(hasty)
    supervisor.run(hasty, count=count)


def web(app: Wiring, listener: socket.socket, threads: int) -> None:
    """Gunicorn with one worker."""
    one = {"workers": 1, "worker_class": "gthread", "threads": threads, "loglevel": "critical"}
    _Served(app, {**one, "bind": f"fd://{listener.fileno()}"}).run()


class _Served(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Wiring, settings: Mapping[str, object]) -> None:
        self.wiring, self.settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(replace(self.wiring, policy=_claims_world.patient(self.wiring.policy)))
