"""What does matching read of a record? Parsed once, kept, and compared with that of others."""

import re
from collections.abc import Iterable, Iterator

from greening.matching.organisations import name
from greening.matching.organisations.address import NO_ADDRESS, Address
from greening.matching.organisations.address import parse as parse_address
from greening.matching.organisations.parts import Name
from greening.matching.packing import Packed
from validators import company_ids, mails, persons, phones, regions, websites
from validators.names import normalise
from validators.phones import PhoneKind
from validators.record import KeyPerson, Record
from validators.text import clean, simplified

SHORTEST_NUMBER = 6
"""Digits of a local number that no country's plan knows and that still tells a company."""
_IN_BETWEEN = re.compile(r"过户|股务代理|transfer agent")
"""Titles of those who keep the share registers of many companies; bookkeepers are known to `validators`."""
_FAKE = frozenset({PhoneKind.PLACEHOLDER, PhoneKind.MASKED, PhoneKind.SHORT_CODE, PhoneKind.SUSPICIOUS})


class Features(Packed, frozen=True):
    """What is compared of a record. Every list is in order and without repetition, so that equal records are equal.

    `aliases` are the short and the former names. `ids` are valid company ids as ``kind:value``, `typed_ids` those that no
    check confirms. `phones` are in E.164, or digits where no country fits. `domains` leave out public mail.
    `region` is the code of the record or of its address.
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


def features(record: Record) -> Features:
    """Read a record. Pure: the same record has the same features everywhere."""
    own = name.parse(record.company)
    people = tuple(person for person in record.key_persons if not _is_in_between(person)) if record.key_persons else ()
    valid, typed = _ids(record) if record.ids else ((), ())
    mail = _sorted(map(mails.fold, _with(people, record.emails, "emails")))
    site = websites.domain(record.website) if record.website else ""
    return Features(
        name=own,
        aliases=_aliases(record, own) if record.short_name or record.former_names else (),
        ids=valid,
        typed_ids=typed,
        phones=_sorted(_numbers(record, _with(people, record.phones, "phones"))),
        emails=mail,
        domains=_sorted((site, *_domains(mail))) if mail or site else (),
        persons=_sorted(_persons(record)) if record.key_persons else (),
        region=_region(record),
        address=parse_address(record.address, record.country) if record.address else NO_ADDRESS,
    )


def _aliases(record: Record, own: Name) -> tuple[Name, ...]:
    others = (name.parse(typed) for typed in (record.short_name, *record.former_names) if typed)
    return tuple(dict.fromkeys(other for other in others if other and other != own))


def _region(record: Record) -> str:
    known = regions.successor(record.region) if record.region else ""
    return known or (regions.find(record.address, country=record.country).code if record.address else "")


def _ids(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    read = [company_ids.read(one.value, kind=one.kind, country=record.country) for one in record.ids]
    told = [one for one in read if one.value and one.fault not in {"id.placeholder", "id.personal"}]
    valid = _sorted(f"{one.kind}:{one.value}" for one in told if one.valid)
    return valid, _sorted(one.value for one in told if not one.valid)


def _with(people: Iterable[KeyPerson], own: tuple[str, ...], field: str) -> tuple[str, ...]:
    """What the company and its people have of a field."""
    return (*own, *(raw for person in people for raw in getattr(person, field))) if people else own


def _numbers(record: Record, fields: Iterable[str]) -> Iterator[str]:
    for raw in fields:
        for number in phones.read(raw, country=record.country, region=record.region, address=record.address):
            if number.e164:
                yield number.e164
            elif number.kind not in _FAKE:
                digits = "".join(filter(str.isdecimal, number.raw))
                if len(digits) >= SHORTEST_NUMBER and len(set(digits)) > 1:
                    yield digits


def _is_in_between(person: KeyPerson) -> bool:
    """Whether somebody answers for many companies, so that their number is nobody's."""
    if not person.title:
        return False
    return persons.is_agents(person.title) or bool(_IN_BETWEEN.search(simplified(clean(person.title)).casefold()))


def _domains(folded: Iterable[str]) -> Iterator[str]:
    for mail in folded:
        domain = mail.rpartition("@")[2]
        if domain and not mails.is_public(domain):
            yield websites.registrable(domain)


def _persons(record: Record) -> Iterator[str]:
    for person in record.key_persons:
        found = persons.read(person.name) if person.name else None
        if found and found.name and found.kind in persons.NAMED:
            yield normalise(found.name)


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    found = {value for value in values if value}
    return tuple(sorted(found)) if len(found) > 1 else tuple(found)
