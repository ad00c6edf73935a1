"""Who is named as key person, can he be reached, and can he say yes?"""

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache, partial

from validators import fields, mails
from validators.finding import Finding
from validators.persons.faults import BY_CODE
from validators.persons.kind import Kind, Reading
from validators.persons.reading import read
from validators.persons.titles import is_agents, role_of
from validators.phones import Readings
from validators.record import DecisionRole, KeyPerson, Record
from validators.settings import Settings
from validators.text import clean, is_vacant

_PLAIN = {
    Kind.ORGANISATION: "key_person.company_as_name",
    Kind.VACANT: "key_person.vacancy",
    Kind.PLACEHOLDER: "key_person.placeholder_name",
    Kind.NOT_FULL: "key_person.honorific_only",
    Kind.NO_NAME: "key_person.not_a_name",
    Kind.UNUSUAL: "key_person.unusual_name",
    Kind.GIVEN_ONLY: "key_person.given_name_only",
    Kind.SEVERAL: "key_person.several_names",
}


def check(record: Record, phones: Readings, settings: Settings, elsewhere: Collection[str] = ()) -> Iterator[Finding]:
    """Judge each person's name, role and reach, then all of them together.

    `elsewhere` are the numbers (E.164) and mails (folded) that reach somebody else: an agent, the rep, a colleague.
    """
    present = list(fields.persons(record))
    reach = partial(is_reachable, phones=phones, elsewhere=elsewhere)
    for path, person in present:
        yield from _name(path, person, settings)
        yield from _role(path, person, record)
        yield from _reach(path, person, record, reach)
    if not present and "key_persons" not in record.answers:
        yield BY_CODE["key_person.missing"].at("key_persons")
    if present and all(role(person) is DecisionRole.GATE for _, person in present):
        yield BY_CODE["key_person.gate_only"].at("key_persons")


def reading(name: str, settings: Settings) -> Reading:
    """What a name field holds, under these settings."""
    return read(name, _placeholders(settings))


def role(person: KeyPerson) -> DecisionRole:
    """What somebody has said, else what the title tells."""
    return person.role or role_of(person.title)


def is_reachable(path: str, person: KeyPerson, *, phones: Readings, elsewhere: Collection[str] = ()) -> bool:
    """Whether a number of this person can be called, or a mail sent, that reaches nobody else."""
    numbers = (number for at in range(len(person.phones)) for number in phones.get(f"{path}.phones[{at}]", ()))
    if any(number.is_usable and number.e164 not in elsewhere for number in numbers):
        return True
    return any(address and address not in elsewhere for address in map(mails.fold, person.emails))


def _name(path: str, person: KeyPerson, settings: Settings) -> Iterator[Finding]:
    path, found = f"{path}.name", reading(person.name, settings)
    if found.kind is Kind.EMPTY:
        yield BY_CODE["key_person.missing_name"].at(path)
    elif found.kind is Kind.ORGANISATION and found.name:
        yield BY_CODE["key_person.company_with_person"].at(path, value=person.name, suggestion=found.name)
    elif found.kind in _PLAIN:
        yield BY_CODE[_PLAIN[found.kind]].at(path, value=person.name)
    elif found.has_contact:
        yield BY_CODE["key_person.contact_in_name"].at(path, value=person.name, suggestion=found.name)
    elif found.has_title:
        yield BY_CODE["key_person.title_in_name"].at(path, value=person.name, suggestion=found.name)


def _role(path: str, person: KeyPerson, record: Record) -> Iterator[Finding]:
    title = clean(person.title)
    if is_agents(title):
        yield BY_CODE["key_person.agent_title"].at(f"{path}.title", value=person.title)
    if role(person) is DecisionRole.UNSAID and f"{path}.role" not in record.answers:
        if is_vacant(title):
            yield BY_CODE["key_person.missing_role"].at(f"{path}.role")
        else:
            yield BY_CODE["key_person.unclear_title"].at(f"{path}.role", value=person.title)


def _reach(path: str, person: KeyPerson, record: Record, reach: Callable[[str, KeyPerson], bool]) -> Iterator[Finding]:
    paths = {"phone": (f"{path}.phones", person.phones), "email": (f"{path}.emails", person.emails)}
    open_paths = {
        key: at for key, (at, typed) in paths.items() if not any(map(clean, typed)) and at not in record.answers
    }
    is_tried = any(map(clean, (*person.phones, *person.emails)))
    if not reach(path, person) and (is_tried or len(open_paths) == len(paths)):
        yield BY_CODE["key_person.missing_contact"].at(f"{path}.phones")
        return
    for key, at in open_paths.items():
        yield BY_CODE[f"key_person.missing_{key}"].at(at)


@lru_cache(maxsize=16)
def _placeholders(settings: Settings) -> frozenset[str]:
    return frozenset("".join(word.split()) for word in settings.words["placeholder_names"])
