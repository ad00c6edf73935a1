"""What does judging cost, beside bare phonenumbers on the same numbers, by subject, and shared by two processes?"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import phonenumbers

from benchmarks import _common
from benchmarks._labelled import AS_OF
from greening.files import guess
from greening.sample import generate
from greening.sample.columns import HEADER_CHINESE, HEADER_ENGLISH
from validators import (
    DEFAULTS,
    Record,
    addresses,
    check,
    companies,
    company_ids,
    completeness,
    fields,
    freshness,
    mails,
    persons,
    phones,
    score,
    visits,
    websites,
)

RUNS = 5
JOB_RUNS = 3
MICROSECONDS = 1_000_000


def cost(count: int) -> dict[str, Any]:
    """Processor seconds of judging, alternating with parsing and validating the same numbers and nothing else.

    Every run has records of its own, because judging remembers what it has read.
    """
    _judge_all(_sample(count, seed=0))
    bare, whole, rates = [], [], []
    for seed in range(1, RUNS + 1):
        records = _sample(count, seed)
        numbers = [raw for record in records for raw in _numbers(record)]
        bare.append(_seconds(partial(_validate_all, numbers)))
        whole.append(_seconds(partial(_judge_all, records)))
        rates.append((len(records) / whole[-1], len(numbers) / bare[-1]))
    rate = statistics.median(records for records, _ in rates)
    return {
        "times": round(statistics.median(one / other for one, other in zip(whole, bare, strict=True)), 2),
        "records_s": round(rate),
        "us": round(MICROSECONDS / rate),
        "bare_numbers_s": round(statistics.median(numbers for _, numbers in rates)),
        "share": _shares(_sample(count, seed=RUNS + 1)),
    }


def jobs(count: int) -> dict[str, Any]:
    """Processor seconds of `check --jobs 2` beside `--jobs 1` on one file, start-up included, in runs that alternate."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.csv"
        _write(file, count)
        runs = [(_checked(file, 1), _checked(file, 2)) for _ in range(JOB_RUNS)]
    return {
        "times": round(statistics.median(two / one for (one, _), (two, _) in runs), 2),
        "cpu_s": {number: round(statistics.median(run[number - 1][0] for run in runs), 2) for number in (1, 2)},
        "same": all(one == two for (_, one), (_, two) in runs),
    }


def _write(file: Path, count: int) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER_CHINESE.values())
        for row in generate.rows(count=count, seed=0, today=AS_OF.date()):
            writer.writerow([row.cells.get(column, "") for column in HEADER_CHINESE])


def _checked(file: Path, number: int) -> tuple[float, str]:
    """Processor seconds of a whole run, its processes included, and what it said."""
    command = [sys.executable, "-m", "greening", "check", str(file), "--json", "--as-of", str(AS_OF.date())]
    begun = os.times()
    done = subprocess.run(
        [*command, "--jobs", str(number)], check=True, capture_output=True, text=True, cwd=_common.ROOT
    )
    ended = os.times()
    took = ended.children_user + ended.children_system - begun.children_user - begun.children_system
    return took, done.stdout


def _sample(count: int, seed: int) -> list[Record]:
    rows = generate.rows(count=count, seed=seed, today=AS_OF.date())
    records = []
    for english, header in ((False, HEADER_CHINESE), (True, HEADER_ENGLISH)):
        cells = [[row.cells.get(column, "") for column in header] for row in rows if row.english is english]
        mapping = guess(tuple(header.values()), cells[:200]).with_defaults(country="CN")
        records += [mapping.draft(number, row).record for number, row in enumerate(cells, start=1)]
    return records


def _numbers(record: Record) -> Iterator[str]:
    yield from filter(None, record.phones)
    yield from (raw for person in record.key_persons for raw in person.phones if raw)


def _is_valid(raw: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(raw, "CN"))
    except phonenumbers.NumberParseException:
        return False


def _validate_all(numbers: list[str]) -> None:
    for raw in numbers:
        _is_valid(raw)


def _judge_all(records: list[Record]) -> None:
    for record in records:
        score(record, check(record, as_of=AS_OF))


def _seconds(do: Callable[[], object]) -> float:
    begun = process_time()
    do()
    return process_time() - begun


def _shares(records: list[Record]) -> dict[str, float]:
    """The part of the processor time that each subject takes, asked one after the other on records not met before."""
    spent = dict.fromkeys(SUBJECTS, 0.0)
    read: dict[int, phones.Readings] = {}
    for name, judge in SUBJECTS.items():
        begun = process_time()
        for at, record in enumerate(records):
            if name == "phones":
                read[at] = phones.readings(record)
            judge(record, read[at])
        spent[name] = process_time() - begun
    judged = [(record, check(record, as_of=AS_OF)) for record in records]
    begun = process_time()
    for record, judgement in judged:
        score(record, judgement)
    spent["score"] = process_time() - begun
    return {name: round(seconds / sum(spent.values()), 3) for name, seconds in spent.items()}


def _visits(record: Record) -> object:
    verdicts = tuple(visits.judge(visit.note, DEFAULTS) for visit in record.visits)
    return list(visits.check(record, verdicts, DEFAULTS, AS_OF))


SUBJECTS: Mapping[str, Callable[[Record, phones.Readings], object]] = {
    "phones": lambda record, found: list(phones.check(record, found)),
    "companies": lambda record, _: list(companies.check(record, DEFAULTS)),
    "company_ids": lambda record, _: list(company_ids.check(record)),
    "addresses": lambda record, _: list(addresses.check(record)),
    "mails": lambda record, _: list(mails.check(record)),
    "websites": lambda record, _: list(websites.check(record)),
    "persons": lambda record, found: list(persons.check(record, found, DEFAULTS)),
    "visits": lambda record, _: _visits(record),
    "completeness": lambda record, found: [
        *completeness.check(record, found, DEFAULTS, fields.stated(record)),
        *freshness.check(record, DEFAULTS, AS_OF),
    ],
}
"""What a judgement consists of, but for the score."""
