"""Clocks that run out."""

from dataclasses import asdict
from typing import Any

from greening.jobs import Hold
from greening.services import protection
from greening.wiring import Wiring


def sweep(app: Wiring, _: Hold) -> dict[str, Any]:
    """Remind, and drop what is due."""
    return asdict(protection.sweep(app.work, app.policy, now=app.now()))
