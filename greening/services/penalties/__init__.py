"""What happens to a penalty? A person decides it and whoever it concerns appeals (`deciding`); it is looked at (`reading`);
it ends by itself, of which they are told (`sweeping`).
"""

from greening.services.penalties.deciding import appeal, decide, decide_appeal, propose
from greening.services.penalties.reading import one, penalties, waiting
from greening.services.penalties.sweeping import sweep

__all__ = ["appeal", "decide", "decide_appeal", "one", "penalties", "propose", "sweep", "waiting"]
