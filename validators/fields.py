"""Where in a record does each field of the schema lie? Its values with their paths, and which codes say it is missing."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from validators import regions
from validators.record import KeyPerson, Record
from validators.text import clean, is_vacant

Values = tuple[tuple[str, str], ...]
"""Path and value of everything typed for a field; a value may only say that there is none."""

KEY_PERSON = "key_person"
OF_PERSON = ("name", "role", "phone", "email")
"""The fields of a key person, in the order in which they are given here."""
_PLAIN = ("company", "short_name", "website", "address", "industry", "business", "scale")
_LISTED: Mapping[str, tuple[str, Callable[[Record], tuple[str, ...]]]] = {
    "company_id": ("ids", lambda record: tuple([one.value for one in record.ids])),
    "phone": ("phones", attrgetter("phones")),
    "email": ("emails", attrgetter("emails")),
    "visit": ("visits", lambda record: tuple([visit.note for visit in record.visits])),
}
_OWN = frozenset({*_PLAIN, *_LISTED, "region"})
_plainly = attrgetter(*_PLAIN)
_UNREACHABLE = dict.fromkeys(("phone", "email"), ("record.missing_contact",))


class Place(NamedTuple):
    """`path` is where an answer to the empty field is kept; `missing` are the codes that say it is empty.

    Findings about a value stand at its path; those about a role stand at `judged_at`: title, role, and all persons.
    """

    path: str
    missing: tuple[str, ...]
    judged_at: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def reader(key: str) -> Callable[[Record], Values]:
    """How the values of a field that is not a key person's are read off a record."""
    path = empty_place(key).path
    if key in _LISTED:
        listed = _LISTED[key][1]
        return lambda record: _numbered(path, listed(record))
    if key == "region":
        return _region
    if key in _PLAIN:
        plain = attrgetter(key)
        return lambda record: ((path, value),) if (value := plain(record)) else ()
    return lambda record: ((path, value),) if (value := record.profile.get(key)) else ()


def stated(record: Record) -> Mapping[str, str]:
    """Where each field says something that is not a key person's: by its key, the path of the first value that does."""
    found = {key: key for key, value in zip(_PLAIN, _plainly(record), strict=True) if value and says(value)}
    for key, (path, listed) in _LISTED.items():
        for at, value in enumerate(listed(record)):
            if says(value):
                found[key] = f"{path}[{at}]"
                break
    for path, value in _region(record):
        if says(value):
            found["region"] = path
    for key, value in record.profile.items():
        if key not in _OWN and says(value):
            found[key] = f"profile.{key}"
    return found


@lru_cache(maxsize=65536)
def says(value: str) -> bool:
    """Whether a typed value is more than nothing or a word for it."""
    return bool(value) and not is_vacant(clean(value))


def is_profile(key: str) -> bool:
    """Whether a field lies in the profile."""
    return key not in _OWN


def missing_code(key: str) -> str:
    """The code that says a field of the record itself is empty."""
    return "record.missing_name" if key == "company" else f"record.missing_{key}"


def person_places(path: str, person: KeyPerson) -> tuple[tuple[Place, Values], ...]:
    """Where the fields of one key person lie, `path` being that of the person, and what is typed there: `OF_PERSON`."""
    name, by_title, by_role, phones, emails = _person_places(path)
    title = person.title if says(person.title) else ""
    role = by_title if title else by_role
    return (
        (name, ((name.path, person.name),)),
        (role, ((role.path, title or person.role),)),
        (phones, _numbered(phones.path, person.phones)),
        (emails, _numbered(emails.path, person.emails)),
    )


def persons(record: Record) -> Iterator[tuple[str, KeyPerson]]:
    """Key persons of whom anything is said, with their paths."""
    for at, person in enumerate(record.key_persons):
        if person.name or person.title or any(person.phones) or any(person.emails):
            yield f"key_persons[{at}]", person


NOBODY = Place("key_persons", ("key_person.missing",))
"""Where the fields of a key person would lie if the record named one."""


@lru_cache(maxsize=1024)
def empty_place(key: str) -> Place:
    """A field in which nothing stands."""
    if is_profile(key):
        return Place(f"profile.{key}", ("record.missing_profile",))
    path = _LISTED[key][0] if key in _LISTED else key
    return Place(path, (missing_code(key), *_UNREACHABLE.get(key, ())))


@lru_cache(maxsize=256)
def _person_places(path: str) -> tuple[Place, Place, Place, Place, Place]:
    at_title, at_role = f"{path}.title", f"{path}.role"
    judged_at = (at_title, at_role, "key_persons")
    return (
        Place(f"{path}.name", ("key_person.missing_name",)),
        Place(at_title, ("key_person.missing_role",), judged_at),
        Place(at_role, ("key_person.missing_role",), judged_at),
        Place(f"{path}.phones", ("key_person.missing_phone", "key_person.missing_contact")),
        Place(f"{path}.emails", ("key_person.missing_email", "key_person.missing_contact")),
    )


def _numbered(path: str, values: tuple[str, ...]) -> Values:
    return tuple([(f"{path}[{at}]", value) for at, value in enumerate(values)]) if values else ()


def _region(record: Record) -> Values:
    """The region as given, else as the address tells it: nobody has to say it twice."""
    if record.region:
        return (("region", record.region),)
    return (("address", regions.find(record.address, country=record.country).code),) if record.address else ()
