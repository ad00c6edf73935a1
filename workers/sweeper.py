"""Who looks after what nobody rings for? One process beside the workers of each host; more than one do no harm."""

import logging
import time

from greening.services import jobs
from greening.wiring import Wiring
from workers.sweeps import timetable

log = logging.getLogger(__name__)


def run(app: Wiring) -> None:
    """Look again and again until killed, which may happen at any point: every step is one transaction."""
    set_up = None
    while True:
        try:
            app = app.current()
            if set_up != app.policy.version:
                jobs.set_timetable(app.work, timetable(app.policy))
                set_up = app.policy.version
            look(app)
        except Exception:
            log.exception("sweeping failed and is tried again")
        time.sleep(app.policy.jobs.tick.total_seconds())


def look(app: Wiring) -> None:
    """End dead leases first, so that their jobs are rung for in the same look."""
    jobs.reap(app.work, app.policy)
    jobs.sweep(app.work, now=app.now())
    jobs.relay(app.work, app.policy, app.ring_again)
