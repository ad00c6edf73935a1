"""Claims whose time is up, and deadlines after the calendar has changed."""

from dataclasses import asdict
from typing import Any

from greening.jobs import Hold
from greening.services import claims
from greening.wiring import Wiring


def sweep(app: Wiring, _: Hold) -> dict[str, Any]:
    """End what is over, tell of what will be."""
    return asdict(claims.sweep(app.work, app.policy, now=app.now()))


def keep(app: Wiring, _: Hold) -> dict[str, Any]:
    """Count due days by the calendar as it is now."""
    return {"kept": claims.keep(app.work, app.policy, now=app.now())}
