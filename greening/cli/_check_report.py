"""How is a judged file told? One JSON object a row for programs; the worst rows and a summary for people."""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from greening.cli._language import Language
from greening.domain.assessments import finding_json
from greening.domain.triage import Triage
from greening.files import Draft, FileRefused, Table, is_headless
from greening.files import Mapping as FileMapping
from greening.words.files import KINDS_OF_PROBLEM, REFUSALS, REPORT
from greening.words.finding_kinds import KINDS
from greening.words.pages import TRIAGE
from greening.words.saying import Tongue, finding_text
from validators import CATALOG, Finding, Judgement, Score, Severity

COLOURS = {Severity.BLOCKER: "red", Severity.WARNING: "yellow", Severity.HINT: "blue"}
RANK = {severity: rank for rank, severity in enumerate(Severity)}
MARKS = {Severity.BLOCKER: "■", Severity.WARNING: "▲", Severity.HINT: "●"}
NUMBERS = frozenset({"row", "rows", "score"})
LISTED = 12
"""Names of columns or sheets in one line; further ones are counted."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the file and what is told of it: little enough to be handed from process to process.

    `grave` are the findings but for hints, `codes` those of all; `line` is the row for programs, empty where nobody reads it.
    """

    row_no: int
    company: str
    score: int
    triage: str
    codes: tuple[str, ...]
    grave: tuple[Finding, ...]
    hints: int
    problems: tuple[str, ...]
    line: str

    def __lt__(self, other: "Judged") -> bool:
        """The better one comes first on a heap that keeps the worst; of equals the later row."""
        return (-self.score, -self.row_no) < (-other.score, -other.row_no)


def told(draft: Draft, judgement: Judgement, score: Score, triage: Triage, *, lines: Language | None) -> Judged:
    """What is told of a judged row; in `lines`, if that is given, also to programs."""
    return Judged(
        row_no=draft.row_no,
        company=draft.record.company,
        score=score.score,
        triage=triage.value,
        codes=tuple({each.code: None for each in judgement.findings}),
        grave=tuple(each for each in judgement.findings if each.severity is not Severity.HINT),
        hints=sum(each.severity is Severity.HINT for each in judgement.findings),
        problems=tuple({problem.code: None for problem in draft.problems}),
        line=_as_json(draft.row_no, judgement, score, triage, lines) if lines else "",
    )


def _as_json(row_no: int, judgement: Judgement, score: Score, triage: Triage, language: Language) -> str:
    """The row as one line: `phones` are all numbers on it, the company's first, then each key person's."""
    tongue = language.tongue
    document = {
        "row": row_no,
        "score": score.score,
        "completeness": score.completeness,
        "triage": triage.value,
        "findings": [{**finding_json(one), "message": finding_text(one, tongue)} for one in judgement.findings],
        "phones": [
            {"raw": each.raw, "kind": each.kind.value, "e164": each.e164, "extension": each.extension}
            for each in judgement.phones
        ],
        "visits": [{"verdict": each.verdict.value} for each in judgement.visits],
    }
    return json.dumps(document, ensure_ascii=False)


@dataclass(slots=True)
class Report:
    """What adds up while rows are judged: memory does not grow with the file. `shown` rows are kept, the worst."""

    shown: int
    rows: int = 0
    points: int = 0
    triages: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    worst: list[Judged] = field(default_factory=list)

    def add(self, row: Judged) -> None:
        self.rows += 1
        self.points += row.score
        self.triages[row.triage] += 1
        self.findings.update(row.codes)
        self.problems.update(row.problems)
        heapq.heappush(self.worst, row)
        if len(self.worst) > self.shown:
            heapq.heappop(self.worst)

    def show(self, console: Console, language: Language) -> None:
        """Print the worst rows, then how often each finding and each problem occurs, then the sum."""
        if self.worst:
            console.print(_worst(self, language))
        if self.findings:
            console.print(_by_finding(self.findings, language))
        if self.problems:
            console.print(_by_problem(self.problems, language))
        counts = {each.value: self.triages[each.value] for each in Triage}
        mean = self.points / self.rows if self.rows else 0
        console.print(language.say(REPORT["total"], rows=self.rows, mean=f"{mean:.1f}", **counts))


