"""What does a file of records hold for matching? For every row its id, its source, and what can be compared of it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from greening.cli import _match_columns
from greening.cli._match_columns import Columns
from greening.domain.policy import Policy
from greening.files import FileRefused, Limits, Table, open_table
from greening.files.presets import preset
from greening.files.table import Row
from greening.matching import Kind, organisations, persons
from greening.matching.persons import Person
from validators import Record

SAMPLED = 200
"""Rows that are looked at to find out how the columns are meant."""
SHOWN = 5
"""Ids that a message names."""
AT_ONCE = 2_000
"""Rows that are read together, one field of all after the other."""

Watch = Callable[[Iterable[Row]], Iterable[Row]]
"""Passes rows on and shows how far they have come."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row that says anything, in the order of the file: entry n of each list is about the same row.

    `features` are those of the row's kind, `labels` what a person calls it. Rows before `new` were compared before.
    """

    ids: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    features: list[Any] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    new: int = 0

    def followed_by(self, rows: "Rows") -> "Rows":
        """These, which were compared before, and others behind them.

        Raises: FileRefused, when both have an id.
        """
        if both := sorted(set(self.ids) & set(rows.ids)):
            raise FileRefused("match.in_both", ids=", ".join(both[:SHOWN]), count=len(both))
        return Rows(
            self.ids + rows.ids,
            self.sources + rows.sources,
            self.kinds + rows.kinds,
            self.features + rows.features,
            self.labels + rows.labels,
            new=len(self.ids),
        )

    def of(self, kind: Kind) -> list[int]:
        """Where the rows of a kind are."""
        return [at for at, own in enumerate(self.kinds) if own is kind]


@dataclass(frozen=True, slots=True)
class Reading:
    """A table and what its columns mean."""

    table: Table
    columns: Columns


def open_file(name: str, stream: BinaryIO, *, mapping: str, kind: Kind | None, policy: Policy) -> Reading:
    """Find out how a file is written and what its columns mean; `mapping` is a file's path, a preset's name, or empty.

    Raises: FileRefused.
    """
    table = open_table(name, stream, limits=Limits.of(policy.intake))
    document = preset(mapping) or _document(mapping)
    return Reading(table, _match_columns.find(table.header, table.sample(SAMPLED), document, kind))


def read(reading: Reading, *, country: str, policy: Policy, watch: Watch) -> Rows:
    """Read every row. `country` holds where a row names none.

    Raises: FileRefused, when two rows have one id or one has none, when no column says anything of a kind that rows
    have, or when the file turns out to be broken on the way.
    """
    rows = Rows()
    told = (row for row in watch(reading.table) if any(map(str.strip, row[1])))
    while part := list(islice(told, AT_ONCE)):
        _add(rows, reading.columns, part, country, policy)
    _check(rows, reading)
    return rows


def _add(rows: Rows, columns: Columns, part: Sequence[Row], country: str, policy: Policy) -> None:
    used = columns.rows
    rows.ids.extend(_cell(cells, used["id"]) if "id" in used else str(row_no) for row_no, cells in part)
    rows.sources.extend(_cell(cells, used["src"]) if "src" in used else "" for _, cells in part)
    kinds = [columns.kind_of(cells) for _, cells in part]
    said = [_said(kind, columns, row, country, policy) for kind, row in zip(kinds, part, strict=True)]
    companies = iter(organisations.features_of([one for one in said if isinstance(one, Record)]))
    rows.kinds.extend(kinds)
    rows.features.extend(persons.features(one) if isinstance(one, Person) else next(companies) for one in said)
    rows.labels.extend(map(_called, said))


def _said(kind: Kind, columns: Columns, row: Row, country: str, policy: Policy) -> Person | Record:
    row_no, cells = row
    if kind is Kind.PERSON:
        return columns.persons.person(cells, country)
    mapping = columns.companies.with_defaults(country=country)
    return mapping.draft(row_no, cells, cell_chars=policy.intake.cell_chars).record


def _called(said: Person | Record) -> str:
    if isinstance(said, Record):
        return said.company or said.short_name or "".join(said.phones[:1])
    parts = (said.given_name, said.middle_name, said.surname)
    return " ".join(filter(None, parts)) or said.name or "".join(said.other_names[:1])


def _check(rows: Rows, reading: Reading) -> None:
    """Raises: FileRefused."""
    header, used = reading.columns.header, reading.columns.rows.values()
    for kind in dict.fromkeys(rows.kinds):
        if not any(reading.columns.evidence(kind)):
            first = next((name for at, name in enumerate(header) if at not in used), header[0])
            raise FileRefused(f"match.no_columns_{kind.value}", columns=", ".join(header), first=first)
    if "" in rows.ids:
        raise FileRefused("match.no_id", column=reading.columns.header[reading.columns.rows["id"]])
    if repeated := [name for name, times in Counter(rows.ids).items() if times > 1]:
        column = reading.columns.header[reading.columns.rows["id"]]
        raise FileRefused("match.same_id", ids=", ".join(repeated[:SHOWN]), count=len(repeated), column=column)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _document(path: str) -> dict[str, Any]:
    """The mapping of a file.

    Raises: FileRefused.
    """
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8-sig")) if path else {}
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused("mapping.not_found", name=path) from error
    except ValueError as error:
        raise FileRefused("mapping.not_json") from error
    if not isinstance(document, dict):
        raise FileRefused("mapping.not_json")
    return document
