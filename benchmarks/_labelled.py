"""How often is judging right? What the labelled files of the data folder say, set by set; one that is not there is named."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from greening.domain.policy import shipped
from greening.files import Draft, Limits, guess, open_table
from validators import DEFAULTS, FilePopulation, Finding, Severity, check, phones, visits

AS_OF = datetime(2026, 3, 2, tzinfo=UTC)
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


def quality(folder: Path) -> Iterator[tuple[str, Share]]:
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
