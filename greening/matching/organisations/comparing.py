"""What does each field say of two companies? A short ladder of levels a field; what one of them lacks says nothing."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA, JaroWinkler

from greening.matching.frequencies import Frequencies
from greening.matching.organisations import han_names, latin_names
from greening.matching.organisations.features import Features
from greening.matching.organisations.keys import number_key, region_key
from greening.matching.organisations.parts import Name
from greening.matching.scheme import Step
from greening.matching.values import Key
from validators import regions

LIKE_A_PERSON = 0.9
"""Jaro-Winkler similarity from which two spellings of a person's name are one: Pirya and Priya Brown."""


def steps(left: Features, right: Features, frequencies: Frequencies) -> Sequence[Step]:
    """Every step of a pair; the same for both orders."""
    return [
        *_names(left, right, frequencies),
        *_phones(left, right),
        *_values("email", left.emails, right.emails),
        *_values("domain", left.domains, right.domains),
        *_typed_ids(left, right),
        *_persons(left, right),
        *_place(left, right),
    ]


def _names(left: Features, right: Features, frequencies: Frequencies) -> Iterator[Step]:
    if not left.name or not right.name:
        return
    step = named(left.name, right.name, frequencies)
    if step.code in {"name.differs", "name.brand_differs", "name.some_words"}:
        own, other = (left.name, *left.aliases), (right.name, *right.aliases)
        cores = sorted({name.core for name in own} & {name.core for name in other})
        if cores:
            yield Step("name", "name.alias", (Key("core", cores[0]),), {"value": cores[0]})
            return
    yield step


def named(left: Name, right: Name, frequencies: Frequencies) -> Step:
    """What two names say of each other."""
    if left.whole == right.whole:
        return Step("name", "name.same", (Key("name", left.whole),))
    if left.is_han and right.is_han:
        return han_names.compare(left, right)
    if left.is_han or right.is_han:
        return han_names.across(left, right)
    return latin_names.compare(left, right, frequencies)


def _phones(left: Features, right: Features) -> Iterator[Step]:
    if not left.phones or not right.phones:
        return
    shared = sorted(set(left.phones) & set(right.phones))
    if shared:
        yield Step("phone", "phone.same", tuple(Key("phone", number) for number in shared))
    elif any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in left.phones for b in right.phones):
        yield Step("phone", "phone.close")
    else:
        yield Step("phone", "phone.differs")


def _values(field: str, left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[Step]:
    if left and right:
        shared = sorted(set(left) & set(right))
        if shared:
            yield Step(field, f"{field}.same", tuple(Key(field, value) for value in shared))
        else:
            yield Step(field, f"{field}.differs")


def _typed_ids(left: Features, right: Features) -> Iterator[Step]:
    shared = sorted(set(left.typed_ids) & set(right.typed_ids))
    if shared:
        yield Step("ids", "id.same_unchecked", tuple(Key("id", value) for value in shared))


def _persons(left: Features, right: Features) -> Iterator[Step]:
    if not left.persons or not right.persons:
        return
    shared = sorted(set(left.persons) & set(right.persons))
    if shared:
        yield Step("key_persons", "person.same", tuple(Key("contact", name) for name in shared))
    elif any(JaroWinkler.similarity(a, b) >= LIKE_A_PERSON for a in left.persons for b in right.persons):
        yield Step("key_persons", "person.close")
    else:
        yield Step("key_persons", "person.differs")


def _place(left: Features, right: Features) -> Iterator[Step]:
    """Address and region: where the door is the same, that the city is too says nothing more."""
    own, other = left.address, right.address
    if own and other:
        if own.door and own.door == other.door:
            yield Step("address", "address.same", (Key("door", own.door),))
            return
        shared = [word for word in own.words if word in other.words]
        if own.number and own.number == other.number and shared:
            yield Step("address", "address.same", (number_key(own, min(shared)),))
            return
        if own.number and other.number:
            yield Step("address", "address.street" if shared else "address.differs")
        elif shared:
            yield Step("address", "address.words", tuple(Key("place", word) for word in sorted(shared)))
        else:
            yield Step("address", "address.differs")
    yield from _region(left.region, right.region)


def _region(left: str, right: str) -> Iterator[Step]:
    if not left or not right:
        return
    if region_key(left) == region_key(right):
        yield Step("region", "region.same", (region_key(left),))
    elif regions.within(left, right) or regions.within(right, left):
        return
    else:
        yield Step("region", "region.differs")
