"""How does a file become judged rows? It is read twice: once for what repeats in it, once to judge each row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from greening.cli._check_report import Judged
from greening.domain.policy import Policy
from greening.domain.triage import triage
from greening.files import Draft, FileRefused, Limits, Mapping, Table, fit, from_json, open_table
from greening.files.presets import preset
from validators import FilePopulation, check, score

SAMPLED = 200
"""Rows that are looked at to find out how the columns are meant."""

Watch = Callable[[str, Iterable[Draft]], Iterable[Draft]]
"""Passes rows on and shows how far they have come; told which pass it is, ``counting`` or ``judging``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A table and what its columns mean."""

    table: Table
    mapping: Mapping

    def drafts(self, cell_chars: int) -> Iterator[Draft]:
        return (self.mapping.draft(row_no, cells, cell_chars=cell_chars) for row_no, cells in self.table)


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


def judge(reading: Reading, *, as_of: datetime, policy: Policy, watch: Watch) -> Iterator[Judged]:
    """Judge each row among all rows of the file, in its order.

    Raises: FileRefused, when the file turns out to be broken or too long on the way.
    """
    chars = policy.intake.cell_chars
    population = FilePopulation(draft.record for draft in watch("counting", reading.drafts(chars)))
    for draft in watch("judging", reading.drafts(chars)):
        judgement = check(draft.record, as_of=as_of, population=population, settings=policy.settings)
        total = score(draft.record, judgement, settings=policy.settings)
        yield Judged(draft, judgement, total, triage(judgement.findings, policy))


def _text(mapping: str) -> str:
    try:
        return Path(mapping).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused("mapping.not_found", name=mapping) from error
