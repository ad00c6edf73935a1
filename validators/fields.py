"""Where in a record does each field of the schema lie? Its values with their paths, and which codes say it is missing."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from validators import regions
from validators.record import KeyPerson, Record
from validators.text import clean, is_vacant

Values = tuple[tuple[str, str], ...]
"""Path and value of everything typed for a field; a value may only say that there is none."""

KEY_PERSON = "key_person"
_PLAIN = frozenset({"company", "short_name", "website", "address", "industry", "business", "scale"})
_LISTED: Mapping[str, tuple[str, Callable[[Record], tuple[str, ...]]]] = {
    "company_id": ("ids", lambda record: tuple([one.value for one in record.ids])),
    "phone": ("phones", attrgetter("phones")),
    "email": ("emails", attrgetter("emails")),
    "visit": ("visits", lambda record: tuple([visit.note for visit in record.visits])),
}
_UNREACHABLE = dict.fromkeys(("phone", "email"), ("record.missing_contact",))


class Place(NamedTuple):
    """`path` is where an answer to the empty field is kept; `missing` are the codes that say it is empty.

    Findings about a value stand at its path; those about a role stand at `judged_at`: title, role, and all persons.
    """

    path: str
    values: Values
    missing: tuple[str, ...]
    judged_at: tuple[str, ...] = ()


def place(record: Record, key: str) -> Place:
    """Where a field lies that is not a key person's. A key that the record does not know is one of its profile."""
    empty = empty_place(key)
    values = reader(key)(record)
    return Place(empty.path, values, empty.missing) if values else empty


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


@lru_cache(maxsize=65536)
def says(value: str) -> bool:
    """Whether a typed value is more than nothing or a word for it."""
    return bool(value) and not is_vacant(clean(value))


def is_profile(key: str) -> bool:
    """Whether a field lies in the profile."""
    return key not in _PLAIN and key not in _LISTED and key != "region"


def missing_code(key: str) -> str:
    """The code that says a field of the record itself is empty."""
    return "record.missing_name" if key == "company" else f"record.missing_{key}"


def person_places(path: str, person: KeyPerson) -> Mapping[str, Place]:
    """Where the fields of one key person lie, `path` being that of the person."""
    title = person.title if says(person.title) else ""
    name, at_role, at_title, phones, emails = _person_paths(path)
    role = at_title if title else at_role
    return {
        "name": Place(name, ((name, person.name),), _MISSING["name"]),
        "role": Place(role, ((role, title or person.role),), _MISSING["role"], (at_title, at_role, "key_persons")),
        "phone": Place(phones, _numbered(phones, person.phones), _MISSING["phone"]),
        "email": Place(emails, _numbered(emails, person.emails), _MISSING["email"]),
    }


@cache
def nobody() -> Mapping[str, Place]:
    """Where the fields of a key person would lie if the record named one."""
    return dict.fromkeys(_MISSING, Place("key_persons", (), ("key_person.missing",)))


def persons(record: Record) -> Iterator[tuple[str, KeyPerson]]:
    """Key persons of whom anything is said, with their paths."""
    for at, person in enumerate(record.key_persons):
        if person.name or person.title or any(person.phones) or any(person.emails):
            yield f"key_persons[{at}]", person


@lru_cache(maxsize=1024)
def empty_place(key: str) -> Place:
    """A field in which nothing stands."""
    if is_profile(key):
        return Place(f"profile.{key}", (), ("record.missing_profile",))
    path = _LISTED[key][0] if key in _LISTED else key
    return Place(path, (), (missing_code(key), *_UNREACHABLE.get(key, ())))


_MISSING: Mapping[str, tuple[str, ...]] = {
    "name": ("key_person.missing_name",),
    "role": ("key_person.missing_role",),
    "phone": ("key_person.missing_phone", "key_person.missing_contact"),
    "email": ("key_person.missing_email", "key_person.missing_contact"),
}


@lru_cache(maxsize=256)
def _person_paths(path: str) -> tuple[str, ...]:
    return tuple(f"{path}.{field}" for field in ("name", "role", "title", "phones", "emails"))


def _numbered(path: str, values: tuple[str, ...]) -> Values:
    return tuple([(f"{path}[{at}]", value) for at, value in enumerate(values)]) if values else ()


def _region(record: Record) -> Values:
    """The region as given, else as the address tells it: nobody has to say it twice."""
    if record.region:
        return (("region", record.region),)
    return (("address", regions.find(record.address, country=record.country).code),) if record.address else ()
