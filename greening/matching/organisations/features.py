"""What does matching read of a record? Parsed once, kept, and compared with that of others."""

import re
from collections.abc import Sequence

from greening.matching.organisations import name
from greening.matching.organisations.address import NO_ADDRESS, Address
from greening.matching.organisations.address import parse as parse_address
from greening.matching.organisations.han import spoken
from greening.matching.organisations.parts import Name
from greening.matching.packing import Packed
from greening.matching.values import once
from validators import company_ids, mails, persons, phones, regions, websites
from validators.phones import PhoneKind
from validators.record import KeyPerson, Record
from validators.text import folded

SHORTEST_NUMBER = 6
"""Digits of a local number that no country's plan knows and that still tells a company."""
_IN_BETWEEN = re.compile(r"过户|股务代理|transfer agent")
"""Titles of those who keep the share registers of many companies; bookkeepers are known to `validators`."""
_FAKE = frozenset({PhoneKind.PLACEHOLDER, PhoneKind.MASKED, PhoneKind.SHORT_CODE, PhoneKind.SUSPICIOUS})


class Features(Packed, frozen=True):
    """What is compared of a record. Every list is in order and without repetition, so that equal records are equal.

    `aliases` are the short and the former names. `ids` are valid company ids as ``kind:value``, `typed_ids` those that no
    check confirms. `phones` are in E.164, or digits where no country fits. `domains` leave out public mail.
    `region` is the code of the record or of its address. `spoken` is how the names of `persons` are said.
    """

    name: Name
    aliases: tuple[Name, ...] = ()
    ids: tuple[str, ...] = ()
    typed_ids: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    region: str = ""
    address: Address = NO_ADDRESS
    spoken: tuple[str, ...] = ()


def features(record: Record) -> Features:
    """Read a record. Pure: the same record has the same features everywhere."""
    return features_of((record,))[0]


def features_of(records: Sequence[Record]) -> list[Features]:
    """Read many records: one field of all of them after the other, so that what a field is read by stays at hand.

    A few thousand at once take a quarter less time than one by one.
    """
    names = [name.parse(record.company) for record in records]
    people = [_people(record) for record in records]
    ids = [_ids(record) if record.ids else ((), ()) for record in records]
    emails = list(map(_emails, records, people))
    known = list(map(_persons, records))
    columns = (
        names,
        list(map(_aliases, records, names)),
        [valid for valid, _ in ids],
        [typed for _, typed in ids],
        list(map(_phones, records, people)),
        emails,
        list(map(_domains, records, emails)),
        known,
        list(map(_region, records)),
        [parse_address(one.address, one.country) if one.address else NO_ADDRESS for one in records],
        [once(map(spoken, own)) if own else () for own in known],
    )
    return list(map(Features, *columns))


def _people(record: Record) -> list[KeyPerson]:
    """Who can be reached at the company, without those who answer for many."""
    return [
        person
        for person in record.key_persons
        if (person.phones or person.emails) and not (person.title and _is_in_between(person.title))
    ]


def _is_in_between(title: str) -> bool:
    """Whether whoever has the title answers for many companies, so that their number is nobody's."""
    return persons.is_agents(title) or bool(_IN_BETWEEN.search(folded(title)))


def _aliases(record: Record, own: Name) -> tuple[Name, ...]:
    if not record.short_name and not record.former_names:
        return ()
    others = (name.parse(typed) for typed in (record.short_name, *record.former_names) if typed)
    return tuple(dict.fromkeys(other for other in others if other and other != own))


def _emails(record: Record, people: Sequence[KeyPerson]) -> tuple[str, ...]:
    fields = (*record.emails, *[raw for person in people for raw in person.emails]) if people else record.emails
    return _sorted([mails.fold(raw) for raw in fields]) if fields else ()


def _domains(record: Record, emails: Sequence[str]) -> tuple[str, ...]:
    """Whose website and whose mailboxes the company has."""
    found = list(map(_domain, emails))
    if record.website:
        found.append(websites.domain(record.website))
    return _sorted(found)


def _domain(mail: str) -> str:
    domain = mail.rpartition("@")[2]
    return websites.registrable(domain) if domain and not mails.is_public(domain) else ""


def _persons(record: Record) -> tuple[str, ...]:
    return _sorted([persons.key(person.name) for person in record.key_persons if person.name])


def _region(record: Record) -> str:
    known = regions.successor(record.region) if record.region else ""
    return known or (regions.find(record.address, country=record.country).code if record.address else "")


def _ids(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    read = [company_ids.read(one.value, kind=one.kind, country=record.country) for one in record.ids]
    told = [one for one in read if one.value and one.fault not in {"id.placeholder", "id.personal"}]
    valid = _sorted([f"{one.kind}:{one.value}" for one in told if one.valid])
    return valid, _sorted([one.value for one in told if not one.valid])


def _phones(record: Record, people: Sequence[KeyPerson]) -> tuple[str, ...]:
    fields = (*record.phones, *[raw for person in people for raw in person.phones]) if people else record.phones
    return _sorted([number for raw in fields for number in _numbers(record, raw)])


def _numbers(record: Record, raw: str) -> Sequence[str]:
    """The numbers of a field; what tells nobody is left out."""
    if e164 := phones.at_once(raw, country=record.country):
        return (e164,)
    found = phones.read(raw, country=record.country, region=record.region, address=record.address)
    return [number.e164 or _digits(number.raw) for number in found if number.e164 or number.kind not in _FAKE]


def _digits(raw: str) -> str:
    """The digits of a number that no plan knows, where they may still tell a company."""
    digits = "".join(filter(str.isdecimal, raw))
    return digits if len(digits) >= SHORTEST_NUMBER and len(set(digits)) > 1 else ""


def _sorted(values: Sequence[str]) -> tuple[str, ...]:
    if len(values) > 1:
        return tuple(sorted(filter(None, set(values))))
    return (values[0],) if values and values[0] else ()
