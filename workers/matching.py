"""Looking for duplicates that nobody waits for."""

from typing import Any

from greening.domain.candidates import FoundBy
from greening.jobs import Hold
from greening.services import match_models, matching
from greening.wiring import Wiring


def match_intake(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Compare the records of rows `first` to `last` of `intake_id`."""
    rows = (hold.args["first"], hold.args["last"])
    found = matching.match_intake(app.work, app.policy, intake_id=hold.args["intake_id"], rows=rows, now=app.now())
    return {"compared": found.compared, "candidates": found.told}


def match_records(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Compare `record_ids`, once what was under way beside them has ended."""
    ids, found_by = hold.args["record_ids"], FoundBy(hold.args["found_by"])
    found = matching.match_records(app.work, app.policy, record_ids=ids, found_by=found_by, now=app.now())
    return {"compared": found.compared, "candidates": found.told}


def rekey(app: Wiring, _: Hold) -> dict[str, Any]:
    """Write the match keys of records that have none, or older ones."""
    return {"rekeyed": matching.rekey(app.work, app.policy, now=app.now())}


def learn(app: Wiring, _: Hold) -> dict[str, Any]:
    """Learn from new rulings, then choose what people are asked this week."""
    version = match_models.learn(app.work, app.policy, now=app.now())
    return {"version": version, "asked": match_models.ask(app.work, app.policy, now=app.now())}


def recompare(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Compare the next records beyond `after` under the weights of `version`."""
    return {"compared": match_models.recompare(app.work, app.policy, now=app.now(), **hold.args)}
