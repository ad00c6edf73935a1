"""What can stand in a name field?"""

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a name field holds. The first four name somebody; the others name nobody that one can ask for."""

    FULL = auto()
    SEVERAL = auto()
    UNUSUAL = auto()
    GIVEN_ONLY = auto()
    NOT_FULL = auto()
    PLACEHOLDER = auto()
    ORGANISATION = auto()
    NO_NAME = auto()
    VACANT = auto()
    EMPTY = auto()


NAMED = frozenset({Kind.FULL, Kind.SEVERAL, Kind.UNUSUAL, Kind.GIVEN_ONLY})


@dataclass(frozen=True, slots=True)
class Reading:
    """`name` is the person's name in the typed script; `has_title` says that something was taken off it."""

    kind: Kind
    name: str = ""
    has_title: bool = False
