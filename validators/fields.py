"""Where in a record does each field of the schema lie? Its values with their paths, and which codes say it is missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from validators import regions
from validators.record import KeyPerson, Record
from validators.text import clean, is_vacant

Values = list[tuple[str, str]]
"""Path and value of everything typed for a field; a value may be empty or only say that there is none."""

KEY_PERSON = "key_person"
_UNREACHABLE = dict.fromkeys(("phone", "email"), ("record.missing_contact",))
_PLAIN = frozenset({"company", "short_name", "website", "address", "industry", "business", "scale"})


@dataclass(frozen=True, slots=True)
class Place:
    """`path` is where an answer to the empty field is kept; `missing` are the codes that say it is empty."""

    path: str
    values: Values
    missing: tuple[str, ...]


def place(record: Record, key: str) -> Place:
    """Where a field lies that is not a key person's. A key that the record does not know is one of its profile."""
    if key in _PLAIN:
        return Place(key, [(key, getattr(record, key))], (missing_code(key),))
    if key in _LISTED:
        path, values = _LISTED[key]
        return Place(path, _numbered(path, values(record)), (missing_code(key), *_UNREACHABLE.get(key, ())))
    if key == "region":
        return Place(key, [_region(record)], (missing_code(key),))
    return Place(f"profile.{key}", [(f"profile.{key}", record.profile.get(key, ""))], ("record.missing_profile",))


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
    nobody, unreachable = "key_person.missing", "key_person.missing_contact"
    title = person.title if says(person.title) else ""
    role = f"{path}.title" if title else f"{path}.role"
    return {
        "name": Place(f"{path}.name", [(f"{path}.name", person.name)], ("key_person.missing_name", nobody)),
        "role": Place(role, [(role, title or person.role)], ("key_person.missing_role", nobody)),
        "phone": Place(
            f"{path}.phones",
            _numbered(f"{path}.phones", person.phones),
            ("key_person.missing_phone", unreachable, nobody),
        ),
        "email": Place(
            f"{path}.emails",
            _numbered(f"{path}.emails", person.emails),
            ("key_person.missing_email", unreachable, nobody),
        ),
    }


def nobody() -> Mapping[str, Place]:
    """Where the fields of a key person would lie if the record named one."""
    return dict.fromkeys(("name", "role", "phone", "email"), Place("key_persons", [], ("key_person.missing",)))


def spoken_of(path: str) -> tuple[str, ...]:
    """The paths under which findings about a value stand: a role is judged by its title and beside the other persons'."""
    head, _, last = path.rpartition(".")
    if head.startswith("key_persons") and last in {"title", "role"}:
        return f"{head}.title", f"{head}.role", "key_persons"
    return (path,)


def persons(record: Record) -> Iterator[tuple[str, KeyPerson]]:
    """Key persons of whom anything is said, with their paths."""
    for at, person in enumerate(record.key_persons):
        if any((person.name, person.title, *person.phones, *person.emails)):
            yield f"key_persons[{at}]", person


def _numbered(path: str, values: tuple[str, ...]) -> Values:
    return [(f"{path}[{at}]", value) for at, value in enumerate(values)]


def _region(record: Record) -> tuple[str, str]:
    """The region as given, else as the address tells it: nobody has to say it twice."""
    if record.region:
        return "region", record.region
    return "address", regions.find(record.address, country=record.country).code


_LISTED: Mapping[str, tuple[str, Callable[[Record], tuple[str, ...]]]] = {
    "company_id": ("ids", lambda record: tuple(one.value for one in record.ids)),
    "phone": ("phones", lambda record: record.phones),
    "email": ("emails", lambda record: record.emails),
    "visit": ("visits", lambda record: tuple(visit.note for visit in record.visits)),
}
