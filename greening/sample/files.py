"""How does the sample reach an import? As two files of the kind people send, and one with what is true."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from greening.sample.columns import HEADER_CHINESE, HEADER_ENGLISH, Column
from greening.sample.truth import Row

BLANK_ROWS = 2
NAMELESS_ROWS = 3
"""Broken rows at the end of the Chinese file, so that an import has something to skip and to turn away."""


@dataclass(frozen=True, slots=True)
class SampleFiles:
    chinese: Path
    english: Path
    truth: Path


def places(folder: Path) -> SampleFiles:
    """Where `write` puts them."""
    return SampleFiles(folder / "sample.zh.csv", folder / "sample.en.csv", folder / "sample.truth.jsonl")


def write(rows: Iterable[Row], folder: Path) -> SampleFiles:
    """Write GB18030 with Chinese headers, UTF-8 with English ones, and the truth as JSON lines by source id."""
    made = tuple(rows)
    files = places(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chinese = [row.cells for row in made if not row.english]
    nameless = [_nameless(cells) for cells in chinese[:NAMELESS_ROWS]]
    broken: list[dict[str, str]] = [*([{}] * BLANK_ROWS), *nameless]
    _write_csv(files.chinese, HEADER_CHINESE, [*chinese, *broken], encoding="gb18030")
    _write_csv(files.english, HEADER_ENGLISH, [row.cells for row in made if row.english], encoding="utf-8")
    files.truth.write_text("".join(_truth_line(row) for row in made), encoding="utf-8")
    return files


def _nameless(cells: Mapping[str, str]) -> dict[str, str]:
    return {Column.NOTE: cells[Column.NOTE] or "继续跟进", Column.PHONE: cells[Column.PHONE]}


def _truth_line(row: Row) -> str:
    fact = {"source_id": row.cells[Column.SOURCE_ID], "entity": row.entity, "plants": sorted(row.plants)}
    return json.dumps(fact, ensure_ascii=False) + "\n"


def _write_csv(path: Path, header: Mapping[Column, str], rows: Iterable[Mapping[str, str]], *, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.values())
        writer.writerows([cells.get(column, "") for column in header] for cells in rows)
