"""Real workers, and a real web server, in the world of `benchmarks.claims`: ``python -m benchmarks._claims_process workers 2``.

Gunicorn serves ``benchmarks._claims_process:web()``.
"""

import sys
from contextlib import AbstractContextManager
from dataclasses import replace

from flask import Flask

from benchmarks import _claims_world
from greening.web.app import create_app
from greening.wiring import Wiring, use
from workers import supervisor

_opened: list[AbstractContextManager[Wiring]] = []
"""What a web process keeps open for as long as it lives."""


def web() -> Flask:
    """The application of this world."""
    world = _claims_world.saved()
    living = _claims_world.living(world)
    _opened.append(living)
    app = living.__enter__()
    return create_app(replace(app, policy=_claims_world.patient(app.policy)))


def main(count: str) -> None:
    world = _claims_world.saved()
    with _claims_world.living(world) as app:
        hasty = replace(app, policy=_claims_world.impatient(app.policy))
        use(hasty)
        supervisor.run(hasty, count=int(count))


if __name__ == "__main__":
    main(sys.argv[1])
