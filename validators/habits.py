"""Does one rep type what nobody would meet? Numbers that count up, one ending under many beginnings, one text for many.

Asked only of records whose rep is named, and only among that rep's own: what two reps type alike says nothing of either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from validators.fault import Fault
from validators.finding import Finding, Severity
from validators.phones import Readings
from validators.population import (
    EMPTY_POPULATION,
    ENDING,
    ENDING_DIGITS,
    PHONE,
    WORDING,
    Population,
    Shared,
    Subject,
    shared,
    subject,
)
from validators.record import Record
from validators.repeats import unrelated
from validators.settings import Settings

WARNING, HINT = Severity.WARNING, Severity.HINT
NEXT = range(-2, 3)
"""How far from a number its neighbours are looked for: it may be the first of three, the last, or between."""

_TEXT = "在本地有三个仓库，做五金和日用品批发，主要给超市和便利店供货，每周补货两次，账期一个月"


def _rows(brands: str, **each: tuple[str, ...]) -> tuple[Record, ...]:
    return tuple(
        Record(company=f"{brand}渡有限公司", rep="R001", phones=(phone,))
        for brand, phone in zip(brands, each["phones"], strict=True)
    )


FAULTS: tuple[Fault, ...] = (
    Fault(
        "repeat.consecutive",
        WARNING,
        ("value", "subjects"),
        "Numbers of unrelated customers of one rep count up by one: they were typed, not learned.",
        _rows("澜岚禾", phones=("13926580147", "13926580148", "13926580149")),
        _rows("澜岚禾", phones=("13926580147", "13926580148", "13926580151")),
    ),
    Fault(
        "repeat.same_ending",
        WARNING,
        ("value", "subjects"),
        "Numbers of unrelated customers of one rep differ in their first digits only.",
        _rows("澜岚禾", phones=("13926580147", "13826580147", "15026580147")),
        _rows("澜岚禾", phones=("13926580147", "13826580147", "15026580148")),
    ),
    Fault(
        "repeat.copied_text",
        HINT,
        ("subjects",),
        "One rep has given unrelated customers nearly the same long text.",
        tuple(Record(company=f"{brand}渡有限公司", rep="R001", business=_TEXT) for brand in "澜岚禾"),
        tuple(Record(company=f"{brand}渡有限公司", rep=f"R00{brand}", business=_TEXT) for brand in "澜岚禾"),
    ),
)
BY_CODE = {fault.code: fault for fault in FAULTS}


def check(record: Record, phones: Readings, population: Population, settings: Settings) -> Iterator[Finding]:
    """At most one finding a value of each kind; the judged record counts as one of the customers."""
    if population is EMPTY_POPULATION or not record.rep:
        return
    own = subject("", record)
    for path, numbers in phones.items():
        for value in dict.fromkeys(number.e164 for number in numbers if number.e164):
            if value not in settings.repeats.allowed:
                yield from _consecutive(path, value, own, population, settings)
    values = list(shared(record, phones))
    for one in values:
        if one.channel == ENDING:
            yield from _ending(one, own, population, settings)
    yield from _wordings((one for one in values if one.channel == WORDING), own, population, settings)


def neighbours(value: str) -> tuple[str, ...]:
    """The numbers (E.164) that would stand in a row with this one, in order."""
    return tuple(f"+{int(value[1:]) + step}" for step in NEXT if step)


def _consecutive(path: str, value: str, own: Subject, population: Population, settings: Settings) -> Iterator[Finding]:
    held = {0: (own,)} | {
        step: _of_rep(own, population.sharers(PHONE, beside).subjects)
        for step, beside in zip(filter(None, NEXT), neighbours(value), strict=True)
    }
    run = [one for step in _run(held) for one in held[step]]
    subjects = unrelated(run, settings)
    if subjects >= settings.repeats.run:
        yield BY_CODE["repeat.consecutive"].at(path, value=value, subjects=subjects)


def _run(held: dict[int, tuple[Subject, ...]]) -> Iterator[int]:
    """The steps around a number that somebody holds without a gap."""
    yield 0
    for direction in (-1, 1):
        for distance in (1, 2):
            if not held[direction * distance]:
                break
            yield direction * distance


def _ending(one: Shared, own: Subject, population: Population, settings: Settings) -> Iterator[Finding]:
    """Whoever has the very same number is another rule's concern."""
    others = [other for other in population.sharers(ENDING, one.value).subjects if other.text != one.text]
    subjects = unrelated((own, *others), settings)
    if len({other.text for other in others}) + 1 >= settings.repeats.run <= subjects:
        yield BY_CODE["repeat.same_ending"].at(one.path, value=one.text[-ENDING_DIGITS:], subjects=subjects)


def _wordings(found: Iterable[Shared], own: Subject, population: Population, settings: Settings) -> Iterator[Finding]:
    alike: dict[str, set[Subject]] = {}
    for one in found:
        if len(one.text) >= settings.repeats.copied_characters:
            met = alike.setdefault(one.path, set())
            met.update(
                replace(other, text="")
                for other in population.sharers(WORDING, one.value).subjects
                if fuzz.ratio(one.text, other.text) >= settings.repeats.copied_ratio
            )
    for path, others in alike.items():
        subjects = unrelated((own, *sorted(others)), settings)
        if subjects >= settings.repeats.copied:
            yield BY_CODE["repeat.copied_text"].at(path, subjects=subjects)


def _of_rep(own: Subject, subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    return tuple(one for one in subjects if one.rep == own.rep)
