"""By what is a person found? Values that two rows about one person are likely to share, whatever went wrong in one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import attrgetter

from greening.matching.persons import names
from greening.matching.persons.contacts import LINE
from greening.matching.persons.features import Features
from greening.matching.values import Values, once

LETTERS = 4
"""First letters of a street or suburb that stand for it: slips at the beginning are rare."""

COUNTED_AS = {"beside": "street"}
"""Fields whose values are counted together with another's, because they stand in its column now and then."""


def values(persons: Sequence[Features]) -> Iterator[tuple[str, Values]]:
    """What rows are found by and counted by, by kind of key: what is rare by itself, what is counted, pairs of what is common.

    A row a person, each value once.
    """
    return ((kind, [once(of(person)) for person in persons]) for kind, of in _OF.items())


def _pairs(person: Features) -> Iterator[str]:
    return (f"{one} {other}" for one, other in combinations(sorted(_parts(person)), 2))


def _parts(person: Features) -> Iterator[str]:
    """What is combined two by two: sounds of a name, the day of birth, post code, street and suburb."""
    yield from {f"n{names.sound(word)}" for name in person.names for word in (*name.given[:1], *name.surname[-1:])}
    if person.birth:
        yield f"b{person.birth.day}"
    place = person.place
    if place.postcode:
        yield f"p{place.postcode}"
    if place.street:
        yield f"s{place.number}{place.street[:LETTERS]}"
    if place.suburb:
        yield f"u{place.suburb[:LETTERS]}"


def _said(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


_OF: Mapping[str, Callable[[Features], Iterable[str]]] = {
    "id": lambda person: (value for _, value in person.ids),
    "phone": attrgetter("phones"),
    "line": lambda person: (number[-LINE:] for number in person.phones),
    "email": attrgetter("mails"),
    "box": lambda person: (mail.partition("@")[0] for mail in person.mails),
    "person": lambda person: (" ".join(sorted(name.words)) for name in person.names),
    "called": lambda person: (word for name in person.names for word in (*name.words, *name.han)),
    "birth": lambda person: (person.birth.day,) if person.birth else (),
    "house": lambda person: _said(person.place.number),
    "street": lambda person: (*_said(person.place.street), *_said(person.place.beside)),
    "suburb": lambda person: _said(person.place.suburb),
    "postcode": lambda person: _said(person.place.postcode),
    "state": lambda person: _said(person.place.state),
    "birthplace": lambda person: _said(person.birthplace),
    "two": _pairs,
}
KINDS = tuple(_OF)
