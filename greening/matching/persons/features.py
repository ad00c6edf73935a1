"""What does matching know of a person? Read once, plain values that are compared with those of another."""

from greening.matching.packing import Packed
from greening.matching.persons import births, contacts, names, places
from greening.matching.persons.births import Birth
from greening.matching.persons.names import Name
from greening.matching.persons.person import Person
from greening.matching.persons.places import Place

GENDERS = {"m": "m", "male": "m", "man": "m", "男": "m", "f": "f", "female": "f", "woman": "f", "女": "f"}
NOWHERE = Place()


class Features(Packed, frozen=True):
    """A person, read. Several names are readings of one person's; `ids` are kinds and values."""

    names: tuple[Name, ...] = ()
    birth: Birth | None = None
    gender: str = ""
    birthplace: str = ""
    place: Place = NOWHERE
    ids: tuple[tuple[str, str], ...] = ()
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()


def features(person: Person) -> Features:
    """Read a person; what says nothing or cannot be read is left out."""
    return Features(
        names=_names(person),
        birth=births.read(person.date_of_birth),
        gender=GENDERS.get(person.gender.strip().casefold(), ""),
        birthplace=places.joined(person.birthplace),
        place=_place(person),
        ids=tuple(dict.fromkeys(contacts.ids(person.ids))),
        phones=tuple(dict.fromkeys(one for raw in person.phones for one in contacts.numbers(raw, person.country))),
        mails=contacts.mails(person.emails),
    )


def _names(person: Person) -> tuple[Name, ...]:
    """The name in its parts, the whole one where a part is missing, then the others."""
    parts = names.parts(f"{person.given_name} {person.middle_name}".strip(), person.surname)
    whole = None if parts and parts.given and parts.surname else names.whole(person.name)
    every = (parts, whole, *map(names.whole, person.other_names))
    return tuple(dict.fromkeys(name for name in every if name))


def _place(person: Person) -> Place:
    columns = (person.street_number, person.streets, person.suburb, person.postcode, person.state)
    return places.of_columns(*columns) if any(columns) else places.of_line(person.address)
