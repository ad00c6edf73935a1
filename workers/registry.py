"""Which function does which kind of job?"""

from collections.abc import Callable, Mapping
from typing import Any

from greening.jobs import Hold, Kind
from greening.wiring import Wiring
from workers import sweeps

Handler = Callable[[Wiring, Hold], Mapping[str, Any]]
"""Gets a wiring whose transactions are fenced by the hold; gives what is worth keeping of the result, small and JSON."""

HANDLERS: dict[str, Handler] = {
    Kind.PURGE_JOBS: sweeps.purge_jobs,
}
