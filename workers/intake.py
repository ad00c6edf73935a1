"""Importing a file, step by step."""

from typing import Any

from greening.jobs import Hold
from greening.services import intake
from greening.wiring import Wiring


def stage(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Read the file of `intake_id`."""
    state = intake.stage(app.work, app.policy, intake_id=hold.args["intake_id"], now=app.now())
    return {"state": state}


def check(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Find out what importing `intake_id` would do."""
    answer = intake.check(app.work, app.policy, intake_id=hold.args["intake_id"], now=app.now())
    return {"answered": answer is not None}


def store(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Write the records of `intake_id`."""
    state = intake.store(app.work, app.policy, intake_id=hold.args["intake_id"], now=app.now())
    return {"state": state}


def judge(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Judge the records of rows `first` to `last` of `intake_id`."""
    span = intake.Span(hold.args["first"], hold.args["last"])
    judged = intake.judge(app.work, app.policy, intake_id=hold.args["intake_id"], span=span, now=app.now())
    return {"judged": judged}
