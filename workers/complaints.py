"""Complaints that are due, and penalties that are over."""

from greening.jobs import Hold
from greening.services import complaints, penalties
from greening.wiring import Wiring


def sweep(app: Wiring, _: Hold) -> dict[str, int]:
    """Remind quality control of what is due."""
    return {"told": complaints.sweep(app.work, app.policy, now=app.now())}


def sweep_penalties(app: Wiring, _: Hold) -> dict[str, int]:
    """Tell whose suspension has ended."""
    return {"told": penalties.sweep(app.work, app.policy, now=app.now())}
