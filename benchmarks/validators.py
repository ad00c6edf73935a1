"""How often is judging right, and what does it cost beside bare phonenumbers on the same numbers?

Right is what the labelled files of the data folder say; a file that is not there is named and left out. Cost is
processor time for whole records of the generated sample, in runs that alternate with the bare ones.
"""

import argparse
import csv
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import phonenumbers

from benchmarks import _common
from greening.domain.policy import shipped
from greening.files import Draft, Limits, guess, open_table
from greening.sample import generate
from greening.sample.columns import HEADER_CHINESE, HEADER_ENGLISH
from validators import (
    DEFAULTS,
    FilePopulation,
    Finding,
    Record,
    Severity,
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

AS_OF = datetime(2026, 3, 2, tzinfo=UTC)
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
FLAGGED = frozenset({"suspicious", "suspicious_weak", "landline_without_area_code"})
"""Kinds of which it is enough that they were flagged."""
AGENT, SUSPECT = 10, 5
"""Companies from which a transfer agent's number must be called an agent's, or at least suspect."""
VACANT = re.compile(r"[（(]?(?:職缺)?(?:待(?:補|聘任?|委任)|[暫從出]缺|不適用|無|NA|N/A|[-－])中?[）)]?", re.IGNORECASE)
ONE_NAME = re.compile(r"(?!.*[待缺補聘無])[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z.]*)* [A-Z][a-z]+")
"""A field with the name of just one person, as far as that can be told without a list of people."""
COMPANY = re.compile(r"公司|事務所|Limited|Ltd|Inc\b")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many were right, and some that were not."""

    right: int
    of: int
    wrong: tuple[str, ...] = ()

    @classmethod
    def among(cls, cases: Iterable[tuple[str, bool]]) -> "Share":
        judged = list(cases)
        wrong = tuple(name for name, right in judged if not right)
        return cls(len(judged) - len(wrong), len(judged), wrong[:10])

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer records to measure the cost on")
    quick = parser.parse_args().quick
    found = dict(_quality(_common.data_folder()))
    for name, share in found.items():
        print(f"{name:>40}: {share.right}/{share.of} = {share.share:.4f}  {' | '.join(share.wrong)}")
    cost = _cost(QUICK_RECORDS if quick else RECORDS)
    bars = {name: share.share >= FLOORS[name] for name, share in found.items()} | {"cost": cost["times"] <= COST}
    figures = {"bars": bars, "cost": cost, "shares": {name: round(share.share, 4) for name, share in found.items()}}
    _common.tell(figures, passed=all(bars.values()))


def _quality(folder: Path) -> Iterator[tuple[str, Share]]:
    sets: Mapping[str, Callable[[Path], Iterator[tuple[str, Share]]]] = {
        "labelled/phones_cn.csv": _mainland,
        "labelled/phones_intl.csv": _abroad,
        "labelled/notes.csv": _notes,
        "tw_listed/companies.csv": _listed,
    }
    for name, measure in sets.items():
        if (folder / name).exists():
            yield from measure(folder / name)
        else:
            print(f"left out: no {name} in the data folder")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _mainland(path: Path) -> Iterator[tuple[str, Share]]:
    yield "phones_cn", Share.among((row["raw"], _is_kind(row["raw"], row["truth"])) for row in _rows(path))


def _is_kind(raw: str, truth: str) -> bool:
    numbers = phones.read(raw)
    if truth == "several":
        return len(numbers) > 1
    if truth in FLAGGED:
        return any(number.fault for number in numbers)
    return [number.kind.value for number in numbers] == [truth]


def _abroad(path: Path) -> Iterator[tuple[str, Share]]:
    yield (
        "phones_intl",
        Share.among((row["raw"], _is_usable(row["region"], row["raw"], row["truth"])) for row in _rows(path)),
    )


def _is_usable(country: str, raw: str, truth: str) -> bool:
    numbers = phones.read(raw, country=country)
    if truth == "valid":
        return all(number.e164 for number in numbers)
    if truth == "several":
        return len(numbers) > 1
    return [number.kind.value for number in numbers] == [truth]


def _notes(path: Path) -> Iterator[tuple[str, Share]]:
    judged = [(row, visits.judge(row["note"], DEFAULTS).verdict.value) for row in _rows(path)]

    def share(allowed: set[str], **wanted: str) -> Share:
        chosen = (each for each in judged if wanted.items() <= each[0].items())
        return Share.among((row["note"], verdict in allowed) for row, verdict in chosen)

    yield "notes_informative_not_void", share({"weak", "effective"}, truth="informative")
    yield "notes_plain_informative_effective", share({"effective"}, truth="informative", set="plain")
    yield "notes_hard_informative_effective", share({"effective"}, truth="informative", set="hard")
    yield "notes_plain_contentless_void", share({"void"}, truth="contentless", set="plain")
    yield "notes_plain_contentless_weak_or_void", share({"weak", "void"}, truth="contentless", set="plain")
    yield "notes_hard_contentless_weak_or_void", share({"weak", "void"}, truth="contentless", set="hard")


def _listed(path: Path) -> Iterator[tuple[str, Share]]:
    drafts = _drafts(path)
    population = FilePopulation(draft.record for draft in drafts)
    found = [check(draft.record, as_of=AS_OF, population=population).findings for draft in drafts]
    seats = [
        (person.name, _is_warned(findings, f"key_persons[{at}]"))
        for draft, findings in zip(drafts, found, strict=True)
        for at, person in enumerate(draft.record.key_persons)
        if person.name
    ]
    yield "tw_names_left_alone", Share.among((name, not warned) for name, warned in seats if ONE_NAME.fullmatch(name))
    yield "tw_vacancies_flagged", Share.among((name, warned) for name, warned in seats if VACANT.fullmatch(name))
    yield "tw_companies_flagged", Share.among((name, warned) for name, warned in seats if COMPANY.search(name))
    yield from _agents(drafts, found)


def _agents(drafts: list[Draft], found: list[tuple[Finding, ...]]) -> Iterator[tuple[str, Share]]:
    """Transfer agents' numbers by how many companies give them, and the companies' own switchboards."""
    codes = [{finding.field: finding.code for finding in each if finding.code.startswith("repeat.")} for each in found]
    given = [
        (number.e164, codes[at].get(field, ""))
        for at, draft in enumerate(drafts)
        for field, numbers in phones.readings(draft.record).items()
        if field.startswith("key_persons")
        for number in numbers
        if number.e164
    ]
    counts = Counter(number for number, _ in given)
    told = dict(given)
    agents = ((number, told[number] == "repeat.phone_agent") for number, count in counts.items() if count >= AGENT)
    suspects = ((number, bool(told[number])) for number, count in counts.items() if SUSPECT <= count < AGENT)
    yield "tw_agents_called_agent", Share.among(agents)
    yield "tw_suspects_called", Share.among(suspects)
    own = (
        (draft.record.company, codes[at].get("phones[0]") != "repeat.phone_agent") for at, draft in enumerate(drafts)
    )
    yield "tw_own_switchboards_left_alone", Share.among(own)


def _drafts(path: Path) -> list[Draft]:
    with path.open("rb") as stream:
        table = open_table(path.name, stream, limits=Limits.of(shipped().intake))
        mapping = guess(table.header, table.sample(200)).with_defaults(country="TW")
        return [mapping.draft(row_no, cells) for row_no, cells in table]


def _is_warned(findings: Iterable[Finding], path: str) -> bool:
    return any(finding.field == path + ".name" and finding.severity is not Severity.HINT for finding in findings)


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
    "score": lambda record, _: score(record, check(record, as_of=AS_OF)),
}
"""What a judgement consists of; the score is asked last, of a record whose judgement is remembered by then."""


if __name__ == "__main__":
    main()
