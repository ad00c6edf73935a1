"""Looking for duplicates that nobody waits for."""

from typing import Any

from greening.jobs import Hold
from greening.services import matching
from greening.wiring import Wiring


def match_intake(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Compare the records of rows `first` to `last` of `intake_id`."""
    rows = (hold.args["first"], hold.args["last"])
    found = matching.match_intake(app.work, app.policy, intake_id=hold.args["intake_id"], rows=rows, now=app.now())
    return {"compared": found.compared, "likely": found.likely}


def match_records(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Compare `record_ids`, whose keys have been written in the background."""
    found = matching.match_records(app.work, app.policy, record_ids=hold.args["record_ids"], now=app.now())
    return {"compared": found.compared, "likely": found.likely}


def rekey(app: Wiring, _: Hold) -> dict[str, Any]:
    """Write the match keys of records that have none, or older ones."""
    return {"rekeyed": matching.rekey(app.work, app.policy, now=app.now())}
