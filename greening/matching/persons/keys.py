"""By what is a person found? Values that two rows about one person are likely to share, whatever went wrong in one."""

from collections.abc import Iterator
from itertools import combinations

from greening.matching.persons import names
from greening.matching.persons.contacts import LINE
from greening.matching.persons.features import Features
from greening.matching.values import Key

KINDS = (
    *("id", "phone", "line", "email", "box", "person", "called", "birth", "house", "street", "suburb", "postcode"),
    *("state", "birthplace", "two"),
)
LETTERS = 4
"""First letters of a street or suburb that stand for it: slips at the beginning are rare."""

COUNTED_AS = {"beside": "street"}
"""Fields whose values are counted together with another's, because they stand in its column now and then."""


def keys(person: Features) -> tuple[Key, ...]:
    """Every key, each once: what is rare by itself, what is counted, and pairs of what is common."""
    found = [*_single(person), *_counted(person)]
    found += [Key("two", f"{one} {other}") for one, other in combinations(sorted(_parts(person)), 2)]
    return tuple(dict.fromkeys(found))


def _single(person: Features) -> Iterator[Key]:
    yield from (Key("id", value) for _, value in person.ids)
    yield from (Key("phone", number) for number in person.phones)
    yield from (Key("line", number[-LINE:]) for number in person.phones)
    yield from (Key("email", mail) for mail in person.mails)
    yield from (Key("box", mail.partition("@")[0]) for mail in person.mails)
    for name in person.names:
        yield Key("person", " ".join(sorted(name.words)))


def _counted(person: Features) -> Iterator[Key]:
    """What is too common to find anybody by, but worth knowing how common."""
    yield from (Key("called", word) for name in person.names for word in (*name.words, *name.han))
    if person.birth:
        yield Key("birth", person.birth.day)
    place = person.place
    named = {"house": place.number, "street": place.street, "beside": place.beside, "suburb": place.suburb}
    named |= {"postcode": place.postcode, "state": place.state, "birthplace": person.birthplace}
    yield from (Key(COUNTED_AS.get(field, field), value) for field, value in named.items() if value)


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
