"""What is to be said about a record? Every rule asked once, the answers in the record's own order."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from validators import (
    addresses,
    companies,
    company_ids,
    completeness,
    fields,
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
from validators.finding import Finding
from validators.phones import Number, Readings
from validators.population import EMPTY_POPULATION, Population
from validators.record import Record
from validators.settings import DEFAULTS, Settings
from validators.staff import NO_DIRECTORY, Directory
from validators.visits import NO_NOTES, Notes, VisitVerdict

ORDER = ("company", "short_name", "former_names", "ids", "region", "address", "phones", "emails", "website", "industry",
         "scale", "business", "profile", "key_persons", "visits")  # fmt: skip
_OTHERS = frozenset(staff.BY_CODE) | {
    f"repeat.{channel}_{kind}" for channel in ("phone", "email") for kind in ("suspect", "agent")
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say. `phones` are the numbers read from the company's fields, then from each key person's;
    `visits` has a verdict a visit. `stated` is where each field says something that is not a key person's: by its key, the
    path of the first value that does.
    """

    findings: tuple[Finding, ...] = ()
    phones: tuple[Number, ...] = ()
    visits: tuple[VisitVerdict, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)


def check(
    record: Record,
    *,
    as_of: datetime | None = None,
    population: Population = EMPTY_POPULATION,
    notes: Notes = NO_NOTES,
    directory: Directory = NO_DIRECTORY,
    settings: Settings = DEFAULTS,
) -> Judgement:
    """Judge a record as of a time, among a population, the notes of other customers and those who work here.

    The same arguments always give the same judgement.
    """
    found, stated = phones.readings(record), fields.stated(record)
    verdicts = visits.verdicts(record, settings, notes)
    others = (*staff.check(record, found, directory), *repeats.check(record, found, population, settings))
    findings = (
        *companies.check(record, settings),
        *company_ids.check(record),
        *addresses.check(record),
        *phones.check(record, found),
        *number_states.check(record, found),
        *mails.check(record),
        *websites.check(record),
        *persons.check(record, found, settings, _elsewhere(others)),
        *visits.check(record, verdicts, settings, as_of),
        *completeness.check(record, found, settings.fitted(record.kind, record.stage), stated),
        *freshness.check(record, settings, as_of),
        *others,
        *habits.check(record, found, population, settings),
    )
    return Judgement(tuple(sorted(findings, key=_place)), _numbers(found), verdicts, stated)


def _elsewhere(findings: Iterable[Finding]) -> frozenset[str]:
    """The numbers and mails that reach somebody else than the customer: one of us, or whoever shares them."""
    return frozenset(str(one.params["value"]) for one in findings if one.code in _OTHERS)


def _numbers(found: Readings) -> tuple[Number, ...]:
    return tuple(number for numbers in found.values() for number in numbers)


def _place(finding: Finding) -> tuple[tuple[tuple[int, str, int], ...], str]:
    """Where in the record's own order a finding stands; findings about one value by code."""
    return _steps(finding.field), finding.code


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[tuple[int, str, int], ...]:
    steps = _STEP.findall(path)
    return tuple((ORDER.index(name) if name in ORDER else len(ORDER), name, int(at or -1)) for name, at in steps)
