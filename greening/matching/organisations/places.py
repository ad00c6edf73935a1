"""What do two addresses and two regions say of each other?"""

from rapidfuzz.distance import OSA, Indel

from greening.matching.frequencies import Frequencies
from greening.matching.organisations.address import Address
from greening.matching.organisations.features import Features
from greening.matching.organisations.keys import door_keys, place_key, region_key
from greening.matching.organisations.parts import Name
from greening.matching.organisations.rules import one_region
from greening.matching.scheme import Step
from greening.matching.values import Key

SAME_STREET = 0.8
"""Similarity (Indel) from which two ways of writing a street are one: van buren and vanburen, altgeld and altgelt."""

SHORTEST_END = 5
"""Letters of a street that may be the end of another's: north point is point, northpoint is not parted."""
ELSEWHERE = frozenset({"address.differs", "address.street"})
"""Steps of two doors, which one company may have had."""
LONG_NUMBER = 3
"""Digits of house numbers of which one that differs is as soon a slip as another house: 7146 and 7148, not 3 and 5."""


def steps(left: Features, right: Features, frequencies: Frequencies) -> list[Step]:
    """Address and region: where the door is the same, that the city is too says nothing more."""
    found: list[Step] = []
    if left.address and right.address:
        found.append(_addressed(left.address, right.address, frequencies))
        if found[0].code == "address.same":
            return found
        if found[0].code in ELSEWHERE and _is_one_register_entry(left.name, right.name):
            found = [Step("address", "address.moved")]
    return found + _region(left.region, right.region) if left.region and right.region else found


def _is_one_register_entry(left: Name, right: Name) -> bool:
    """Whether both names have a legal form and are one but for it: a register has that once, wherever it has moved to."""
    return bool(left.form and right.form) and (left.whole == right.whole or left.core == right.core)


def _addressed(left: Address, right: Address, frequencies: Frequencies) -> Step:
    if left.door and left.door == right.door:
        return Step("address", "address.same", (Key("door", left.door),))
    if left.number and right.number:
        return _numbered(left, right, frequencies)
    shared = sorted({*left.street, *left.around} & {*right.street, *right.around})
    if left.street and right.street and not _one_street(left, right):
        shared = []
    return Step("address", "address.words" if shared else "address.words_differ", tuple(map(place_key, shared)))


def _numbered(left: Address, right: Address, frequencies: Frequencies) -> Step:
    """What two addresses with a house number each say."""
    if not _one_street(left, right):
        return Step("address", "address.differs")
    if left.number != right.number:
        near = min(len(left.number), len(right.number)) >= LONG_NUMBER and OSA.distance(left.number, right.number) <= 1
        return Step("address", "address.near" if near else "address.street")
    doors = (door for own in (left, right) for door in door_keys(own))
    return Step("address", "address.same", (max(doors, key=lambda door: (frequencies.count(door), door.value)),))


def _one_street(left: Address, right: Address) -> bool:
    if not set(left.street).isdisjoint(right.street):
        return True
    pairs = ((one, other) for one in left.street for other in right.street)
    if any(
        min(len(one), len(other)) >= SHORTEST_END and (one.endswith(other) or other.endswith(one))
        for one, other in pairs
    ):
        return True
    return (
        bool(left.street and right.street)
        and Indel.normalized_similarity("".join(left.street), "".join(right.street)) >= SAME_STREET
    )


def _region(left: str, right: str) -> list[Step]:
    city = region_key(left)
    if city == region_key(right):
        return [Step("region", "region.same", (city,))]
    return [] if one_region(left, right) else [Step("region", "region.differs")]
