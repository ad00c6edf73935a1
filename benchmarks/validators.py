"""How often is judging right, and what does it cost beside bare phonenumbers on the same numbers?

Right is what the labelled files of the data folder say; a file that is not there is named and left out. Cost is
processor time for whole records of the generated sample, in runs that alternate with the bare ones.
"""

import argparse
import statistics
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from time import process_time
from typing import Any

import phonenumbers

from benchmarks import _common
from benchmarks._labelled import AS_OF, quality
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
    mails,
    persons,
    phones,
    score,
    visits,
    websites,
)

RUNS = 5
RECORDS, QUICK_RECORDS = 4_000, 2_000
COST = 8.0
"""Times the processor time of bare phonenumbers that judging a whole record may take."""
FLOORS = {
    "phones_cn": 0.98,
    "phones_intl": 0.96,
    "notes_informative_not_void": 1.0,
    "notes_plain_informative_effective": 0.95,
    "notes_hard_informative_effective": 0.60,
    "notes_plain_contentless_void": 0.90,
    "notes_plain_contentless_weak_or_void": 0.98,
    "notes_hard_contentless_weak_or_void": 0.60,
    "tw_names_left_alone": 0.995,
    "tw_vacancies_flagged": 1.0,
    "tw_companies_flagged": 1.0,
    "tw_agents_called_agent": 1.0,
    "tw_suspects_called": 1.0,
    "tw_own_switchboards_left_alone": 0.995,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer records to measure the cost on")
    quick = parser.parse_args().quick
    found = dict(quality(_common.data_folder()))
    for name, share in found.items():
        print(f"{name:>40}: {share.right}/{share.of} = {share.share:.4f}  {' | '.join(share.wrong)}")
    cost = _cost(QUICK_RECORDS if quick else RECORDS)
    bars = {name: share.share >= FLOORS[name] for name, share in found.items()} | {"cost": cost["times"] <= COST}
    figures = {"bars": bars, "cost": cost, "shares": {name: round(share.share, 4) for name, share in found.items()}}
    _common.tell(figures, passed=all(bars.values()))


def _cost(count: int) -> dict[str, Any]:
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
    return {
        "times": round(statistics.median(one / other for one, other in zip(whole, bare, strict=True)), 2),
        "records_s": round(statistics.median(records for records, _ in rates)),
        "bare_numbers_s": round(statistics.median(numbers for _, numbers in rates)),
        "share": _shares(_sample(count, seed=RUNS + 1)),
    }


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
    "completeness": lambda record, found: list(completeness.check(record, found, DEFAULTS, AS_OF)),
}
"""What a judgement consists of, but for the score."""


if __name__ == "__main__":
    main()
