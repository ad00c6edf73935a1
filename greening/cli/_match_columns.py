"""Which columns of a file are evidence, and which only name the row, its source or its kind?

`id`, `cluster` and `src` never tell two rows apart or together. What the others mean is said by the synonym table of
companies and by that of persons; a file may hold both, if a column says of every row which it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from greening.cli import _match_persons
from greening.cli._match_persons import PersonMapping
from greening.files import FileRefused, Target, fit
from greening.files import Mapping as CompanyMapping
from greening.files.headers import fold, is_known
from greening.matching import Kind

Document = Mapping[str, Any]

ROW_WORDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "uniqueid", "recordid", "recid", "rowid"),
    "src": ("src", "source", "datasource", "dataset", "sourcedataset"),
    "kind": ("recordtype", "entitytype", "partytype", "kind", "记录类型", "客户类型", "主体类型"),
}
"""Folded headers by what they say about the row; of several the first word that the file has."""
NO_EVIDENCE = ("cluster", "clusterid", "entityid", "trueid")

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(
        ("organisation", "organization", "org", "company", "business", "企业", "公司", "单位", "机构"),
        Kind.ORGANISATION,
    ),
    **dict.fromkeys(("person", "individual", "people", "human", "个人", "自然人", "人"), Kind.PERSON),
}
"""What a cell of the kind column can say."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file. `rows` has the places of ``id``, ``src`` and ``kind``, as far as there are such.

    `kind` is what a row is that does not say so itself, `guessed` whether nobody has said it.
    """

    header: tuple[str, ...]
    rows: Mapping[str, int]
    companies: CompanyMapping
    persons: PersonMapping
    kind: Kind
    guessed: bool

    def kind_of(self, cells: Sequence[str]) -> Kind:
        """The kind of a row: what its column says, else what the file is."""
        at = self.rows.get("kind", len(cells))
        return KINDS.get(fold(cells[at]), self.kind) if at < len(cells) else self.kind

    def evidence(self, kind: Kind) -> Iterator[str]:
        """Each header that is read for rows of a kind, with what it means."""
        paths: Iterable[str | None] = (one.path if one else None for one in self.persons.columns)
        if kind is Kind.ORGANISATION:
            paths = (target.path if target else None for target in self.companies.columns)
        yield from (f"{name} → {path}" for name, path in zip(self.header, paths, strict=True) if path)

    def unread(self, kinds: Iterable[Kind]) -> Iterator[str]:
        """The headers of columns that nothing is read from; how a row is named is not meant."""
        read = {entry for kind in kinds for entry in self.evidence(kind)}
        names = {entry.rpartition(" → ")[0] for entry in read} | {self.header[at] for at in self.rows.values()}
        yield from (name for name in self.header if name not in names)


def find(header: Sequence[str], sample: Sequence[Sequence[str]], document: Document, kind: Kind | None) -> Columns:
    """Find out what the columns mean: by a mapping of headers to fields first, then by the headers.

    Raises: FileRefused, when the mapping sends a column nowhere.
    """
    said = _said(document)
    rows = _rows(header, sample, said)
    names_row = {header[at] for at in rows.values()} | {name for name in header if fold(name) in NO_EVIDENCE}
    wishes = [None if name in names_row else said.get(name, name) for name in header]
    companies = fit({**_sections(document), "columns": _for_companies(header, wishes)}, header, sample)
    persons = _match_persons.read(wishes)
    guess = Kind.PERSON if _are_persons(companies, persons) else Kind.ORGANISATION
    rows = _with_source_id(rows, companies)
    return Columns(tuple(header), rows, companies, persons, kind or guess, guessed=kind is None)


def _sections(document: Document) -> Document:
    """What a document says beside its columns; one written by hand is only its columns."""
    return document if "columns" in document else {}


def _said(document: Document) -> dict[str, str | None]:
    """What a mapping says of each header.

    Raises: FileRefused, when it is none, or names what is neither a field nor a header that is known.
    """
    columns = document.get("columns", document)
    try:
        said = {str(name).strip(): str(wish) if wish else None for name, wish in dict(columns).items()}
    except (TypeError, ValueError):
        raise FileRefused("mapping.not_json") from None
    for name, wish in said.items():
        if wish and wish not in ROW_WORDS and not _is_company_wish(wish) and not _match_persons.known(wish):
            raise FileRefused("mapping.unknown_target", header=name, target=wish)
    return said


def _rows(header: Sequence[str], sample: Sequence[Sequence[str]], said: Mapping[str, str | None]) -> dict[str, int]:
    """The columns that name the row: those that the mapping says, else the first word of the table that the file has."""
    found = {wish: header.index(name) for name, wish in said.items() if wish and wish in ROW_WORDS and name in header}
    folded = ["" if name in said else fold(name) for name in header]
    for role, words in ROW_WORDS.items():
        at = next((folded.index(word) for word in words if word in folded), None)
        if at is not None and (role != "kind" or _says_kinds(at, sample)):
            found.setdefault(role, at)
    return found


def _says_kinds(at: int, sample: Sequence[Sequence[str]]) -> bool:
    said = [fold(cells[at]) for cells in sample if at < len(cells) and cells[at].strip()]
    return bool(said) and all(word in KINDS for word in said)


def _for_companies(header: Sequence[str], wishes: Sequence[str | None]) -> list[tuple[str, str | None]]:
    """What differs from the header; fields that only persons have are none of a company."""
    differing = (pair for pair in zip(header, wishes, strict=True) if pair[0] != pair[1])
    return [(name, wish if wish and _is_company_wish(wish) else None) for name, wish in differing]


def _is_company_wish(wish: str) -> bool:
    try:
        Target.parse(wish)
    except ValueError:
        return is_known(wish)
    return True


def _are_persons(companies: CompanyMapping, persons: PersonMapping) -> bool:
    """Whether a table is one of persons: it knows what only persons have, or it names persons and no companies."""
    where = zip(companies.header, companies.columns, strict=True)
    named = [name for name, target in where if target and target.field == "company"]
    if "date_of_birth" in persons.paths:
        return True
    is_sure = any(name not in companies.likely for name in named)
    return ("surname" in persons.paths and not is_sure) or ("name" in persons.paths and not named)


def _with_source_id(rows: dict[str, int], companies: CompanyMapping) -> dict[str, int]:
    """A file without a column of ids may have one of customer numbers."""
    known = (at for at, target in enumerate(companies.columns) if target and target.field == "source_id")
    at = next(known, None)
    return rows if "id" in rows or at is None else {**rows, "id": at}
