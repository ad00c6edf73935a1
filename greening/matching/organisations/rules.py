"""What decides a pair of companies whatever else speaks for or against it? Ids, places, branches, numbers."""

from functools import lru_cache

from greening.matching.organisations.features import Features
from greening.matching.organisations.parts import Name
from greening.matching.organisations.shortening import is_named_by_place
from greening.matching.scheme import Rule
from validators import regions

SAME_ID = Rule("id.same", same=True)
OTHER_ID = Rule("id.differs")
PLACE = Rule("place.differs", relation="sister")
BRANCH = Rule("branch.differs", relation="branch")
ORDINAL = Rule("ordinal.differs", relation="sister")


def rule(left: Features, right: Features) -> Rule | None:
    """The rule that decides, the surest first; None where the score does."""
    both = bool(left.ids and right.ids)
    if both and not set(left.ids).isdisjoint(right.ids):
        return SAME_ID
    parted = _parted(left.name, right.name)
    if parted and _alike(left.name, right.name):
        return parted
    return OTHER_ID if both and _other_ids(left, right) else None


def _other_ids(left: Features, right: Features) -> bool:
    """Whether both have an id of one kind; that they share one has been asked before."""
    return not {one.partition(":")[0] for one in left.ids}.isdisjoint(one.partition(":")[0] for one in right.ids)


def _parted(left: Name, right: Name) -> Rule | None:
    """What would make two of a name two companies: a branch, a number, a place."""
    if left.branch != right.branch and not one_branch(left.branch, right.branch):
        return BRANCH
    if left.ordinals and right.ordinals and set(left.ordinals).isdisjoint(right.ordinals):
        return ORDINAL
    if left.places and right.places and not one_place(left.places, right.places):
        return None if left.core == right.core and (is_named_by_place(left) or is_named_by_place(right)) else PLACE
    return None


def _alike(left: Name, right: Name) -> bool:
    if not left or not right or left.is_han != right.is_han:
        return False
    if left.is_han:
        return left.brand == right.brand or left.core == right.core
    own, other = ({word for word in name.words if not word.isdecimal()} for name in (left, right))
    return own <= other or other <= own


def one_branch(left: str, right: str) -> bool:
    """Whether two texts can name one branch: one holds the other's characters in their order."""
    short, long = sorted((left, right), key=len)
    characters = iter(long)
    return bool(short) and all(character in characters for character in short)


@lru_cache(maxsize=65536)
def one_place(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether any place of the one is, or lies in, one of the other, or the other way round."""
    return any(one_region(one, other) for one in left for other in right)


@lru_cache(maxsize=65536)
def one_region(one: str, other: str) -> bool:
    """Whether a region is, or lies in, the other, or the other way round."""
    return regions.within(one, other) or regions.within(other, one)
