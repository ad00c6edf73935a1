"""Whose are the leads of a record, until when, and what has somebody been paid for? Shown (`reading`), let go or ended in
time (`ending`).
"""

from greening.services.entitlements.ending import let_go, sweep
from greening.services.entitlements.reading import mine, of_record, waiting

__all__ = ["let_go", "mine", "of_record", "sweep", "waiting"]
