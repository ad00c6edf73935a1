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
    """`name` is the person's name in the typed script; `has_title` says that a title or remark was taken off it, and
    `has_contact` that a number or mail was.
    """

    kind: Kind
    name: str = ""
    has_title: bool = False
    has_contact: bool = False
