"""What happens to a complaint? It is made and answered (`filing`), looked at (`reading`), looked into (`inspecting`), ruled
(`ruling`) with what follows (`effects`), and nobody forgets it (`sweeping`).
"""

from greening.services.complaints.filing import file, follow_up, write_back
from greening.services.complaints.inspecting import identify, inspect, leave, shelve, write
from greening.services.complaints.reading import one, queue, waiting
from greening.services.complaints.ruling import find
from greening.services.complaints.sweeping import sweep

__all__ = [
    "file",
    "find",
    "follow_up",
    "identify",
    "inspect",
    "leave",
    "one",
    "queue",
    "shelve",
    "sweep",
    "waiting",
    "write",
    "write_back",
]
