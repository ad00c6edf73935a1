"""Until when is a unit somebody's? What pages say of it (`shown`), who knows of a contact (`confirming`), and the sweep that
reminds and drops (`sweeping`).
"""

from greening.services.protection.confirming import confirm
from greening.services.protection.shown import Waiting, coming, countdown, waiting
from greening.services.protection.sweeping import Swept, sweep

__all__ = ["Swept", "Waiting", "coming", "confirm", "countdown", "sweep", "waiting"]
