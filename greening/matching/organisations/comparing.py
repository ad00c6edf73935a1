"""What does each field say of two companies? A short ladder of levels a field; what one of them lacks says nothing."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA, JaroWinkler

from greening.matching.frequencies import Frequencies
from greening.matching.organisations import han_names, latin_names, places
from greening.matching.organisations.features import Features
from greening.matching.organisations.han import spoken
from greening.matching.organisations.keys import core_key
from greening.matching.organisations.parts import Name
from greening.matching.scheme import Step
from greening.matching.values import Key

AS_A_WHOLE = ("name.same_core", "name.same_words")
"""How steps begin that compare whole names: then short and former ones say nothing more."""
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
        *places.steps(left, right, frequencies),
    ]


def _names(left: Features, right: Features, frequencies: Frequencies) -> Iterator[Step]:
    if not left.name or not right.name:
        return
    step = named(left.name, right.name, frequencies)
    whole = left.name.whole == right.name.whole or step.code.startswith(AS_A_WHOLE)
    shared = [] if whole else _by_alias(left, right)
    yield Step("name", "name.alias", (shared[0],), {"value": shared[0].value}) if shared else step
    if left.name.is_han and right.name.is_han:
        yield from han_names.beside(left.name, right.name, "" if shared else step.code)


def _by_alias(left: Features, right: Features) -> list[Key]:
    """Names of one that the other has as short or former ones; that both are short for the same says only their house."""
    pairs = ((left, right), (right, left))
    return sorted(
        {core_key(own.name) for own, other in pairs if core_key(own.name) in map(core_key, other.aliases)},
        key=lambda key: key.value,
    )


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
        yield Step("key_persons", "person.same", tuple(Key("contact", spoken(name)) for name in shared))
    elif heard := sorted({spoken(name) for name in left.persons} & {spoken(name) for name in right.persons}):
        yield Step("key_persons", "person.sounds", tuple(Key("contact", name) for name in heard))
    elif any(JaroWinkler.similarity(a, b) >= LIKE_A_PERSON for a in left.persons for b in right.persons):
        yield Step("key_persons", "person.close")
    else:
        yield Step("key_persons", "person.differs")
