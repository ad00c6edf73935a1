"""Judging records that nobody waits for."""

from typing import Any

from greening.jobs import Hold
from greening.services import judging
from greening.storage.judging import Judged
from greening.wiring import Wiring


def judge(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Judge `record_ids`."""
    ids = hold.args["record_ids"]
    return _counts(judging.judge(app.work, app.policy, record_ids=ids, cause=hold.key, now=app.now()))


def rejudge_sharers(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Judge `record_ids` again, who share something with a record that changed."""
    return _counts(judging.rejudge_sharers(app.work, app.policy, record_ids=hold.args["record_ids"], now=app.now()))


def rejudge_aged(app: Wiring, _: Hold) -> dict[str, Any]:
    """Judge again the records of which something has grown old."""
    return _counts(judging.rejudge_aged(app.work, app.policy, now=app.now()))


def _counts(judged: Judged) -> dict[str, Any]:
    return {"judged": judged.judged, "unchanged": judged.unchanged}
