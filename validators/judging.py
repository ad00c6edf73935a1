"""What is to be said about a record? Every rule asked once, the answers in the record's own order."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

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
    visits,
    websites,
)
from validators.finding import Finding
from validators.phones import Number, Readings
from validators.population import EMPTY_POPULATION, Population
from validators.record import Record
from validators.settings import DEFAULTS, Settings
from validators.visits import NO_NOTES, Notes, VisitVerdict

ORDER = ("company", "short_name", "former_names", "ids", "region", "address", "phones", "emails", "website", "industry",
         "scale", "business", "profile", "key_persons", "visits")  # fmt: skip
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say. `phones` are the numbers read from the company's fields, then from each key person's;
    `visits` has a verdict a visit.
    """

    findings: tuple[Finding, ...] = ()
    phones: tuple[Number, ...] = ()
    visits: tuple[VisitVerdict, ...] = ()


def check(
    record: Record,
    *,
    as_of: datetime | None = None,
    population: Population = EMPTY_POPULATION,
    notes: Notes = NO_NOTES,
    settings: Settings = DEFAULTS,
) -> Judgement:
    """Judge a record as of a time, among a population and the notes of other customers.

    The same arguments always give the same judgement.
    """
    found = phones.readings(record)
    verdicts = visits.verdicts(record, settings, notes)
    findings = (
        *companies.check(record, settings),
        *company_ids.check(record),
        *addresses.check(record),
        *phones.check(record, found),
        *number_states.check(record, found),
        *mails.check(record),
        *websites.check(record),
        *persons.check(record, found, settings),
        *visits.check(record, verdicts, settings, as_of),
        *completeness.check(record, found, settings),
        *freshness.check(record, settings, as_of),
        *repeats.check(record, found, population, settings),
        *habits.check(record, found, population, settings),
    )
    return Judgement(tuple(sorted(findings, key=_place)), _numbers(found), verdicts)


def _numbers(found: Readings) -> tuple[Number, ...]:
    return tuple(number for numbers in found.values() for number in numbers)


def _place(finding: Finding) -> tuple[tuple[tuple[int, str, int], ...], str]:
    """Where in the record's own order a finding stands; findings about one value by code."""
    return _steps(finding.field), finding.code


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[tuple[int, str, int], ...]:
    steps = _STEP.findall(path)
    return tuple((ORDER.index(name) if name in ORDER else len(ORDER), name, int(at or -1)) for name, at in steps)
