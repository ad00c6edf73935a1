"""What a draft of the policy would change, and judging again under a new version."""

from typing import Any

from greening.jobs import Hold
from greening.services import policies
from greening.wiring import Wiring


def preview(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Find out what `draft_id` would change."""
    state = policies.preview(app.work, app.policy, draft_id=hold.args["draft_id"], now=app.now())
    return {"state": state}


def rescore(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Judge a span of the records again under `version`."""
    span = policies.rescore(app.work, app.policy, version=hold.args["version"], now=app.now())
    return {"state": span.state, "records": span.records}
