"""What happens to a claim? It is asked for and given up (`claiming`), looked at (`reading`), and ends by itself (`sweeping`)."""

from greening.services.claims.claiming import claim, withdraw
from greening.services.claims.reading import mine, of_record, of_team, outcomes, waiting
from greening.services.claims.sweeping import keep, sweep

__all__ = ["claim", "keep", "mine", "of_record", "of_team", "outcomes", "sweep", "waiting", "withdraw"]
