"""What lies in the public pool, and how does somebody take it out or give it back?

The list (`reading`), and taking, asking whoever comes first, giving back (`acting`).
"""

from greening.services.pool.acting import ask, release, take
from greening.services.pool.reading import UnitStanding, Waiting, count, industries, page, places, standing, waiting

__all__ = [
    "UnitStanding", "Waiting", "ask", "count", "industries", "page", "places", "release", "standing", "take", "waiting",
]  # fmt: skip
