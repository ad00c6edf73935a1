"""What does each field say of two companies? A short ladder of levels a field; what one of them lacks says nothing."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA, JaroWinkler

from greening.matching.frequencies import Frequencies
from greening.matching.organisations import han_names, latin_names, places
from greening.matching.organisations.features import Features
from greening.matching.organisations.han import spoken
from greening.matching.organisations.keys import core_key
from greening.matching.organisations.parts import Name
from greening.matching.scheme import Step
from greening.matching.values import Key, once

AS_A_WHOLE = ("name.same_core", "name.same_words")
"""How steps begin that compare whole names: then short and former ones say nothing more."""
LIKE_A_PERSON = 0.9
"""Jaro-Winkler similarity from which two spellings of a person's name are one: Pirya and Priya Brown."""


def steps(left: Features, right: Features, frequencies: Frequencies) -> list[Step]:
    """Every step of a pair; the same for both orders."""
    found: list[Step] = []
    if left.name.whole and right.name.whole:
        found += _names(left, right, frequencies)
    if left.phones and right.phones:
        found.append(_phones(left.phones, right.phones))
    if left.emails and right.emails:
        found.append(_values("email", left.emails, right.emails))
    if left.domains and right.domains:
        found.append(_values("domain", left.domains, right.domains))
    if left.typed_ids and right.typed_ids and (shared := _both(left.typed_ids, right.typed_ids)):
        found.append(Step("ids", "id.same_unchecked", tuple(Key("id", value) for value in shared)))
    if left.persons and right.persons:
        found.append(_persons(left, right))
    return found + places.steps(left, right, frequencies)


def _names(left: Features, right: Features, frequencies: Frequencies) -> list[Step]:
    step = named(left.name, right.name, frequencies)
    shared = _by_alias(left, right, step) if left.aliases or right.aliases else []
    found = [Step("name", "name.alias", (shared[0],), {"value": shared[0].value}) if shared else step]
    if left.name.is_han and right.name.is_han:
        found += han_names.beside(left.name, right.name, "" if shared else step.code)
    return found


def _by_alias(left: Features, right: Features, step: Step) -> list[Key]:
    """Names of one that the other has as short or former ones, where the names themselves are not one as a whole.

    That both are short for the same says only their house.
    """
    if left.name.whole == right.name.whole or step.code.startswith(AS_A_WHOLE):
        return []
    pairs = ((left, right), (right, left))
    return sorted({core_key(own.name) for own, other in pairs if core_key(own.name) in map(core_key, other.aliases)})


def named(left: Name, right: Name, frequencies: Frequencies) -> Step:
    """What two names say of each other."""
    if left.whole == right.whole:
        level = "name.same_registered" if left.form and right.form else "name.same"
        return Step("name", level, (Key("name", left.whole),), {"value": left.whole})
    if left.is_han and right.is_han:
        return han_names.compare(left, right)
    if left.is_han or right.is_han:
        return han_names.across(left, right)
    return latin_names.compare(left, right, frequencies)


def _phones(left: tuple[str, ...], right: tuple[str, ...]) -> Step:
    if shared := _both(left, right):
        return Step("phone", "phone.same", tuple([Key("phone", number) for number in shared]))
    for one in left:
        for other in right:
            if OSA.distance(one, other, score_cutoff=1) <= 1:
                return Step("phone", "phone.close")
    return Step("phone", "phone.differs")


def _values(field: str, left: tuple[str, ...], right: tuple[str, ...]) -> Step:
    if shared := _both(left, right):
        return Step(field, f"{field}.same", tuple([Key(field, value) for value in shared]))
    return Step(field, f"{field}.differs")


def _persons(left: Features, right: Features) -> Step:
    if shared := _both(left.persons, right.persons):
        return Step("key_persons", "person.same", tuple([Key("contact", name) for name in once(map(spoken, shared))]))
    if heard := sorted(_both(left.spoken, right.spoken)):
        return Step("key_persons", "person.sounds", tuple([Key("contact", name) for name in heard]))
    for one in left.persons:
        for other in right.persons:
            if JaroWinkler.similarity(one, other) >= LIKE_A_PERSON:
                return Step("key_persons", "person.close")
    return Step("key_persons", "person.differs")


def _both(left: tuple[str, ...], right: tuple[str, ...]) -> Sequence[str]:
    """What both have of values that stand in order: they are few, mostly one each, so looking is quicker than making sets."""
    if left == right:
        return left
    return () if len(left) == len(right) == 1 else [value for value in left if value in right]
