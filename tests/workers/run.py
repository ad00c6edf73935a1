"""Workers that also know a few kinds of job made for tests, and whose patience a test sets.

Started as a process: `python run.py COUNT '{"lease": SECONDS, "attempts": NUMBER, …}'`.
"""

import json
import os
import signal
import sys
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from greening import config
from greening.domain.policy_sections import JobsPolicy
from greening.domain.refusals import NotFound
from greening.jobs import Hold
from greening.storage.events import Event
from greening.storage.session import Unit
from greening.wiring import Wiring, use
from workers import supervisor
from workers.registry import HANDLERS


def trace(unit: Unit, app: Wiring, hold: Hold, **what: Any) -> None:
    """The effect that tests look for: one row, in the transaction of the job."""
    seen = {"key": hold.key, "pid": os.getpid(), **what}
    unit.session.add(Event(at=app.now(), kind="test.did", subject="job", subject_id=hold.id, after=seen))


def write(app: Wiring, hold: Hold) -> dict[str, int]:
    time.sleep(hold.args.get("seconds", 0))
    with app.work() as unit:
        trace(unit, app, hold)
    return {"pid": os.getpid()}


def steps(app: Wiring, hold: Hold) -> dict[str, int]:
    begun_at = hold.cursor.get("step", 0)
    for step in range(begun_at, hold.args["steps"]):
        with app.work() as unit:
            trace(unit, app, hold, step=step)
            time.sleep(hold.args["seconds"])
            unit.cursor = {"step": step + 1}
    return {"begun_at": begun_at}


def note_and_break(app: Wiring, hold: Hold) -> dict[str, int]:
    with app.work() as unit:
        trace(unit, app, hold)
        unit.note_job("test.write", "never", now=app.now())
        raise ValueError("as the test wants it")


def refuse(_app: Wiring, _hold: Hold) -> dict[str, int]:
    raise NotFound(record=7)


def crash(_app: Wiring, _hold: Hold) -> dict[str, int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def pause_then_write(app: Wiring, hold: Hold) -> dict[str, int]:
    """Stops dead (lease renewal too) until somebody wakes it, then writes what it had in mind."""
    with app.work() as unit:
        unit.session.add(
            Event(at=app.now(), kind="test.paused", subject="job", subject_id=hold.id, after={"pid": os.getpid()})
        )
    if hold.attempts == 1:
        os.kill(os.getpid(), signal.SIGSTOP)
    return write(app, hold)


def nothing(_app: Wiring, _hold: Hold) -> dict[str, int]:
    return {}


KINDS = {
    "test.write": write,
    "test.steps": steps,
    "test.break": note_and_break,
    "test.refuse": refuse,
    "test.crash": crash,
    "test.pause": pause_then_write,
    "test.nothing": nothing,
}


def patient(policy: JobsPolicy, seconds_and_numbers: dict[str, float]) -> JobsPolicy:
    """The same policy but for what is named: seconds where it is a duration."""
    changed = {
        name: timedelta(seconds=value) if isinstance(getattr(policy, name), timedelta) else value
        for name, value in seconds_and_numbers.items()
    }
    return replace(policy, **changed)


def main(count: str, numbers: str) -> None:
    HANDLERS.update(KINDS)
    shipped = supervisor.wire_when_ready(config.load())
    app = replace(shipped, policy=replace(shipped.policy, jobs=patient(shipped.policy.jobs, json.loads(numbers))))
    use(app)
    supervisor.run(app, count=int(count))


if __name__ == "__main__":
    main(*sys.argv[1:])
