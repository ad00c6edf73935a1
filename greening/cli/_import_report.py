"""How is an import told? One JSON object for programs; counts, reasons and findings for people."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from greening.cli._import_run import Done
from greening.cli._language import Language
from greening.domain.intake import Outcome, State
from greening.services.staff import PersonOutcome, PersonRow
from greening.words.files import KINDS_OF_PROBLEM
from greening.words.imports import REASONS
from greening.words.intake import REPORT
from greening.words.pages import OUTCOMES
from greening.words.refusals import REFUSALS
from validators import CATALOG

Counted = Mapping[str, int]


def done_json(done: Done) -> str:
    """The finished run as one object; the five outcomes add up to ``read``."""
    run, found = done.run, done.summary
    told = {
        "intake": run.id,
        "file": run.file_name,
        "mode": run.mode,
        "dry_run": False,
        "read": run.read,
        **{outcome.value: rows for outcome, rows in run.counts.items()},
        "judged": run.judged,
        "reasons": dict(found.reasons),
        "problems": dict(found.problems),
        "findings": dict(found.findings),
        "rejected_file": str(done.rejected) if done.rejected else None,
    }
    return json.dumps(told, ensure_ascii=False)


def foreseen_json(file_name: str, mode: str, answer: Mapping[str, Any]) -> str:
    """A dry run in the same form, as far as it goes."""
    counts = _counts(answer)
    told = {
        "file": file_name,
        "mode": mode,
        "dry_run": True,
        "read": sum(counts.values()),
        **counts,
        "reasons": {one["code"]: one["rows"] for one in answer["outcomes"] if one["code"]},
        "problems": {one["code"]: one["rows"] for one in answer["problems"]},
        "findings": answer["findings"],
    }
    return json.dumps(told, ensure_ascii=False)


def show_done(console: Console, done: Done, language: Language) -> None:
    run, found = done.run, done.summary
    counts = {outcome.value: rows for outcome, rows in run.counts.items()}
    _show_found(console, language, found.reasons, found.problems, found.findings)
    _show_counts(console, language, counts, run.read)
    if run.state != State.JUDGED:
        left = run.counts[Outcome.CREATED] + run.counts[Outcome.UPDATED] - run.judged
        console.print(language.say(REPORT["unjudged"], records=left))
    if done.rejected:
        console.print(language.say(REPORT["rejected_file"], file=done.rejected), soft_wrap=True)


def show_foreseen(console: Console, answer: Mapping[str, Any], language: Language) -> None:
    reasons = {one["code"]: one["rows"] for one in answer["outcomes"] if one["code"]}
    problems = {one["code"]: one["rows"] for one in answer["problems"]}
    _show_found(console, language, reasons, problems, answer["findings"])
    console.print(language.say(REPORT["would"]))
    counts = _counts(answer)
    _show_counts(console, language, counts, sum(counts.values()))


def people_json(rows: Sequence[PersonRow]) -> str:
    """A staff list that was taken over as one object."""
    left_out = [
        {"row": row.row_no, "outcome": row.outcome, "code": row.reason, "params": dict(row.params)}
        for row in rows
        if row.reason
    ]
    return json.dumps({"read": len(rows), **_people(rows), "reasons": left_out}, ensure_ascii=False)


def show_people(console: Console, rows: Sequence[PersonRow], language: Language) -> None:
    for row in rows:
        if row.reason:
            reason = language.say(REFUSALS[row.reason], **row.params)
            console.print(language.say(REPORT["left_out"], row=row.row_no, reason=reason), markup=False)
    _show_counts(console, language, _people(rows), len(rows), sentence="people")


def _people(rows: Sequence[PersonRow]) -> dict[str, int]:
    return {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in PersonOutcome}


def _counts(answer: Mapping[str, Any]) -> dict[str, int]:
    rows = {outcome.value: 0 for outcome in Outcome}
    for one in answer["outcomes"]:
        rows[one["outcome"]] += one["rows"]
    return rows


def _show_found(console: Console, language: Language, reasons: Counted, problems: Counted, findings: Counted) -> None:
    kinds = {**KINDS_OF_PROBLEM, **REASONS}
    meanings = {code: fault.summary for code, fault in CATALOG.items()}
    for title, unit, counted, words in (
        ("by_finding", "records", findings, meanings),
        ("by_problem", "rows", problems, kinds),
        ("by_reason", "rows", reasons, kinds),
    ):
        if counted:
            console.print(_table(title, unit, counted, words, language))


def _table(title: str, unit: str, counted: Counted, words: Mapping[str, str], language: Language) -> Table:
    table = Table(title=language.say(REPORT[title]), title_justify="left")
    table.add_column(language.say(REPORT["code"]), overflow="fold")
    table.add_column(language.say(REPORT[unit]), justify="right")
    table.add_column(language.say(REPORT["meaning"]), overflow="fold")
    for code, number in counted.items():
        table.add_row(code, str(number), language.say(words.get(code, code)))
    return table


def _show_counts(console: Console, language: Language, counts: Counted, read: int, sentence: str = "accounted") -> None:
    table = Table()
    table.add_column(language.say(REPORT["outcome"]))
    table.add_column(language.say(REPORT["rows"]), justify="right")
    for outcome, rows in counts.items():
        table.add_row(language.say(OUTCOMES[outcome]), str(rows))
    console.print(table)
    console.print(language.say(REPORT[sentence], accounted=sum(counts.values()), read=read))
