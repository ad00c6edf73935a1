"""Rights to leads in the background."""

from greening.jobs import Hold
from greening.services import entitlements
from greening.wiring import Wiring


def end(app: Wiring, _: Hold) -> dict[str, int]:
    """End those whose time is up."""
    return {"ended": entitlements.sweep(app.work, app.policy, now=app.now())}
