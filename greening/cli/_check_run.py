"""How does a file become judged rows? It is read twice: once for what repeats in it, once to judge each row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from greening.cli._check_report import Judged, told
from greening.cli._check_spread import spread
from greening.cli._language import Language
from greening.domain.policy import Policy
from greening.domain.triage import triage
from greening.files import FileRefused, Limits, Mapping, Table, fit, from_json, open_table
from greening.files.presets import preset
from greening.files.table import Row
from validators import FileNotes, FilePopulation, check, score

SAMPLED = 200
"""Rows that are looked at to find out how the columns are meant."""

Watch = Callable[[str, Iterable[Row]], Iterable[Row]]
"""Passes rows on and shows how far they have come; told which pass it is, ``counting`` or ``judging``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A table and what its columns mean."""

    table: Table
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class Bench:
    """All that judging a row takes: what its columns mean, among whom and as of when; `lines` in which language, if any."""

    mapping: Mapping
    population: FilePopulation
    notes: FileNotes
    as_of: datetime
    policy: Policy
    lines: Language | None

    def judge(self, row: Row) -> Judged:
        """Judge one row, given as its number and cells."""
        draft = self.mapping.draft(*row, cell_chars=self.policy.intake.cell_chars)
        settings = self.policy.settings
        judgement = check(
            draft.record, as_of=self.as_of, population=self.population, notes=self.notes, settings=settings
        )
        total = score(draft.record, judgement, settings=settings)
        return told(draft, judgement, total, triage(judgement.findings, self.policy), lines=self.lines)


def open_file(name: str, stream: BinaryIO, *, country: str, mapping: str, policy: Policy) -> Reading:
    """Find out how a file is written and what its columns mean.

    `country` is the one of rows that name none; `mapping` a file's path, a preset's name, or empty.
    Raises: FileRefused.
    """
    table = open_table(name, stream, limits=Limits.of(policy.intake))
    sample = table.sample(SAMPLED)
    if document := preset(mapping):
        fitted = fit(document, table.header, sample)
    else:
        fitted = from_json(_text(mapping) if mapping else "{}", table.header, sample)
    if fitted.is_empty:
        known = {"columns": ", ".join(table.header), "first": table.header[0]}
        raise FileRefused("file.no_known_column", **known)
    return Reading(table, fitted.with_defaults(country=country))


def judge(
    reading: Reading,
    *,
    as_of: datetime,
    policy: Policy,
    watch: Watch,
    jobs: int = 1,
    lines: Language | None = None,
) -> Iterator[Judged]:
    """Judge each row among all rows of the file, in its order; `jobs` processes share the rows, the file is read here.

    Raises: FileRefused, when the file turns out to be broken or too long on the way.
    """
    chars = policy.intake.cell_chars
    counted = (reading.mapping.draft(*row, cell_chars=chars).record for row in watch("counting", reading.table))
    notes = FileNotes(policy.settings)
    bench = Bench(reading.mapping, FilePopulation(notes.passing(counted)), notes, as_of, policy, lines)
    rows = watch("judging", reading.table)
    yield from map(bench.judge, rows) if jobs == 1 else spread(bench.judge, rows, jobs)


def _text(mapping: str) -> str:
    try:
        return Path(mapping).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused("mapping.not_found", name=mapping) from error
