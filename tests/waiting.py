"""What comes of acts that have to wait for somebody else? They begin while a transaction holds what they need."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

from sqlalchemy import text

from greening.storage.session import Unit, Work

LOOK_AGAIN = text("SELECT pg_stat_clear_snapshot()")
WAITING = text("""
    SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
""")
SECONDS = 30


def when_let_go(work: Work, hold: Callable[[Unit], object], *acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or why it was refused, once what `hold` holds and changes is let go; till then all wait."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with work() as unit:
            hold(unit)
            begun, late = [pool.submit(act) for act in acts], monotonic() + SECONDS
            while _waiting(unit) < len(acts) and monotonic() < late:
                assert not any(one.done() for one in begun), "somebody did not wait"
                sleep(0.02)
        return [one.exception() or one.result() for one in begun]


def _waiting(unit: Unit) -> int:
    """How many wait for a lock of this database."""
    unit.session.execute(LOOK_AGAIN)
    return unit.session.scalar(WAITING) or 0
