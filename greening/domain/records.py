"""What follows from a record as typed? The keys it is stored, found, sorted and counted by.

One pure function for whoever writes records: the form, the import, the repair.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from greening.domain.candidates import print_of
from greening.domain.changes import TEXTS
from greening.domain.order import sort_key
from greening.matching import Key, organisations
from greening.matching.organisations import Features
from validators import company_ids, mails, names, phones, regions, websites
from validators.record import KeyPerson, Record

HAN = re.compile("([\u3400-\u9fff\U00020000-\U0003ffff])")
KEYS_VERSION = 4
"""Raised whenever records are read into other match keys or features: those stored under a lower one are written anew."""
CITY = 4
"""Digits of a GB/T 2260 code that name the city: one company is registered once in a city."""


class Channel(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class DerivedId:
    """A company id; `value` is normalised, and only a valid one is proof of being the same company."""

    kind: str
    value: str
    raw: str
    valid: bool


@dataclass(frozen=True, slots=True)
class DerivedNumber:
    """What sharing is counted on: E.164, or the folded address of a mail. `inferred`: the area code is the address's."""

    value: str
    kind: str = ""
    extension: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class DerivedContact:
    """One phone or mail field as typed, and what was read out of it; `key_person` is a position, None the company."""

    channel: Channel
    key_person: int | None
    position: int
    raw: str
    numbers: tuple[DerivedNumber, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything that is stored beside the typed values.

    `features` are what matching reads of the record, `keys` what it finds it by; `print` changes when the former do.
    """

    name_key: str
    region_key: str
    sort_key: str
    search_key: str
    domain: str
    ids: tuple[DerivedId, ...]
    key_person_keys: tuple[str, ...]
    contacts: tuple[DerivedContact, ...]
    features: Features
    keys: tuple[Key, ...]
    print: str


def derive(record: Record) -> Derived:
    """Nothing typed makes it fail; what cannot be read gives no number and no valid id."""
    ids, contacts, features = tuple(_ids(record)), tuple(_contacts(record)), organisations.features(record)
    return Derived(
        name_key=names.normalise(record.company),
        region_key=region_key(record),
        sort_key=sort_key(record.company),
        search_key=search_key(record.company, record.short_name, *record.former_names),
        domain=websites.domain(record.website),
        ids=ids,
        key_person_keys=tuple(names.normalise(person.name) for person in record.key_persons),
        contacts=contacts,
        features=features,
        keys=organisations.keys(features),
        print=_print(record, ids, contacts),
    )


def tidied(record: Record) -> Record:
    """A form as it is meant: no blanks around values, no empty lines in lists, no key person of whom nothing is said."""
    texts: dict[str, Any] = {name: getattr(record, name).strip() for name in TEXTS}
    persons = (
        replace(
            person,
            name=person.name.strip(),
            title=person.title.strip(),
            phones=_filled(person.phones),
            emails=_filled(person.emails),
        )
        for person in record.key_persons
    )
    return replace(
        record,
        **texts,
        former_names=_filled(record.former_names),
        ids=tuple(replace(one, value=one.value.strip()) for one in record.ids if one.value.strip()),
        phones=_filled(record.phones),
        emails=_filled(record.emails),
        key_persons=tuple(person for person in persons if person != KeyPerson()),
        profile={name: value.strip() for name, value in record.profile.items() if value.strip()},
    )


def region_key(record: Record) -> str:
    """Country and city: ``CN-3301``, ``TW-TPE``; the city is the typed region's, else the address's, else left out."""
    code = record.region or regions.find(record.address, country=record.country).code
    if not code.isdigit():
        return code or record.country
    return f"{record.country}-{code[:CITY]}"


def search_key(*typed: str) -> str:
    """The names a company goes by, each on a line, in the form that a search folds its words into."""
    return "\n".join(dict.fromkeys(key for name in typed if (key := search_words(name))))


def search_words(typed: str) -> str:
    """Part of a name as it stands in a search key: Chinese characters as words of their own.

    PostgreSQL's trigrams know no Chinese under the builtin locale, so that it is found by its characters.

    >>> search_words("茶鋪 BEST Tea")
    ' 茶 铺 besttea'
    """
    return HAN.sub(r" \1 ", names.normalise(typed)).replace("  ", " ")


def characters(words: str) -> list[str]:
    """The Chinese characters among search words, each once."""
    return list(dict.fromkeys(HAN.findall(words)))


def number_keys(raw: str, channel: Channel, record: Record) -> tuple[DerivedNumber, ...]:
    """What one contact field holds, each value once."""
    if channel is Channel.EMAIL:
        return (DerivedNumber(folded),) if (folded := mails.fold(raw)) else ()
    read = phones.read(raw, country=record.country, region=record.region, address=record.address)
    found = {n.e164: DerivedNumber(n.e164, n.kind.value, n.extension, n.inferred) for n in read if n.e164}
    return tuple(found.values())


def contact_path(channel: Channel, key_person: int | None, position: int) -> str:
    """Where a contact stands: ``phones[0]``, ``key_persons[1].emails[0]``."""
    field = f"{channel}s[{position}]"
    return field if key_person is None else f"key_persons[{key_person}].{field}"


def _print(record: Record, ids: Sequence[DerivedId], contacts: Sequence[DerivedContact]) -> str:
    """Of the values as they are compared, whatever their dress and their order."""
    texts = (record.company, record.short_name, record.address, record.website, record.region, record.country)
    numbers = {number.value for contact in contacts for number in contact.numbers}
    persons = {names.normalise(person.name) for person in record.key_persons}
    former = {names.normalise(name) for name in record.former_names}
    said = sorted({one.value for one in ids}), sorted(numbers), sorted(persons), sorted(former)
    return print_of([[names.normalise(one) for one in texts], said])


def _filled(typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for one in typed if (value := one.strip()))


def _ids(record: Record) -> list[DerivedId]:
    read = (company_ids.read(one.value, kind=one.kind, country=record.country) for one in record.ids if one.value)
    found = {(one.kind, one.value): DerivedId(one.kind, one.value, one.raw, one.valid) for one in read}
    return list(found.values())


def _contacts(record: Record) -> list[DerivedContact]:
    holders: list[tuple[int | None, tuple[str, ...], tuple[str, ...]]] = [(None, record.phones, record.emails)]
    holders += [(place, person.phones, person.emails) for place, person in enumerate(record.key_persons)]
    return [
        DerivedContact(channel, place, position, raw, number_keys(raw, channel, record))
        for place, phones_typed, emails_typed in holders
        for channel, typed in ((Channel.PHONE, phones_typed), (Channel.EMAIL, emails_typed))
        for position, raw in enumerate(filter(None, typed))
    ]