def refusal(refused: FileRefused, language: Language) -> str:
    """What is wrong with the file and what to do."""
    return language.say(REFUSALS[refused.code], **refused.params)


def notes(table: Table, mapping: FileMapping, language: Language) -> Iterator[str]:
    """How the file was read, and everything of it that was not."""
    how = table.dialect
    if how.sheet:
        yield language.say(REPORT["read_sheet"], sheet=how.sheet, row=how.header_row)
    else:
        separator = {"\t": "TAB", "": "-"}.get(how.separator, how.separator)
        yield language.say(REPORT["read_as"], encoding=how.encoding, separator=separator, row=how.header_row)
    if is_headless(mapping.header):
        yield language.say(REPORT["headless"], row=how.header_row)
    where = zip(mapping.header, mapping.columns, strict=True)
    guessed = [f"{name} → {target.path}" for name, target in where if target and name in mapping.likely]
    lists = (
        ("guessed", "columns", guessed),
        ("not_read", "columns", mapping.unmapped),
        ("absent", "columns", mapping.absent),
        ("other_sheets", "sheets", table.other_sheets),
    )
    yield from (language.say(REPORT[key], **{name: listed(names)}) for key, name, names in lists if names)


def listed(names: Iterable[str]) -> str:
    """The names, as many as fit a line."""
    every = [name or "?" for name in names]
    more = f" (+{len(every) - LISTED})" if len(every) > LISTED else ""
    return ", ".join(every[:LISTED]) + more


def _worst(report: Report, language: Language) -> Grid:
    title = language.say(REPORT["worst"], shown=len(report.worst), rows=report.rows)
    grid = _grid(title, language, "row", "company", "score", "triage", "findings")
    for row in sorted(report.worst, reverse=True):
        grid.add_row(
            str(row.row_no),
            row.company,
            str(row.score),
            language.say(TRIAGE[row.triage]),
            _findings(row, language.tongue),
        )
    return grid


def _findings(row: Judged, tongue: Tongue) -> Text:
    """What was found, the gravest first; hints are only counted, for most rows have many."""
    grave = sorted(row.grave, key=lambda one: RANK[one.severity])
    marked = [_mark(one.severity, finding_text(one, tongue)) for one in grave]
    return Text("\n").join([*marked, _mark(Severity.HINT, str(row.hints))] if row.hints else marked)


def _by_finding(findings: Counter[str], language: Language) -> Grid:
    """The gravest first, then the most frequent."""
    grid = _grid(language.say(REPORT["by_finding"]), language, "finding", "rows", "meaning")
    for code, rows in sorted(findings.items(), key=lambda item: (RANK[CATALOG[item[0]].severity], -item[1], item[0])):
        grid.add_row(_mark(CATALOG[code].severity, code), str(rows), language.say(KINDS[code]))
    return grid


def _by_problem(problems: Counter[str], language: Language) -> Grid:
    grid = _grid(language.say(REPORT["by_problem"]), language, "finding", "rows", "meaning")
    for code, rows in sorted(problems.items(), key=lambda item: (-item[1], item[0])):
        grid.add_row(code, str(rows), language.say(KINDS_OF_PROBLEM[code]))
    return grid


def _grid(title: str, language: Language, *columns: str) -> Grid:
    grid = Grid(title=title, title_justify="left", show_lines=False)
    for column in columns:
        grid.add_column(language.say(REPORT[column]), overflow="fold", justify="right" if column in NUMBERS else "left")
    return grid


def _mark(severity: Severity, text: str) -> Text:
    return Text(f"{MARKS[severity]} {text}", COLOURS[severity])
