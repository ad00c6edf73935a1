"""Which faults are there? Every one once, by code; a rule raises nothing that does not stand here.

`CATALOG_VERSION` is stored with every judgement: it changes whenever a fault is added, goes, or weighs differently.
"""

from collections.abc import Mapping
from types import MappingProxyType

from validators import (
    addresses,
    companies,
    company_ids,
    completeness,
    freshness,
    habits,
    mails,
    number_states,
    persons,
    phones,
    repeats,
    staff,
    visits,
    websites,
)
from validators.fault import Example, Fault
from validators.record import Identifier, KeyPerson, Record, Visit

CATALOG_VERSION = 9

SUBJECTS = (
    companies.FAULTS,
    company_ids.FAULTS,
    addresses.FAULTS,
    phones.FAULTS,
    number_states.FAULTS,
    mails.FAULTS,
    websites.FAULTS,
    persons.FAULTS,
    visits.FAULTS,
    completeness.FAULTS,
    freshness.FAULTS,
    repeats.FAULTS,
    staff.FAULTS,
    habits.FAULTS,
)
CATALOG: Mapping[str, Fault] = MappingProxyType({fault.code: fault for faults in SUBJECTS for fault in faults})


def records(code: str, example: Example) -> tuple[Record, ...]:
    """An example of a fault as records to be judged together, the first of which has it."""
    if isinstance(example, tuple):
        return example
    return (example,) if isinstance(example, Record) else (_holding(code.partition(".")[0], example),)


def _holding(subject: str, value: str) -> Record:
    """A record that holds a value where the subject has its place; numbers are read in Beijing."""
    if subject == "key_person":
        return Record(key_persons=(KeyPerson(value),))
    if subject == "visit":
        return Record(visits=(Visit(value),))
    held: Mapping[str, Record] = {
        "company": Record(company=value),
        "id": Record(ids=(Identifier(value),)),
        "region": Record(region=value),
        "address": Record(address=value),
        "phone": Record(phones=(value,), region="110105"),
        "mail": Record(emails=(value,)),
        "website": Record(website=value),
    }
    return held[subject]
