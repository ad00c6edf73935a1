"""Which records are one, when each pair has been judged by itself, and which entity that is week after week?"""

from greening.matching.clusters.joining import MOST, Bridge, Joined, Links, join, tangled, weight
from greening.matching.clusters.linking import NEVER

__all__ = ["MOST", "NEVER", "Bridge", "Joined", "Links", "join", "tangled", "weight"]
