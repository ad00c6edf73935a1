"""Who is named as key person, can he be reached, and can he say yes? Reads name fields and titles, and judges them."""

from validators.persons.faults import FAULTS
from validators.persons.kind import NAMED, Kind, Reading
from validators.persons.reading import key, named, read
from validators.persons.rules import check, is_reachable, reading, role
from validators.persons.titles import is_agents, role_of

__all__ = [
    "FAULTS",
    "NAMED",
    "Kind",
    "Reading",
    "check",
    "is_agents",
    "is_reachable",
    "key",
    "named",
    "read",
    "reading",
    "role",
    "role_of",
]
