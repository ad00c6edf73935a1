"""Verdicts that can no longer be undone."""

from typing import Any

from greening.jobs import Hold
from greening.services import review
from greening.wiring import Wiring


def settle(app: Wiring, hold: Hold) -> dict[str, Any]:
    """Let `verdict_ids` take effect, but for what was taken back."""
    return {"settled": review.settle(app.work, app.policy, verdict_ids=hold.args["verdict_ids"], now=app.now())}
