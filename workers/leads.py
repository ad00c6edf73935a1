"""Leads go on to the next, whoever sleeps."""

from dataclasses import asdict

from greening.jobs import Hold
from greening.services import leads
from greening.wiring import Wiring


def sweep(app: Wiring, _: Hold) -> dict[str, int]:
    """Remind, take what was not answered to the next, try again what waits."""
    return asdict(leads.sweep(app.work, app.policy, now=app.now()))
